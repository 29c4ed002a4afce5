# fuzz SECONDS|--build [TARGET...]   each fuzz target for SECONDS (clang, libFuzzer, ASan and UBSan), or only compiled
# shellcheck shell=bash
source dev.d/common.sh
[[ ${1:-} =~ ^([0-9]+|--build)$ ]] || die "fuzz: say for how many seconds, e.g. ./dev fuzz 30"
seconds=$1
shift
need cmake ninja-build clang pkg-config libuv1-dev libssl-dev zlib1g-dev libbrotli-dev libhiredis-dev libsqlite3-dev default-libmysqlclient-dev
need "$(clang --version | sed -n 's/.*version \([0-9]*\).*/libclang-rt-\1-dev/p' | head -n 1)"
need_llhttp

mkdir -p build/fuzz
exec 9>build/fuzz/lock
flock 9 # two builds at once would write the same objects
launcher=()
command -v ccache >/dev/null && launcher=(-DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
cmake -S . -B build/fuzz -G Ninja -DCMAKE_C_COMPILER=clang -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_BUILD_TYPE=Debug \
    -DCMAKE_CXX_FLAGS_DEBUG='-O1 -g1' -DAHA_FUZZ=ON -DAHA_TESTS=OFF "${launcher[@]}" >build/fuzz.log 2>&1 ||
    { cat build/fuzz.log; die "fuzz: configuring failed"; }
targets=("$@")
((${#targets[@]})) || mapfile -t targets < <(tree 'tests/fuzz/*_fuzz.cpp' | sed 's|.*/||; s|\.cpp$||')
((${#targets[@]})) || die "fuzz: there are no targets in tests/fuzz"
ninja -C build/fuzz -j"$JOBS" "${targets[@]}" >build/fuzz.log 2>&1 ||
    { grep -v '^\[' build/fuzz.log | head -n 60; die "fuzz: the build failed"; }
exec 9>&-
[[ $seconds != --build ]] || exit 0

# fuzz_one TARGET: what it finds stays in build/fuzz/corpus; the seeds are committed.
fuzz_one() {
    local target=$1 corpus=build/fuzz/corpus/$1 log=build/fuzz/$1.log extra=()
    mkdir -p "$corpus" build/fuzz/crashes
    [[ -d tests/fuzz/seeds/${target%_fuzz} ]] && extra+=("tests/fuzz/seeds/${target%_fuzz}")
    local options=(-max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1
        -artifact_prefix="build/fuzz/crashes/$target-")
    [[ -f tests/fuzz/$target.dict ]] && options+=(-dict="tests/fuzz/$target.dict")
    if ! "build/fuzz/$target" "${options[@]}" "$corpus" "${extra[@]}" >"$log" 2>&1; then
        grep -vE '^#[0-9]+' "$log" | head -n 60
        echo "FAILED  $target (inputs: build/fuzz/crashes; run build/fuzz/$target FILE)"
        return 1
    fi
    printf 'ok      %-32s %s runs\n' "$target" "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")"
}
export -f fuzz_one
export seconds
printf '%s\n' "${targets[@]}" | xargs -P "$JOBS" -I{} bash -c 'fuzz_one {}' || die "fuzz: a target failed"
