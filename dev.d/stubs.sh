# stubs [--check]             write X_arginfo.h beside each php_stubs/**/X.stub.php
# shellcheck shell=bash
source dev.d/common.sh
need php-cli php-dev php-parser

generator=$(find "$(php-config --prefix)/lib" -path '*/build/gen_stub.php' 2>/dev/null | sort | head -n 1)
[[ -n $generator ]] || die "PHP's gen_stub.php is not installed (Debian: php-dev)"
# The headers must be valid for the oldest PHP we support, so only its generator may write them.
if ! grep -q 'PHP_82_VERSION_ID = 80200' "$generator" || grep -q PHP_83_VERSION_ID "$generator"; then
    note "stubs: not checked, because arginfo is generated with PHP 8.2 and this is $(php-config --version)"
    exit 0
fi
# shellcheck disable=SC2016 # the variable is PHP's
parser=$(sed -n 's/^ *\$version = "\(.*\)";/\1/p' "$generator" | head -n 1)
mkdir -p "build/stubs/PHP-Parser-$parser/lib"
cp "$generator" build/stubs/gen_stub.php
ln -sfn /usr/share/php/PhpParser "build/stubs/PHP-Parser-$parser/lib/PhpParser"

if [[ ${1:-} == --check ]]; then
    rm -rf build/stubs/check
    mkdir -p build/stubs/check
    cp -r php_stubs build/stubs/check/
    php build/stubs/gen_stub.php --force-regeneration build/stubs/check/php_stubs >build/stubs/log 2>&1 ||
        { cat build/stubs/log >&2; die "gen_stub.php failed"; }
    diff -ru php_stubs build/stubs/check/php_stubs ||
        die "arginfo headers do not match their stubs: run ./dev stubs and commit them"
elif [[ ${1:-} == --changed ]]; then
    php build/stubs/gen_stub.php php_stubs >&2 # skips a header that carries its stub's hash
else
    php build/stubs/gen_stub.php --force-regeneration php_stubs
fi
