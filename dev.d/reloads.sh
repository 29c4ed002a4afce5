# reloads [N] [--clients N] [--pause SECONDS]   N reloads (100) under load, then the failed requests: must be 0
# shellcheck shell=bash
source dev.d/common.sh
bash dev.d/build.sh >&2
AHA_EXTENSION=$AHA_ROOT/modules/aha.so exec php -n bench/reloads.php "$@"
