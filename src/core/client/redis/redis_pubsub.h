#pragma once

#include "core/client/redis/redis_client.h"
#include "core/pool/back_off.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace aha::client {

class RedisSubscription;

struct RedisMessage {
    std::string channel;
    std::string payload;
    std::string pattern; // that has matched; "" for a plain channel
};

// What happens to a message for which a subscription has no room.
enum class RedisOverflow : std::uint8_t {
    DropOldest,
    DropNewest,
    Fail,  // the subscription ends with an error
    Pause, // the connection is not read until there is room: holds up all subscriptions of the client
};

// Told from the loop that a subscription has changed: it is open, has a message, has ended. It only takes
// note.
class RedisSubscriptionHandler {
public:
    virtual void onSubscription() = 0;

protected:
    ~RedisSubscriptionHandler() = default;
};

// The channels and patterns that somebody listens to, and what they have brought and nobody has taken yet.
// Owned by its user; destroying it unsubscribes.
class RedisSubscription final : public Link<> {
public:
    enum class State : std::uint8_t {
        Opening, // the server has not confirmed all of it
        Open,
        Reconnecting, // it was open; what is published meanwhile is lost
        Ended,        // error(), or close()
    };
    struct Name {
        bool isPattern;
        std::string text;
        bool operator<(const Name& other) const {
            return std::tie(isPattern, text) < std::tie(other.isPattern, other.text);
        }
    };

    RedisSubscription(RedisPubSub& hub, std::size_t maxQueued, RedisOverflow overflow,
                      RedisSubscriptionHandler& handler);
    ~RedisSubscription() { close(); }
    void add(Name name);           // known already: nothing
    void remove(const Name& name); // the last one ends it
    void close();                  // idempotent; what was received may still be taken

    State state() const { return state_; }
    const std::optional<RedisFailure>& failure() const { return failure_; }
    std::optional<RedisMessage> take();
    std::size_t queued() const { return kept_.size(); }
    std::uint64_t received() const { return received_; }
    std::uint64_t dropped() const { return dropped_; }
    std::uint64_t reconnects() const { return reconnects_; } // each may have lost messages
    const std::vector<Name>& names() const { return names_; }
    bool isFull() const { return kept_.size() >= maxQueued_; }

private:
    friend class RedisPubSub;
    void receive(const RedisMessage& message);
    void confirm();
    void lose();
    void end(RedisFailure failure);
    bool holdsUp() const { return overflow_ == RedisOverflow::Pause && isFull(); }

    RedisPubSub* hub_; // null once it has ended
    RedisSubscriptionHandler& handler_;
    std::size_t maxQueued_;
    RedisOverflow overflow_;
    std::vector<Name> names_;
    std::size_t unconfirmed_ = 0;
    std::deque<RedisMessage> kept_;
    std::optional<RedisFailure> failure_;
    net::Loop::Hold hold_; // while it opens
    std::uint64_t received_ = 0, dropped_ = 0, reconnects_ = 0;
    State state_ = State::Opening;
};

// One connection for all subscriptions of a client, made when there is the first one, given back after the
// last. When it breaks, another one is made and all is subscribed again, after growing pauses.
// Owned by RedisClient.
class RedisPubSub final : private pool::PoolWaiter, private RedisLinkUser, private WheelTimer {
public:
    explicit RedisPubSub(RedisClient& client);
    ~RedisPubSub() override { close(); }
    void close();
    std::size_t subscriptions() const { return count_; }
    std::uint64_t messages() const { return messages_; }
    net::Loop& loop() const { return client_.loop(); }

private:
    friend class RedisSubscription;
    using Name = RedisSubscription::Name;
    struct Entry {
        std::vector<RedisSubscription*> members;
        bool isConfirmed = false;
    };
    struct Sent {
        enum class Kind : std::uint8_t { Subscribe, Unsubscribe, Ping } kind;
        Name name;
    };

    void join(RedisSubscription& subscription, const Name& name);
    void leave(RedisSubscription& subscription, const Name& name);
    void updateReading();
    void acquire();
    void onLease(pool::PoolLease lease) override;
    void onAcquireFailed(const Error& error) override;
    void onLinkProgress(RedisLink&) override;
    void onLinkLost(RedisLink& link, const RedisFailure& failure) override;
    void onLinkMessage(RedisLink& link, resp::Reply& reply) override;
    bool deliver(const resp::Reply& reply);
    bool acknowledge(const resp::Reply& reply);
    void onConfirmed(const Name& name);
    void onRefused(const Sent& sent, std::string_view text);
    void send(Sent::Kind kind, const Name& name);
    void releaseIfDone();
    void lose();
    static void onTimer(WheelTimer& timer);
    void onDue();

    RedisClient& client_;
    std::map<Name, Entry> entries_;
    IntrusiveList<RedisSubscription> members_;
    std::deque<Sent> sent_; // not answered yet
    pool::PoolLease lease_;
    RedisLink* link_ = nullptr;
    pool::BackOff backOff_;
    std::uint64_t heardMs_ = 0;
    std::uint64_t messages_ = 0;
    std::size_t count_ = 0;
    bool isReading_ = true;
    bool isClosed_ = false;
};

} // namespace aha::client
