#pragma once

#include "core/client/redis/redis_session.h"
#include "php/future.h"
#include "php/storage/memory/redis.h"
#include "php/storage/memory/redis_words.h"

#include <memory>
#include <string>
#include <vector>

namespace aha::php {

// What the future of a call ends with.
enum class RedisShape : std::uint8_t {
    Value,
    Map,    // of a list of names and values by turns
    Fields, // values by the names in `fields`
    Batch,  // list
    Multi,  // list out of MULTI … EXEC, null when a watched key has changed
    Scan,   // told to the Scan
};

// What to send, and how to look at what comes.
struct RedisPlan {
    client::RedisRequest request;
    RedisShape shape = RedisShape::Value;
    std::vector<std::string> names; // of the commands of a batch
    zval* fields = nullptr;         // borrowed
    std::string script;             // EVALSHA: its text, to be sent when the server does not know it
    std::vector<std::string> scriptWords;
    bool isAha = false; // ['result', 'error']; never fails
};

class RedisScan;

// One call: a command, or several that are sent together.
// Holds itself until it settles, and the objects that it belongs to.
class RedisOperation : public Future, private client::RedisHandler {
public:
    // The future, owned by the caller; null: an exception was thrown. `session` may be null; `owner` is kept
    // as long as it lasts: a session, a scan.
    static zend_object* start(RedisObject& redis, client::RedisSession* session, zend_object* owner,
                              RedisPlan&& plan, Site site);
    ~RedisOperation() override;
    void abort() override;
    void visit(Gc& gc) override;
    const char* describe() const override { return "a reply of Redis"; }
    void describeTo(std::string& out) const override;

protected:
    void onSettledSelf() override;

private:
    void onRedisDone(client::RedisCall& call, client::RedisOutcome outcome) override;
    std::string redisPlace() const override;
    void settleNow();
    void settleReply();
    bool sendScript();
    void nameFields(zval* list);
    void settleBatch();
    void settleExec();
    struct ReplyPart {
        const resp::Reply* reply;
        std::size_t at;
    };
    void settleList(const std::vector<ReplyPart>& parts);
    void conclude(zval* value);
    void concludeFailed(zend_object* exception);
    std::string nameOf(std::size_t index) const;

    ObjectRef redis_;
    ObjectRef owner_;
    Value fields_;
    // What few plans have.
    struct More {
        std::vector<std::string> names;
        std::string script;
        std::vector<std::string> scriptWords;
    };
    std::unique_ptr<More> more_;
    client::RedisOutcome* outcome_ = nullptr; // while it is being told
    std::unique_ptr<client::RedisCall> call_; // while it is under way
    std::string name_;
    zend_string* file_ = nullptr; // where it was asked for
    std::uint32_t line_ = 0;
    RedisShape shape_ = RedisShape::Value;
    bool isAha_ = false;
};

// A command with the forms of hmset, hmget and hgetall. Null: an exception was thrown.
zend_object* startRedisCommand(RedisObject& redis, std::string_view name, zval* arguments,
                               std::uint32_t count, bool isAha, Site site);
// The value of a method whose callback is called with (result, error).
void returnRedisFuture(zval* returnValue, zend_object* future, zval* callback, Site site);

// Native part of Batch.
class RedisBatch {
public:
    void visit(Gc&) {}
    bool record(RedisWords& words); // false: thrown
    RedisPlan plan;
    bool isOpen = true;
};
// Lets `work` record; false: thrown.
bool recordRedisBatch(zval* work, bool isMulti, RedisPlan& plan);
zend_object* startRedisBatch(RedisObject& redis, client::RedisSession* session, zend_object* owner,
                             zval* work, bool isMulti, Site site);

} // namespace aha::php
