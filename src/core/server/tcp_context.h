#pragma once

#include "core/base/intrusive_list.h"
#include "core/base/server_stats.h"
#include "core/net/loop.h"
#include "core/server/buffer_pool.h"
#include "core/server/tcp_handler.h"
#include "core/server/tcp_options.h"

#include <cstdint>
#include <map>
#include <memory>

namespace aha::server {

struct TcpConnectionTag {};

// What the connections of one TcpServer share: loop, handler, limits, framing rules, counters.
// Owned by TcpServer, which derives its private part from it. Calls onConnectionClosed().
class TcpContext {
public:
    TcpContext(net::Loop& sharedLoop, TcpHandler& packageHandler, TcpOptions serverOptions,
               std::unique_ptr<frame::FramingRules> framing, ServerStats* sharedStats)
        : loop(sharedLoop), handler(packageHandler), options(std::move(serverOptions)),
          rules(std::move(framing)), stats(sharedStats ? *sharedStats : ownStats_) {}
    TcpContext(const TcpContext&) = delete;
    TcpContext& operator=(const TcpContext&) = delete;

    net::Loop& loop;
    TcpHandler& handler;
    const TcpOptions options;
    const std::unique_ptr<const frame::FramingRules> rules;
    ServerStats& stats;
    BufferPool buffers;
    IntrusiveList<TcpConnection, TcpConnectionTag> connections; // all of them
    std::map<std::uint64_t, TcpConnection*> told;               // those that onConnect() has told of, by id
    std::uint32_t count = 0;                                    // of `connections`
    bool isDraining = false;
    std::uint64_t drainDueMs = 0; // idle connections end from then on

    virtual void onConnectionClosed() = 0; // one has left; from the loop

protected:
    ~TcpContext() = default;

private:
    ServerStats ownStats_;
};

} // namespace aha::server
