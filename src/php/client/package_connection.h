#pragma once

#include "core/client/package_channel.h"
#include "core/client/tcp_link.h"
#include "core/net/tls_context.h"
#include "php/client/package_pools.h"
#include "php/coroutine/wait_line.h"
#include "php/runtime.h"

#include <memory>
#include <string_view>
#include <vector>

namespace aha::php {

// A connection of one's own: connect(), send(), receive(), close() of Tcp and Udp.
// Owned by the client object. The futures it hands out are settled from the ready queue.
class PackageConnection final : private client::ChannelHandler, private net::ReadyItem, private RuntimeGuest {
public:
    // What may be queued for a peer that does not read; then send() fails. One package alone is never too
    // much.
    static constexpr std::size_t kMaxQueued = 8 * 1024 * 1024;
    static constexpr std::size_t kHighWater = 64 * 1024; // beyond it send() waits

    PackageConnection() = default;
    ~PackageConnection();
    bool isOpen() const {
        return line_.channel && line_.channel->state() == client::PackageChannel::State::Open;
    }
    // Each returns a future, owned by the caller; null: EG(exception) is set.
    zend_object* connect(const PackageSettings& settings);
    zend_object* send(std::string_view bytes);
    zend_object* receive(const WaitLimit& limit);
    void close();

private:
    void onChannel() override;
    void run() override;
    void onRuntimeEnd() override;
    void update();
    void updateReceivers();
    zend_object* lostException() const;

    struct Line { // the channel uses the others: it goes first
        std::unique_ptr<frame::FramingRules> rules;
        std::unique_ptr<net::TlsContext> tls;
        std::unique_ptr<client::PackageChannel> channel;
    };

    Line line_;
    std::vector<Line> closed_; // until the ready queue comes: the length function may have closed it
    WaitLine connecting_, receivers_, senders_;
    const char* name_ = "connection";
};

void registerPackageConnection();

} // namespace aha::php
