#pragma once

#include "core/base/few.h"
#include "core/base/intrusive_list.h"
#include "core/client/call_observer.h"
#include "core/client/redis/redis_command.h"
#include "core/client/redis/redis_link.h"
#include "core/net/loop.h"
#include "core/pool/pool.h"
#include "core/proto/resp/resp_reply.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace aha::client {

class RedisClient;
class RedisSession;
struct RedisCallTag {};
struct RedisQueueTag {};

// Why a call has no replies. An error that the server answers is a reply.
struct RedisFailure {
    enum class Kind : std::uint8_t {
        Exhausted,     // no connection, or no place on one; not sent
        ConnectFailed, // not sent
        TimedOut,      // sent; nobody knows whether it was done
        Lost,          // the same: the connection broke
        Cancelled,     // by the client, which is closing
    };
    Kind kind;
    Error error;
};
constexpr std::size_t kRedisFailureKinds = 5;

struct RedisOutcome {
    std::optional<RedisFailure> failure; // none: as many replies as there were commands
    Few<resp::Reply> replies;
};

// Told of the end of a call, exactly once, from the loop (or from within RedisClient::close()); it may
// destroy the call.
class RedisHandler {
public:
    virtual void onRedisDone(RedisCall& call, RedisOutcome outcome) = 0;
    // Where it is asked from; only wanted when the call takes a connection.
    virtual std::string redisPlace() const = 0;

protected:
    ~RedisHandler() = default;
};

// One request and its replies. Owned by whoever starts it; destroying it cancels silently: replies that
// still come are thrown away, a connection of its own is closed. Keeps the loop running while it lasts.
class RedisCall final : public Link<RedisCallTag>,
                        public Link<RedisQueueTag>,
                        private pool::PoolWaiter,
                        private net::ReadyItem,
                        private RedisLinkUser {
public:
    ~RedisCall() override;

    const RedisRequest& request() const { return request_; }
    bool isDone() const { return state_ == State::Done; }

    // From the connection that carries it.
    void onReply(resp::Reply&& reply);
    void onFailed(RedisFailure failure);
    std::uint64_t limitMs() const; // from being sent to its replies

private:
    friend class RedisClient;
    friend class RedisSession;
    enum class State : std::uint8_t {
        Waiting,  // for a connection or a place on one
        Running,  // in flight
        Finished, // the outcome is known and will be told from the loop
        Done,     // told
    };

    RedisCall(RedisClient& client, RedisRequest&& request, RedisHandler& handler);
    void acquire(); // a connection of its own
    void ride(RedisLink& link);
    void onLease(pool::PoolLease lease) override;
    void onAcquireFailed(const Error& error) override;
    void onLinkProgress(RedisLink& link) override;
    void onLinkLost(RedisLink& link, const RedisFailure& failure) override;
    void finish();
    void run() override { tell(); }
    void tell();
    void beginTrace();
    void endTrace(const Error* error);
    void endTrace(); // with the outcome
    void letGo();

    RedisClient* client_; // null once it was told
    RedisHandler& handler_;
    RedisRequest request_;
    RedisLink* link_ = nullptr; // while it is in flight
    std::uint64_t ticket_ = 0;  // its place there
    pool::PoolLease lease_;     // of its own
    net::Loop::Hold hold_;
    RedisOutcome outcome_;
    std::unique_ptr<CallTrace> trace_; // if somebody observes
    std::uint64_t waitsUntilMs_ = 0;
    unsigned attempts_ = 0; // that may have reached the server
    State state_ = State::Waiting;
};

} // namespace aha::client
