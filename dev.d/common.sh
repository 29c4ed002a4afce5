# Shared by the commands in dev.d; sourced with the checkout as working folder.
# shellcheck shell=bash
set -euo pipefail

export AHA_ROOT=$PWD
export LC_ALL=C
JOBS=${JOBS:-$(nproc 2>/dev/null || echo 2)}

note() { printf '\033[1m== %s\033[0m\n' "$*" >&2; }
die() {
    printf 'dev: %s\n' "$*" >&2
    exit 1
}

# need PACKAGE...: Debian packages this command cannot do without; installs the missing ones.
need() {
    local missing=() package
    command -v dpkg-query >/dev/null || return 0 # not Debian: the tools are checked where they are used
    for package in "$@"; do
        [[ $(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null) == ii* ]] || missing+=("$package")
    done
    ((${#missing[@]})) || return 0
    install_packages "${missing[@]}"
}

# want PACKAGE...: like need, but a failure is only reported.
want() { (need "$@") || note "going on without: $*"; }

install_packages() ( # in a shell of its own, for the trap
    command -v apt-get >/dev/null || die "these packages are needed: $* (no apt-get here; install them by hand)"
    [[ $(id -u) == 0 ]] || die "these packages are needed: $*
     run as root, or:  sudo apt-get install --no-install-recommends $*"
    exec 8>build/apt.lock
    flock 8 # what is compiled ahead may install as well
    note "installing with apt-get, because this command needs them: $*"
    export DEBIAN_FRONTEND=noninteractive
    # Tests start their servers themselves: a package shall not start one of its own.
    if [[ ! -e /usr/sbin/policy-rc.d && ! -L /usr/sbin/policy-rc.d ]]; then
        trap 'rm -f /usr/sbin/policy-rc.d' EXIT
        printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
        chmod 755 /usr/sbin/policy-rc.d
    fi
    if ! apt-get install -y -q --no-install-recommends "$@" >build/apt.log 2>&1; then
        # Package lists may be missing or old on a fresh machine.
        { apt-get update -q && apt-get install -y -q --no-install-recommends "$@"; } >build/apt.log 2>&1 || {
            tail -n 20 build/apt.log >&2
            die "apt-get could not install: $*"
        }
    fi
)

# llhttp comes as a library on newer distributions, as C sources on Debian 12.
need_llhttp() {
    pkg-config --exists libllhttp 2>/dev/null && return
    [[ -r /usr/share/llhttp/llhttp.c ]] && return
    if command -v apt-cache >/dev/null && apt-cache show libllhttp-dev >/dev/null 2>&1; then
        need libllhttp-dev
    else
        need node-llhttp
    fi
}

need_build_tools() {
    need php-cli php-dev g++ gcc make autoconf pkg-config libuv1-dev libssl-dev zlib1g-dev libbrotli-dev libhiredis-dev libsqlite3-dev default-libmysqlclient-dev
    need_llhttp
}

# tree GLOB...: files of the checkout, committed or not yet, without ignored ones; sorted, existing.
tree() {
    local file
    if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
        git ls-files --cached --others --exclude-standard -- "$@" | sort -u
    else
        find . -type f -not -path './build/*' -not -path './modules/*' | sed 's|^\./||' | sort |
            while read -r file; do
                local glob
                for glob in "$@"; do
                    # shellcheck disable=SC2053
                    [[ $file == $glob ]] && echo "$file" && break
                done
            done
    fi | while read -r file; do if [[ -f $file ]]; then echo "$file"; fi; done
}

mkdir -p build
