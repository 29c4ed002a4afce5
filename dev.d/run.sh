# run [ARGUMENTS]             builds, then serves the example application
# shellcheck shell=bash
source dev.d/common.sh
bash dev.d/build.sh >&2
script=examples/app/server.php
[[ -f $script ]] || script=$(tree 'examples/01-*.php' | head -n 1)
[[ -n $script ]] || die "run: there is no example to serve yet"
exec php -d "extension=$AHA_ROOT/modules/aha.so" "$script" "$@"
