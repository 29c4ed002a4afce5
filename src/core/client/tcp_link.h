#pragma once

#include "core/client/package_link.h"
#include "core/net/connector.h"
#include "core/net/stream.h"
#include "core/proto/frame/framing.h"

#include <memory>
#include <string>
#include <string_view>

namespace aha::client {

// How connections of a client are made.
struct TcpTarget {
    std::string host; // a name, a literal, "unix:/path"
    unsigned port = 0;
    std::string name; // for messages: "tcp://host:port"
    net::ConnectOptions connect;
    const frame::FramingRules* rules = nullptr; // outlives the links
    bool isOneWay = false;
};

// A pooled TCP connection: cuts the answer out of the stream.
// Owned by the pool; destroying it closes it. Calls its PoolSlot and the call it serves.
// Whatever comes while nobody waits for an answer ends it, so that no answer gets to the wrong request.
// With a length function of user code, it cuts from the ready queue only.
class TcpLink final : public PackageLink, private net::StreamListener, private net::ReadyItem {
public:
    TcpLink(pool::PoolSlot slot, net::Loop& loop, net::Resolver& resolver, const TcpTarget& target);
    ~TcpLink() override;
    pool::Liveness liveness() override;

private:
    void onConnected(net::ConnectResult result);
    void send() override;
    void onData(std::string_view bytes) override;
    void onEof() override;
    void onDrained() override;
    void onError(const Error& error) override;
    void onClosed() override;
    void run() override;
    void cut(std::string_view bytes);
    void fail(Error error);
    void lose();

    net::Loop& loop_;
    const TcpTarget& target_;
    std::unique_ptr<net::Connector> connector_; // while it connects
    net::StreamPtr stream_;
    std::unique_ptr<frame::Framing> framing_; // of the answer under way
    std::string rest_;                        // one read that waits for the ready queue
    bool hasEof_ = false;
    bool isLost_ = false;
};

} // namespace aha::client
