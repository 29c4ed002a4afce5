#include "http_limit.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace limit {
namespace {

char readBuffer[64 * 1024];
MakeConnection makeConnection;

void onConnection(uv_stream_t* listener, int status) {
    if (status == 0) {
        makeConnection(listener->loop)->start(listener);
    }
}

} // namespace

Connection::Connection(uv_loop_t* loop) {
    static const llhttp_settings_t settings = [] {
        llhttp_settings_t callbacks;
        llhttp_settings_init(&callbacks);
        callbacks.on_message_complete = [](llhttp_t* parser) {
            static_cast<Connection*>(parser->data)->complete_++;
            return 0;
        };
        callbacks.on_body = [](llhttp_t* parser, const char*, std::size_t size) {
            static_cast<Connection*>(parser->data)->onBody(size);
            return 0;
        };
        return callbacks;
    }();
    uv_tcp_init(loop, &socket_);
    socket_.data = this;
    llhttp_init(&parser_, HTTP_REQUEST, &settings);
    parser_.data = this;
}

void Connection::start(uv_stream_t* listener) {
    auto* stream = reinterpret_cast<uv_stream_t*>(&socket_);
    if (uv_accept(listener, stream) != 0) {
        close();
        return;
    }
    uv_tcp_nodelay(&socket_, 1);
    uv_read_start(stream, onAllocate, onRead);
}

void Connection::onAllocate(uv_handle_t*, std::size_t, uv_buf_t* buffer) {
    *buffer = uv_buf_init(readBuffer, sizeof readBuffer);
}

void Connection::onRead(uv_stream_t* stream, ssize_t size, const uv_buf_t* buffer) {
    auto* self = static_cast<Connection*>(stream->data);
    if (size < 0) {
        self->close();
    } else if (size > 0) {
        self->onBytes(buffer->base, static_cast<std::size_t>(size));
    }
}

void Connection::onBytes(const char* data, std::size_t size) {
    parse(data, size);
    if (complete_ > 0) {
        answer(takeComplete());
    }
}

void Connection::parse(const char* data, std::size_t size) {
    if (llhttp_execute(&parser_, data, size) != HPE_OK) {
        close();
    }
}

// The part of a write that the socket did not take at once.
struct Rest {
    uv_write_t request;
    std::string bytes;
    Connection* connection;
};

bool Connection::send(const char* data, std::size_t size) {
    auto* stream = reinterpret_cast<uv_stream_t*>(&socket_);
    uv_buf_t buffer = uv_buf_init(const_cast<char*>(data), static_cast<unsigned>(size));
    const int written = uv_try_write(stream, &buffer, 1);
    if (written == static_cast<int>(size)) {
        return true;
    }
    if (written < 0 && written != UV_EAGAIN) {
        close();
        return false;
    }
    const std::size_t done = written > 0 ? static_cast<std::size_t>(written) : 0;
    auto* rest = new Rest{{}, std::string(data + done, size - done), this};
    rest->request.data = rest;
    buffer = uv_buf_init(rest->bytes.data(), static_cast<unsigned>(rest->bytes.size()));
    uv_write(&rest->request, stream, &buffer, 1, [](uv_write_t* request, int status) {
        std::unique_ptr<Rest> sent(static_cast<Rest*>(request->data));
        if (status == 0) {
            sent->connection->onSent();
        }
    });
    return false;
}

void Connection::close() {
    auto* handle = reinterpret_cast<uv_handle_t*>(&socket_);
    if (!uv_is_closing(handle)) {
        uv_close(handle, [](uv_handle_t* closed) { delete static_cast<Connection*>(closed->data); });
    }
}

std::string Connection::reply(const std::string& type, const std::string& body) {
    return "HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 00:00:00 GMT\r\nServer: Aha\r\nContent-Type: " + type +
           "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string setting(const char* name, const char* fallback) {
    const char* value = std::getenv(name);
    return value != nullptr ? value : fallback;
}

int serve(MakeConnection make) {
    makeConnection = make;
    uv_loop_t* loop = uv_default_loop();
    uv_tcp_t listener;
    sockaddr_in address;
    uv_tcp_init(loop, &listener);
    uv_ip4_addr("127.0.0.1", std::atoi(setting("PORT", "9601").c_str()), &address);
    int status = uv_tcp_bind(&listener, reinterpret_cast<const sockaddr*>(&address), 0);
    if (status == 0) {
        status = uv_listen(reinterpret_cast<uv_stream_t*>(&listener), 511, onConnection);
    }
    if (status != 0) {
        std::fprintf(stderr, "cannot listen: %s\n", uv_strerror(status));
        return 1;
    }
    return uv_run(loop, UV_RUN_DEFAULT);
}

} // namespace limit
