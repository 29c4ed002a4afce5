#pragma once

#include "core/client/loop_pool_host.h"
#include "core/client/redis/redis_client.h"
#include "php/runtime.h"
#include "php/value.h"

#include <memory>
#include <set>
#include <string>

namespace aha::php {

// Native part of Aha\Storage\Memory\Redis: its options, and the core's client, which is made with the first
// command: what was made before a fork has no connections. Calls nobody.
class RedisObject final : public RuntimeGuest {
public:
    void attach(zend_object* self) { self_ = self; }
    zend_object* object() const { return self_; }
    void visit(Gc& gc) { gc.add(given); }
    // False: an exception was thrown. `name`: of its pool, "" = where it leads.
    bool configure(HashTable* conf, std::string name, const char* owner);
    static RedisObject& from(zend_object* object);
    static RedisObject* constructed(zval* self); // null: StateException was thrown
    client::RedisClient* client();               // null: an exception was thrown
    client::RedisClient* clientIfAny() { return client_.get(); }
    const client::RedisOptions& options() const { return options_; }
    std::string label() const; // for messages
    void close();
    void onRuntimeEnd() override;

    Value given; // what Pool::getConnection() was given

private:
    client::RedisOptions options_;
    std::unique_ptr<client::LoopPoolHost> host_;
    std::unique_ptr<net::Resolver> resolver_;
    std::unique_ptr<client::RedisClient> client_;
    zend_object* self_ = nullptr;
    bool isConfigured_ = false;
    bool isClosed_ = false;
};

zend_class_entry* redisClass();
void describeRedis(RedisObject& redis, zval* result); // the array of stats()
zend_object* makeRedisCoroutine(RedisObject& redis);  // owned by the caller, as are the next ones
enum class ScanKind : std::uint8_t { Keys, Hash, Set, SortedSet };
zend_object* makeRedisScan(RedisObject& redis, ScanKind kind, zval* key, HashTable* options); // null: thrown
zend_object* openRedisSession(RedisObject& redis, Site site);
zend_object* openRedisSubscription(RedisObject& redis, bool arePatterns, zend_string* one, HashTable* many,
                                   HashTable* options);

} // namespace aha::php
