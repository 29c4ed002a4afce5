# help                        this list
# shellcheck shell=bash
source dev.d/common.sh
echo "usage: ./dev COMMAND [ARGUMENTS]"
echo
for file in dev.d/*.sh; do
    [[ $file == dev.d/common.sh ]] && continue
    sed -n '/^# shellcheck/q; s/^# /  /p' "$file"
done
