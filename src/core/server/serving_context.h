#pragma once

#include "core/base/intrusive_list.h"
#include "core/server/exchange_pool.h"
#include "core/server/head_writer.h"
#include "core/server/http_server.h"

#include <memory>
#include <string>
#include <vector>

namespace aha::server {

struct ConnectionTag {};

// What the connections of one server share: loop, handler, limits, pools, counters.
// Owned by HttpServer, which derives its private part from it. Calls onConnectionClosed().
class ServingContext {
public:
    ServingContext(net::Loop& sharedLoop, HttpHandler& requestHandler, HttpOptions serverOptions);
    ServingContext(const ServingContext&) = delete;
    ServingContext& operator=(const ServingContext&) = delete;

    net::Loop& loop;
    HttpHandler& handler;
    const HttpOptions options;
    HttpStats stats;
    HeadWriter heads;
    Ref<ExchangePool> exchanges;
    IntrusiveList<HttpConnection, ConnectionTag> connections;
    bool isDraining = false;

    // A parser that is idle may serve any connection next: connections hold one only during a message.
    std::unique_ptr<http::RequestParser> acquireParser();
    void releaseParser(std::unique_ptr<http::RequestParser> parser);
    // Gives an empty string some capacity / takes it back.
    void acquireBuffer(std::string& empty);
    void releaseBuffer(std::string& used);

    virtual void onConnectionClosed() = 0; // one has left the list; from the loop

protected:
    ~ServingContext() = default;

private:
    static constexpr std::size_t kMaxFree = 64;
    static constexpr std::size_t kMinBufferBytes = 64;
    static constexpr std::size_t kMaxBufferBytes = 64 * 1024; // bigger buffers are not kept

    std::vector<std::unique_ptr<http::RequestParser>> parsers_;
    std::vector<std::string> buffers_;
};

} // namespace aha::server
