// Sends each datagram back: bare libuv.
#include "http_limit.h"

#include <cstdio>
#include <cstdlib>

namespace {

char packet[64 * 1024];

void onAllocate(uv_handle_t*, std::size_t, uv_buf_t* buffer) { *buffer = uv_buf_init(packet, sizeof packet); }

void onPacket(uv_udp_t* socket, ssize_t size, const uv_buf_t* buffer, const sockaddr* from, unsigned) {
    if (size >= 0 && from != nullptr) {
        const uv_buf_t answer = uv_buf_init(buffer->base, static_cast<unsigned>(size));
        uv_udp_try_send(socket, &answer, 1, from);
    }
}

} // namespace

int main() {
    uv_loop_t* loop = uv_default_loop();
    uv_udp_t socket;
    sockaddr_in address;
    uv_udp_init(loop, &socket);
    uv_ip4_addr("127.0.0.1", std::atoi(limit::setting("PORT", "9603").c_str()), &address);
    int status = uv_udp_bind(&socket, reinterpret_cast<const sockaddr*>(&address), 0);
    if (status == 0) {
        status = uv_udp_recv_start(&socket, onAllocate, onPacket);
    }
    if (status != 0) {
        std::fprintf(stderr, "cannot listen: %s\n", uv_strerror(status));
        return 1;
    }
    return uv_run(loop, UV_RUN_DEFAULT);
}
