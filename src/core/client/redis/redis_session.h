#pragma once

#include "core/client/redis/redis_client.h"

#include <memory>
#include <optional>
#include <string>

namespace aha::client {

// Told from the loop, once, that the session has its connection or will never have one; it may destroy it.
class RedisSessionHandler {
public:
    virtual void onSessionOpen(RedisSession& session) = 0;
    virtual void onSessionFailed(RedisSession& session, RedisFailure failure) = 0;

protected:
    ~RedisSessionHandler() = default;
};

// A connection of one's own, for what changes its state (WATCH, MULTI) or must not be between the commands
// of others. Owned by its user; destroying it ends its calls silently and gives the connection back: closed
// when somebody cannot tell in what state it is.
class RedisSession final : public Link<RedisSessionTag>,
                           private pool::PoolWaiter,
                           private RedisLinkUser,
                           private net::ReadyItem {
public:
    RedisSession(RedisClient& client, std::string holder, RedisSessionHandler& handler);
    ~RedisSession() override;

    bool isOpen() const { return link_ != nullptr; }
    // As RedisClient::start(), on this connection; what is started in one turn leaves in one write.
    std::unique_ptr<RedisCall> start(RedisRequest request, RedisHandler& handler);
    // The state of the connection differs from that of a new one: it will not be used again.
    void setDirty(bool isDirty) { isDirty_ = isDirty; }
    void release(); // idempotent

private:
    friend class RedisClient;
    void onLease(pool::PoolLease lease) override;
    void onAcquireFailed(const Error& error) override;
    void onLinkProgress(RedisLink&) override {}
    void onLinkLost(RedisLink& link, const RedisFailure& failure) override;
    void run() override;
    void end(const RedisFailure& failure);

    RedisClient* client_; // null: it was closed
    RedisSessionHandler& handler_;
    net::Loop& loop_;
    pool::PoolLease lease_;
    RedisLink* link_ = nullptr;
    std::optional<RedisFailure> failure_; // why there is no connection (any more)
    net::Loop::Hold hold_;                // while it waits for its connection
    bool isTold_ = false;
    bool isDirty_ = false;
};

} // namespace aha::client
