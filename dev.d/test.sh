# test [STAGE...]             all stages, or some: lint unit build phpt sanitize valgrind fuzz package
# shellcheck shell=bash
source dev.d/common.sh

passed=0 failed=0 skipped=0
readonly MOST_ALONE=4 # tests of a stage that may fail beside others and are run again; more of them have a cause
current=start

# Printed whatever happens, so that a reader and CI see the count and never a silent end.
closing() {
    local code=$?
    trap - EXIT
    if ((code != 0)); then
        ((failed > 0)) || failed=1
        echo "test: stage '$current' failed"
    fi
    echo
    echo "$passed passed, $failed failed, $skipped skipped"
    exit "$code"
}
trap closing EXIT

stage() { # NAME COMMAND...
    local begin=$SECONDS
    current=$1
    shift
    echo "== $current"
    "$@"
    echo "== $current: ok, $((SECONDS - begin)) s"
    echo
}

# ahead COMMAND...: what a later stage compiles, while the tests of this one mostly wait. It has the lowest priority. The
# later stage waits for it; should it fail, that stage does it again and says why.
ahead() { (nice -n 19 bash "$@" >/dev/null 2>&1 &) }

asked() { [[ " ${stages[*]} " == *" $1 "* ]]; }

sum() { awk '{ total += $1 } END { print total + 0 }'; }

unit() {
    need cmake ninja-build g++ libgtest-dev pkg-config libuv1-dev libssl-dev zlib1g-dev libbrotli-dev libhiredis-dev libsqlite3-dev default-libmysqlclient-dev
    need_servers
    need_llhttp
    local launcher=() shard shards=$((JOBS + 1)) pids=() logs=() code=0
    command -v ccache >/dev/null && launcher=(-DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
    cmake -S . -B build/asan -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG='-O0 -g1' -DAHA_SANITIZE=ON \
        "${launcher[@]}" >build/asan.log 2>&1 || { cat build/asan.log; return 1; }
    ninja -C build/asan -j"$JOBS" aha_tests >build/asan.log 2>&1 || { grep -v '^\[' build/asan.log | head -n 80; return 1; }
    if grep -q 'warning:' build/asan.log; then
        grep -A4 'warning:' build/asan.log | head -n 40
        echo "unit: warnings in our code"
        return 1
    fi
    for ((shard = 0; shard < shards; shard++)); do # one more than cores: many tests wait
        logs+=("build/unit.$shard.log")
        GTEST_TOTAL_SHARDS=$shards GTEST_SHARD_INDEX=$shard GTEST_COLOR=no GTEST_BRIEF=0 \
            timeout 600 build/asan/aha_tests >"build/unit.$shard.log" 2>&1 &
        pids+=($!)
    done
    for shard in "${!pids[@]}"; do
        wait "${pids[shard]}" || { code=1; unit_failure "build/unit.$shard.log"; }
    done
    local ok bad off
    ok=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test.*/\1/p' "${logs[@]}" | sum)
    bad=$(sed -n 's/^\[  FAILED  \] \([0-9]*\) test.*/\1/p' "${logs[@]}" | sum)
    off=$(sed -n 's/^\[  SKIPPED \] \([0-9]*\) test.*/\1/p' "${logs[@]}" | sum)
    if ((bad > 0)) && unit_alone "$bad" "${logs[@]}"; then
        ok=$((ok + bad)) bad=0 code=0
    fi
    echo "unit: $ok passed, $bad failed, $off skipped"
    passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + off))
    ((ok > 0)) || { echo "unit: no test ran"; return 1; }
    return $code
}

