# bench [ROW...] [--json FILE] [--rounds N] [--seconds N] [--vs NAME=COMMAND]   CPU, latency and memory beside the targets
# shellcheck shell=bash
source dev.d/common.sh
need wrk cmake ninja-build g++ util-linux openssl pkg-config php-cli redis-server mariadb-server-core mariadb-client-core
bash dev.d/build.sh --release >&2

launcher=()
command -v ccache >/dev/null && launcher=(-DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
cmake -S . -B build/bench -G Ninja -DCMAKE_BUILD_TYPE=Release -DAHA_BENCH=ON -DAHA_TESTS=OFF "${launcher[@]}" \
    >build/bench.log 2>&1 || { cat build/bench.log >&2; die "bench: configuring failed"; }
ninja -C build/bench aha_bench >build/bench.log 2>&1 || { cat build/bench.log >&2; die "bench: the build failed"; }
exec php -n bench/bench.php "$@"
