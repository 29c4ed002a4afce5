# lint                        stubs, layers, package.xml, sources.m4, formatting, shell and PHP syntax
# shellcheck shell=bash
source dev.d/common.sh
need php-cli php-dev php-parser php-xml clang-format git
want shellcheck

failed=()
check() { # NAME COMMAND...: runs all checks, so that one run shows everything
    local name=$1 log=build/lint.log
    shift
    if "$@" >"$log" 2>&1; then
        grep -E 'not checked|warning' "$log" || true
        echo "ok      $name"
    else
        sed 's/^/        /' "$log" | head -n 60
        echo "FAILED  $name"
        failed+=("$name")
    fi
}

formatting() {
    local files
    mapfile -t files < <(tree 'src/*.h' 'src/*.cpp' 'tests/*.h' 'tests/*.cpp' 'bench/*.h' 'bench/*.cpp' | grep -v '_arginfo\.h$')
    clang-format --dry-run -Werror "${files[@]}"
}

php_syntax() {
    local file status=0
    while read -r file; do
        php -n -l "$file" >build/lint-php.log 2>&1 || { cat build/lint-php.log; status=1; }
    done < <(tree 'examples/*.php' 'php_stubs/*.php' 'bench/*.php' 'tests/*.php' 'dev.d/*.php')
    return $status
}

shell_syntax() {
    local files
    mapfile -t files < <(tree 'dev' 'dev.d/*.sh' '.ci/run' 'bench/*.sh' 'tests/*.sh')
    if command -v shellcheck >/dev/null; then
        shellcheck -x -e SC1091 "${files[@]}"
    else
        echo "shellcheck: not checked, it is not installed"
        for file in "${files[@]}"; do bash -n "$file" || return 1; done
    fi
}

json_syntax() { php -n -r 'json_decode(file_get_contents("composer.json"), false, 64, JSON_THROW_ON_ERROR);'; }

long_files() { # a hint, never a failure
    tree 'src/*.h' 'src/*.cpp' 'tests/*.cpp' | grep -v '_arginfo\.h$' | while read -r file; do
        lines=$(wc -l <"$file")
        ((lines <= 450)) || echo "warning: $file has $lines lines"
    done
}

version_matches() { # one version everywhere: CHANGELOG.md leads
    local changelog source
    changelog=$(sed -n 's/^## \[\([0-9][^]]*\)\].*/\1/p' CHANGELOG.md | head -n 1)
    source=$(grep -rhoE '#define +PHP_AHA_VERSION +"[^"]+"' src | sed 's/.*"\(.*\)"/\1/')
    [[ $changelog == "$source" ]] || { echo "CHANGELOG.md says $changelog, PHP_AHA_VERSION is '${source}'"; return 1; }
}

check "layers (self-test)" php -n tests/lint/layers_test.php
check "layers" php -n tests/lint/layers.php .
check "arginfo matches the stubs" bash dev.d/stubs.sh --check
check "sources.m4 lists the sources" bash dev.d/sources.sh --check
check "package.xml lists the files" bash dev.d/package.sh --check
check "one version" version_matches
check "formatting" formatting
check "shell scripts" shell_syntax
check "PHP syntax" php_syntax
check "composer.json" json_syntax
check "length of files" long_files
((${#failed[@]} == 0)) || die "lint: ${#failed[@]} failed: $(printf '%s; ' "${failed[@]}")"