# unit_alone NUMBER LOG...: as alone(), of GoogleTests
unit_alone() {
    local number=$1 names log
    shift
    mapfile -t names < <(sed -n 's/^\[  FAILED  \] \([^ ,]*\).* ([0-9]* ms)$/\1/p' "$@" | sort -u)
    ((${#names[@]} == number && number <= MOST_ALONE)) || return 1
    ! grep -qE 'Sanitizer|runtime error:' "$@" || return 1
    for log in "$@"; do grep -q '^\[==========\].* ran\.' "$log" || return 1; done
    timeout 300 build/asan/aha_tests --gtest_filter="$(IFS=:; echo "${names[*]}")" >build/unit.alone.log 2>&1 || return 1
    printf 'WARN failed beside others, passed alone: %s\n' "${names[@]}"
}

unit_failure() { # a failed assertion with its test, or the sanitizer's report
    if grep -q '^\[  FAILED  \]' "$1"; then
        awk '/^\[ RUN/ { text = "" } { text = text $0 "\n" } /^\[  FAILED  \].*ms\)$/ { printf "%s", text }' "$1" | head -n 80
    else
        tail -n 60 "$1"
    fi
}

# run_tests JOBS LOG TEST...: within phpt, which knows the extension and the options
run_tests() {
    local jobs=$1 log=$2
    shift 2
    # Nothing of the machine's php.ini: what a test needs it says itself. AHA_EXTENSION is for the processes tests start.
    TEST_PHP_EXECUTABLE=$(php-config --php-binary) TEST_PHP_SRCDIR=$AHA_ROOT AHA_EXTENSION=$extension \
        NO_INTERACTION=1 REPORT_EXIT_STATUS=1 SKIP_ONLINE_TESTS=1 \
        php -n build/ext/tree/run-tests.php -q -n -j"$jobs" --no-progress --no-color -g FAIL,BORK,LEAK,WARN --show-diff \
        --set-timeout 60 -d "extension=$extension" "${options[@]}" "$@" >"$log" 2>&1
}

# alone LOG NUMBER: the few tests that failed in a run, once more and one by one: a test of several processes may fail because
# the machine was too busy. True when all of them pass then; they are named. What valgrind or a sanitizer reports has failed.
alone() {
    local names
    mapfile -t names < <(sed -n 's/^FAIL .*\[\([^]]*\.phpt\)\].*/\1/p' "$1" | sort -u)
    ((${#names[@]} == $2 && $2 <= MOST_ALONE)) || return 1
    ! grep -qE 'LEAK |runtime error:|Sanitizer' "$1" || return 1
    run_tests 1 "$1.alone" "${names[@]}" || return 1
    printf 'WARN failed beside others, passed alone: %s\n' "${names[@]}"
    echo "(how they failed: $1)"
}

# phpt NAME EXTENSION [run-tests option]... -- TEST...: runs phpt files and adds them to the count
phpt() {
    local name=$1 extension=$2 options=() log=build/phpt.$1.log code=0
    shift 2
    while [[ $1 != -- ]]; do options+=("$1"); shift; done
    shift
    run_tests "$JOBS" "$log" "$@" || code=$?
    local ok bad off retried
    ok=$(sed -n 's/^Tests passed *: *\([0-9]*\).*/\1/p' "$log" | sum)
    bad=$(sed -n 's/^Tests \(failed\|borked\|leaked\|warned\) *: *\([0-9]*\).*/\2/p' "$log" | sum)
    off=$(sed -n 's/^Tests skipped *: *\([0-9]*\).*/\1/p' "$log" | sum)
    # run-tests.php tries tests with processes and sleeps twice; one that needed it is named, and has not failed.
    retried=$(grep -c '^WARN.*Test passed on retry attempt' "$log" || true)
    if ((retried > 0)); then
        grep '^WARN.*Test passed on retry attempt' "$log"
        ((ok == 0 || bad > retried)) || code=0 # without a summary the run itself has failed
        ok=$((ok + retried)) bad=$((bad - retried))
    fi
    if ((ok > 0 && bad > 0)) && alone "$log" "$bad"; then
        ok=$((ok + bad)) bad=0 code=0
    fi
    if ((code != 0 || bad > 0)); then
        sed -n '/^Spawning\|^Running/,$p' "$log" | sed 1d | head -n 150
        echo "(whole log: $log)"
        code=1
    fi
    echo "$name: $ok passed, $bad failed, $off skipped"
    passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + off))
    ((ok > 0)) || { echo "$name: no test ran"; return 1; }
    return $code
}

# Programs that tests talk to. A test without its program is skipped.
want_peers() { want curl nginx-light nodejs openssl python3 tinyproxy microsocks; }

# The servers that tests start themselves; these packages bring no service.
need_servers() { need mariadb-server-core mariadb-client-core redis-server; }

phpt_all() {
    want_peers
    need_servers
    ! asked sanitize || ahead dev.d/build.sh --sanitize
    phpt phpt "$AHA_ROOT/modules/aha.so" -- phpt
}

# show_reports FOLDER: what sanitizers have found. Not the SIGSEGV that a test sends to a process that waits.
show_reports() {
    local report found=0
    for report in "$1"/*; do
        [[ -f $report ]] || continue
        grep -qE 'runtime error:|ERROR: ' "$report" || continue
        if grep -q 'ERROR: AddressSanitizer: SEGV' "$report" && grep -qE '^ *#0 .* in (__)?epoll_p?wait' "$report"; then continue; fi
        head -n 40 "$report"
        found=$((found + 1))
    done
    ((found == 0)) || { echo "sanitize: $found reports"; failed=$((failed + found)); return 1; }
}

# Every phpt once more with AddressSanitizer and UndefinedBehaviorSanitizer in the extension.
phpt_sanitize() {
    need_servers
    bash dev.d/build.sh --sanitize
    want_peers
    local runtime
    runtime=$(readlink -f "$(c++ -print-file-name=libasan.so)")
    ! asked package || ahead dev.d/package.sh --build
    ! asked fuzz || ahead dev.d/fuzz.sh --build
    cc -shared -fPIC -O1 -o build/no_deepbind.so tests/sanitize/no_deepbind.c
    # Reports go to files, one a process: a server that a test does not ask for its log is seen as well.
    local reports=$AHA_ROOT/build/reports code=0
    rm -rf "$reports" && mkdir -p "$reports" && chmod 1777 "$reports" # tests of privileges run as somebody else
    # PHP itself is not instrumented: leaks are the business of the valgrind stage and of the memory tests.
    LD_PRELOAD="$AHA_ROOT/build/no_deepbind.so $runtime" UBSAN_OPTIONS=print_stacktrace=1:log_path="$reports/report" \
        ASAN_OPTIONS=detect_leaks=0:abort_on_error=1:verify_asan_link_order=0:log_path="$reports/report" \
        AHA_SANITIZED=1 USE_ZEND_ALLOC=0 USE_TRACKED_ALLOC=1 SKIP_SLOW_TESTS=1 \
        phpt sanitize "$AHA_ROOT/build/ext-asan/modules/aha.so" -- phpt || code=$?
    show_reports "$reports" || code=1
    return $code
}

phpt_valgrind() {
    need valgrind
    need_servers
    local tests
    mapfile -t tests < <(grep -v '^#' phpt/valgrind.list | while read -r entry; do [[ -n $entry ]] && echo "phpt/$entry"; done)
    # Tracked: the engine frees what a request leaves behind at its end, as its own allocator does; else every fatal
    # error would look like a leak. Our own memory is not the engine's, so what it loses still shows.
    USE_TRACKED_ALLOC=1 SKIP_SLOW_TESTS=1 \
        VALGRIND_OPTS="--trace-children-skip=*/mariadb*,*/my_print_defaults,*/redis-server,*/env --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite" \
        phpt valgrind "$AHA_ROOT/modules/aha.so" -m --set-timeout 120 -d pcre.jit=0 -- "${tests[@]}"
}

fuzz_smoke() { bash dev.d/fuzz.sh "${AHA_FUZZ_SECONDS:-4}"; }

stages=("$@")
((${#stages[@]})) || stages=(lint unit build phpt sanitize valgrind fuzz package)
for name in "${stages[@]}"; do
    case $name in
        lint) stage lint bash dev.d/lint.sh ;;
        unit) stage unit unit ;;
        build) stage build bash dev.d/build.sh ;;
        phpt) stage phpt phpt_all ;;
        sanitize) stage sanitize phpt_sanitize ;;
        valgrind) stage valgrind phpt_valgrind ;;
        fuzz) stage fuzz fuzz_smoke ;;
        package) stage package bash dev.d/package.sh --build ;;
        *) die "test: there is no stage '$name'" ;;
    esac
done
