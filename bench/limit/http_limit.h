#pragma once

#include <llhttp.h>
#include <uv.h>

#include <cstddef>
#include <cstdint>
#include <string>

// What the limit servers share: listening, the parser, one write per read. They are the least that any server
// on these libraries must do for the same work: no limits, no timeouts, no header storage.
namespace limit {

// One accepted connection. Owns itself: deleted in the close callback of its socket.
// A derived class decides what bytes mean (plain or encrypted) and what to answer.
class Connection {
public:
    explicit Connection(uv_loop_t* loop);
    virtual ~Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void start(uv_stream_t* listener);

protected:
    // Bytes from the socket; the default feeds the parser and answers once.
    virtual void onBytes(const char* data, std::size_t size);
    virtual void onBody(std::size_t) {}
    // `count` requests became complete in one read.
    virtual void answer(unsigned count) = 0;
    // What a send() had to leave behind has gone.
    virtual void onSent() {}

    void parse(const char* data, std::size_t size);
    // False: the socket did not take all of it at once, onSent() comes; or the connection was closed.
    bool send(const char* data, std::size_t size);
    void close();
    // Appends a constant reply with the fields that a real server sends.
    static std::string reply(const std::string& type, const std::string& body);

    unsigned takeComplete() {
        const unsigned count = complete_;
        complete_ = 0;
        return count;
    }
    uv_loop_t* loop() { return socket_.loop; }

private:
    static void onAllocate(uv_handle_t*, std::size_t, uv_buf_t* buffer);
    static void onRead(uv_stream_t* stream, ssize_t size, const uv_buf_t* buffer);

    uv_tcp_t socket_;
    llhttp_t parser_;
    unsigned complete_ = 0;
};

using MakeConnection = Connection* (*)(uv_loop_t*);

// Listens on 127.0.0.1:$PORT and runs until it is terminated; the exit code for main().
int serve(MakeConnection make);

// An environment variable, or the default.
std::string setting(const char* name, const char* fallback);

} // namespace limit
