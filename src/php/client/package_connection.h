#pragma once

#include "core/client/package_channel.h"
#include "core/client/tcp_link.h"
#include "core/net/tls_context.h"
#include "php/client/package_pools.h"
#include "php/coroutine/wait_line.h"
#include "php/runtime.h"

#include <memory>
#include <string_view>

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
    bool isOpen() const { return channel_ && channel_->state() == client::PackageChannel::State::Open; }
    bool isInUse() const { return channel_ != nullptr; }
    // Each returns a future, owned by the caller; null: EG(exception) is set.
    zend_object* connect(const PackageSettings& settings);
    zend_object* send(std::string_view bytes);
    zend_object* receive(const WaitLimit& limit);
    void close();

private:
    void onChannel() override;
    void run() override;
    void onRuntimeEnd() override { channel_.reset(); }
    void update();
    void updateReceivers();
    zend_object* lostException() const;

    std::unique_ptr<frame::FramingRules> rules_;
    std::unique_ptr<net::TlsContext> tls_;
    std::unique_ptr<client::PackageChannel> channel_;
    WaitLine connecting_, receivers_, senders_;
    const char* name_ = "connection";
};

void registerPackageConnection();

} // namespace aha::php
