#pragma once

#include "core/base/assert.h"
#include "core/net/loop.h"
#include "core/net/stream.h"

#include <algorithm>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

namespace aha::test {

// What a FakeStream did, and what it shall do; outlives it.
struct FakeWire {
    std::string sent;                                           // what the kernel has taken
    std::string queued;                                         // what it has not
    std::size_t room = std::numeric_limits<std::size_t>::max(); // what it will still take
    unsigned writes = 0;                                        // calls of write()
    unsigned looks = 0;                                         // calls of hasInput()
    bool isShut = false, isClosed = false, isReset = false, isGone = false, isPaused = false;
    bool holdsInput = false; // what arrives waits to be read
    bool isDestroyed = false;
};

// A stream whose peer is the test: bytes arrive by data(), leave into the wire, a write takes as much as
// there is room. Checks that nothing is done to a stream that is closed.
class FakeStream final : public net::Stream, public net::ReadyItem {
public:
    FakeStream(net::Loop& loop, FakeWire& wire) : loop_(loop), wire_(wire) {}

    // ---- the peer
    void data(std::string_view bytes) {
        inbox_.append(bytes);
        deliver();
    }
    // What arrived while reading was paused.
    bool deliver() {
        if (isOver() || wire_.isPaused || wire_.holdsInput || inbox_.empty()) {
            return false;
        }
        const std::string bytes = std::exchange(inbox_, {}); // a copy: views into it must not be kept
        listener_->onData(bytes);
        return true;
    }
    void eof() {
        if (!isOver()) {
            listener_->onEof();
        }
    }
    void error(Errc code) {
        if (!isOver()) {
            listener_->onError(Error{code, "the wire is broken"});
        }
    }
    // The peer reads: so many bytes of the queue leave.
    void drain(std::size_t bytes) {
        if (isOver() || wire_.queued.empty()) {
            return;
        }
        const std::size_t part = std::min(bytes, wire_.queued.size());
        wire_.sent += wire_.queued.substr(0, part);
        wire_.queued.erase(0, part);
        if (wire_.queued.empty()) {
            wire_.isShut = wire_.isShut || shutdownDue_;
            listener_->onDrained();
        }
    }

    // ---- Stream
    void start(net::StreamListener& listener) override {
        listener_ = &listener;
        listener.onOpen();
    }
    void pauseReading() override { wire_.isPaused = true; }
    void resumeReading() override { wire_.isPaused = false; }
    void write(std::string_view bytes) override { write(bytes, net::OwnedBytes()); }
    void write(std::string_view head, net::OwnedBytes body) override {
        AHA_ASSERT(!wire_.isClosed && !shutdownDue_);
        ++wire_.writes;
        wire_.queued.append(head).append(body.view());
        const std::size_t part = std::min(wire_.room, wire_.queued.size());
        wire_.sent += wire_.queued.substr(0, part);
        wire_.queued.erase(0, part);
        if (wire_.room != std::numeric_limits<std::size_t>::max()) {
            wire_.room -= part;
        }
    }
    std::size_t queuedBytes() const override { return wire_.queued.size(); }
    void shutdown() override {
        shutdownDue_ = true;
        wire_.isShut = wire_.queued.empty();
    }
    void close() override {
        if (!wire_.isClosed) {
            wire_.isClosed = true;
            wire_.queued.clear();
            loop_.enqueue(*this);
        }
    }
    void reset() override {
        wire_.isReset = !wire_.isClosed;
        close();
    }
    std::string peerAddress() const override { return wire_.isClosed ? "" : "192.0.2.7"; }
    unsigned peerPort() const override { return 4711; }
    std::string localAddress() const override { return "192.0.2.1"; }
    unsigned localPort() const override { return 80; }
    bool peerIsGone() const override { return wire_.isGone; }
    bool hasInput() const override {
        ++wire_.looks;
        return !inbox_.empty();
    }

    void run() override { // the close callback
        isFinished_ = true;
        if (listener_) {
            listener_->onClosed();
        } else {
            delete this;
        }
    }

private:
    ~FakeStream() override { wire_.isDestroyed = true; }
    void disown() override {
        listener_ = nullptr;
        if (isFinished_) {
            delete this;
        } else {
            close();
        }
    }
    bool isOver() const { return wire_.isClosed || !listener_; }

    net::Loop& loop_;
    FakeWire& wire_;
    std::string inbox_;
    net::StreamListener* listener_ = nullptr;
    bool shutdownDue_ = false;
    bool isFinished_ = false;
};

} // namespace aha::test
