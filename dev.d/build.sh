# build [--sanitize|--release]   modules/aha.so (else build/ext-asan/modules/aha.so, build/ext-release/modules/aha.so)
# shellcheck shell=bash
source dev.d/common.sh
need_build_tools

variant=ext
flags='-O2 -g'
options=(--enable-aha --enable-aha-dev)
if [[ ${1:-} == --sanitize ]]; then
    variant=ext-asan
    flags='-O0 -g1' # half the time to compile, and no bad access is optimised away
    options+=(--enable-aha-sanitize)
elif [[ ${1:-} == --release ]]; then # as users get it: what is measured
    variant=ext-release
    options=(--enable-aha)
fi
top=build/$variant
mkdir -p "$top/tree"
exec 9>"$top/lock"
flock 9 # two builds at once would write the same objects

bash dev.d/sources.sh
bash dev.d/stubs.sh --changed

# phpize litters the folder it runs in, so it gets a tree of links; objects go to the folder beside it.
ln -sfn "$AHA_ROOT/src" "$top/tree/src"
ln -sfn "$AHA_ROOT/php_stubs" "$top/tree/php_stubs"
compiler=('CC=cc' 'CXX=c++')
command -v ccache >/dev/null && compiler=('CC=ccache cc' 'CXX=ccache c++')

configured=$(cat config.m4 dev.d/build.sh <(php-config --version --extension-dir) <(echo "$flags" "${compiler[@]}") | sha256sum)
listed=$(sha256sum <sources.m4)
if [[ $configured != "$(cat "$top/configured" 2>/dev/null)" ]]; then
    rm -rf "$top/modules" "$top/objects" "$top/configured"
fi
if [[ $configured$listed != "$(cat "$top/configured" "$top/listed" 2>/dev/null | tr -d '\n')" ]]; then
    note "configuring $top"
    rm -f "$top/listed"
    cp config.m4 sources.m4 "$top/tree/"
    mkdir -p "$top/objects"
    if ! { (cd "$top/tree" && phpize) && (cd "$top/objects" &&
        ../tree/configure -q "${options[@]}" "${compiler[@]}" CFLAGS="$flags" CXXFLAGS="$flags"); } >"$top/configure.log" 2>&1; then
        tail -n 30 "$top/configure.log" >&2
        die "configure failed (log: $top/configure.log)"
    fi
    echo "$configured" >"$top/configured"
    echo "$listed" >"$top/listed"
fi

# A header that is gone would stop make: what has included it is compiled anew.
find "$top/objects" -name '*.dep' -exec grep -hoE '[^ ]+/tree/[^ ]+\.h' {} + | sort -u | while read -r header; do
    [[ -e $header ]] || { find "$top/objects" -name '*.dep' -exec grep -lF "$header" {} + || true; } |
        while read -r list; do rm -f "$list" "${list%.dep}.lo" "${list%.dep}.o"; done
done

# Quiet but for the compiler's own words; the whole log stays beside the objects.
# shellcheck disable=SC2016 # the variables are make's
if ! make -C "$top/objects" -s -j"$JOBS" LIBTOOL='$(SHELL) $(top_builddir)/libtool --silent' >"$top/make.log" 2>&1; then
    { grep -vE '^(Libraries have|$)' "$top/make.log" || true; } | head -n 60 >&2
    die "the build failed (log: $top/make.log)"
fi

copy() { # install only what is new, so that a second build changes nothing
    if ! cmp -s "$top/objects/modules/aha.so" "$1/aha.so"; then
        mkdir -p "$1"
        cp "$top/objects/modules/aha.so" "$1/aha.so.new" && mv "$1/aha.so.new" "$1/aha.so"
    fi
}
if [[ $variant == ext ]]; then
    copy modules
    echo "modules/aha.so"
else
    copy "$top/modules"
    echo "$top/modules/aha.so"
fi
