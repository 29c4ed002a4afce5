#pragma once

#include "core/client/package_call.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

namespace aha::client {

// Told from the loop, never from within a call on the channel, that something has changed: it is connected,
// has a package, has sent what was queued, has ended. It only takes note; it must not destroy the channel.
class ChannelHandler {
public:
    virtual void onChannel() = 0;

protected:
    ~ChannelHandler() = default;
};

// A connection of one's own, for as many packages as one likes in either direction.
// Owned by its user; destroying it closes it. Calls ChannelHandler.
class PackageChannel {
public:
    // What is kept for a user who does not take it; then the peer has to wait (TCP) or is not heard (UDP).
    static constexpr std::size_t kMaxKept = 1024;
    static constexpr std::size_t kMaxKeptBytes = 1024 * 1024; // one more package may be over it
    enum class State : std::uint8_t {
        Connecting,
        Open,
        Ended, // by the peer, or an error
    };

    virtual ~PackageChannel() = default;
    PackageChannel(const PackageChannel&) = delete;
    PackageChannel& operator=(const PackageChannel&) = delete;

    State state() const { return state_; }
    const std::optional<PackageError>& error() const { return error_; } // none: the peer has closed it
    std::optional<std::string> take(); // the next package, also after the end
    bool hasPackage() const { return !kept_.empty(); }
    virtual void send(std::string_view bytes) = 0; // only while it is open
    void abandon() { state_ = State::Ended; }      // its user has lost interest and will destroy it
    virtual std::size_t queuedBytes() const = 0;

protected:
    explicit PackageChannel(ChannelHandler& handler) : handler_(handler) {}
    virtual void setReceiving(bool isOn) = 0;
    void open();
    void keep(std::string_view package);
    void end(std::optional<PackageError> error); // idempotent
    bool isFull() const { return kept_.size() >= kMaxKept || keptBytes_ >= kMaxKeptBytes; }

    ChannelHandler& handler_;

private:
    std::deque<std::string> kept_;
    std::size_t keptBytes_ = 0;
    std::optional<PackageError> error_;
    State state_ = State::Connecting;
};

} // namespace aha::client
