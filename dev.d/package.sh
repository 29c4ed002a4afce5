# package [--check|--build]   package.xml and build/package/aha-VERSION.tgz; --build compiles the tgz in an empty folder
# shellcheck shell=bash
source dev.d/common.sh
need php-cli php-xml

git ls-files | php dev.d/package_xml.php >build/package.xml
if [[ ${1:-} == --check ]]; then
    diff -u package.xml build/package.xml || die "package.xml is not up to date: run ./dev package and commit it"
    exit 0
fi
if [[ ${1:-} != --build ]] && ! cmp -s build/package.xml package.xml; then
    cp build/package.xml package.xml
    note "package.xml is new: commit it"
fi

need php-pear
exec 9>build/package.lock
flock 9 # two at once would write the same files
folder=$AHA_ROOT/build/package
rm -rf "$folder"
mkdir -p "$folder/tree"
# Exactly the committed files, so that a file which is only on this machine cannot complete the package.
git ls-files -z | tar --null -cf - -T - | tar -xf - -C "$folder/tree"
cp build/package.xml "$folder/tree/package.xml"
cd "$folder/tree"
pecl package-validate package.xml >"$folder/validate.log" 2>&1 || { cat "$folder/validate.log" >&2; die "package.xml is not valid"; }
grep -q '^Validation: 0 error' "$folder/validate.log" || { cat "$folder/validate.log" >&2; die "package.xml is not valid"; }
pecl package package.xml >"$folder/package.log" 2>&1 || { cat "$folder/package.log" >&2; die "pecl package failed"; }
mv aha-*.tgz "$folder/"
cd "$AHA_ROOT"
archive=$(cd build/package && ls aha-*.tgz)
echo "build/package/$archive"
[[ ${1:-} == --build ]] || exit 0

need_build_tools
# The same files, compiler and PHP have been built already: nothing to learn from doing it again.
stamp=$( (cd "$folder/tree" && find . -type f -print0 | sort -z | xargs -0 sha256sum) | cat - <(c++ --version; php-config --version) | sha256sum)
if [[ $stamp == "$(cat build/package.stamp 2>/dev/null)" ]]; then
    echo "this package has been built before"
    exit 0
fi
mkdir "$folder/empty"
tar -xzf "$folder/$archive" -C "$folder/empty"
cd "$folder/empty/${archive%.tgz}"
compiler=('CC=cc' 'CXX=c++')
command -v ccache >/dev/null && compiler=('CC=ccache cc' 'CXX=ccache c++')
# shellcheck disable=SC2016 # the variables are make's
quiet=LIBTOOL='$(SHELL) $(top_builddir)/libtool --silent'
# Configured as pecl does it. Whether the files are complete shows without optimisation as well, in a third of the
# time; the flags of users' builds are those of ./dev build --release.
{ phpize && ./configure -q --with-llhttp=yes "${compiler[@]}" CFLAGS=-O0 CXXFLAGS=-O0 && make -s -j"$JOBS" "$quiet"; } >"$folder/make.log" 2>&1 ||
    { grep -v '^$' "$folder/make.log" | tail -n 30 >&2; die "the package does not build (log: build/package/make.log)"; }
if grep -qE '(src|php_stubs)/.*warning:' "$folder/make.log"; then
    grep -EA4 '(src|php_stubs)/.*warning:' "$folder/make.log" | head -n 30 >&2
    die "the package builds with warnings"
fi
php -n -d "extension=$PWD/modules/aha.so" --ri aha >"$folder/ri.log" || die "the packaged extension does not load"
echo "built from the package: $(php -n -d "extension=$PWD/modules/aha.so" -r 'echo phpversion("aha");')"
echo "$stamp" >"$AHA_ROOT/build/package.stamp"
