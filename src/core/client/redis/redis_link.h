#pragma once

#include "core/base/timer_wheel.h"
#include "core/client/redis/redis_options.h"
#include "core/net/connector.h"
#include "core/net/loop.h"
#include "core/net/stream.h"
#include "core/pool/pool.h"
#include "core/proto/resp/resp_reader.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace aha::client {

class RedisCall;
class RedisLink;
struct RedisFailure;

// Whoever holds the lease of a connection. Called from the loop, or from within the call that finds the
// connection broken.
class RedisLinkUser {
public:
    virtual void onLinkProgress(RedisLink& link) = 0; // something was answered, or there is room again
    // Broken, or closed on purpose. Its calls are to be taken (takeCalls()) and the lease given back.
    virtual void onLinkLost(RedisLink& link, const RedisFailure& failure) = 0;
    // Something that answers no call; only after listen().
    virtual void onLinkMessage(RedisLink&, resp::Reply&) {}

protected:
    ~RedisLinkUser() = default;
};

// What all connections of a client count together.
struct RedisTraffic {
    std::uint64_t sentBytes = 0, receivedBytes = 0;
    std::uint64_t commands = 0, writes = 0; // commands / writes: how well pipelining works
    std::uint64_t largestBatch = 0;
    std::uint64_t serverErrors = 0; // replies that are errors
};

// How connections are made; shared by all of a client, which owns it.
struct RedisTarget {
    RedisOptions options;
    std::string address; // for messages
    net::TlsContext* tls = nullptr;
    RedisTraffic traffic;
};

// One connection to a server: logs in, sends requests as they come, gives their replies in order.
// Owned by the pool; destroying it closes it. Calls its PoolSlot, its user and the calls it carries.
// A reply that nobody waits for, and a call that is not answered in time, end it: no reply can ever reach
// the wrong call.
class RedisLink final : public pool::PoolConnection,
                        private net::StreamListener,
                        private net::FlushItem,
                        private WheelTimer {
public:
    RedisLink(pool::PoolSlot slot, net::Loop& loop, net::Resolver& resolver, RedisTarget& target);
    ~RedisLink() override;

    // ---- the pool
    pool::Liveness liveness() override;
    void ping() override;

    // ---- the user
    void use(RedisLinkUser* user) { user_ = user; } // null: the lease is given back
    // Sent with all else of this turn, in order. The answer is a ticket for forget().
    std::uint64_t carry(RedisCall& call);
    void forget(std::uint64_t ticket); // its replies will be thrown away
    void flushNow();
    std::size_t inFlight() const { return commandsInFlight_; } // commands
    bool isIdle() const { return slots_.empty(); }
    bool hasRoom() const; // for more bytes: the peer reads what it gets
    bool isLost() const { return state_ == State::Lost; }
    std::uint64_t oldestMs() const { return slots_.empty() ? 0 : loop_.nowMs() - slots_.front().sentMs; }
    // From now on everything that comes is a message to the user; send() writes at the end of the turn.
    void listen();
    void stopListening() { isListening_ = false; }
    void send(std::string_view bytes);
    void setReading(bool isOn);
    void fail(RedisFailure failure); // closes it

    struct Unanswered {
        RedisCall* call;
        bool isUnsent; // certainly
    };
    std::vector<Unanswered> takeCalls(); // after it was lost, in order

private:
    enum class State : std::uint8_t {
        Connecting,
        LoggingIn,
        Ready,
        Lost,
    };
    struct Slot {
        RedisCall* call; // null: forgotten
        std::size_t replies;
        std::uint64_t begin; // of its bytes, in the stream
        std::uint64_t sentMs;
        std::uint64_t dueMs;
    };

    void onConnected(net::ConnectResult result);
    void logIn();
    void onLoginReply(const resp::Reply& reply);
    void becomeReady();
    void connectFailed(Error error);
    void onData(std::string_view bytes) override;
    void onEof() override;
    void onDrained() override;
    void onError(const Error& error) override;
    void onClosed() override;
    void flush() override { flushNow(); }
    std::size_t unwritten() const { return out_.size() - outBegin_; }
    bool onReply(resp::Reply& reply); // false: it was lost
    bool answer(resp::Reply& reply);
    static void onTimer(WheelTimer& timer);
    void onDue();
    void armFor(std::uint64_t dueMs);
    void breakOff(Errc code, std::string_view text);

    const pool::PoolSlot slot_;
    net::Loop& loop_;
    RedisTarget& target_;
    RedisLinkUser* user_ = nullptr;
    std::unique_ptr<net::Connector> connector_; // while it connects
    net::StreamPtr stream_;
    resp::Reader reader_;
    std::string out_;          // of this turn, and what a slow peer has kept from leaving
    std::size_t outBegin_ = 0; // before it is written
    std::size_t commandsInOut_ = 0;
    std::deque<Slot> slots_;
    std::uint64_t firstTicket_ = 0; // of slots_
    std::uint64_t written_ = 0;     // bytes given to the stream
    std::uint64_t armedMs_ = ~std::uint64_t{0};
    std::uint64_t lostAt_ = 0; // so many bytes may have reached the peer
    std::size_t commandsInFlight_ = 0;
    std::vector<const char*> loginSteps_; // that are not answered yet, the last one first
    State state_ = State::Connecting;
    bool isPinging_ = false;
    bool isListening_ = false;
};

} // namespace aha::client
