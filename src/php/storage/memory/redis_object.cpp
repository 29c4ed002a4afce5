#include "php/error.h"
#include "php/storage/memory/redis.h"
#include "php/storage/memory/redis_settings.h"

#include <unistd.h>

namespace aha::php {

RedisObject& RedisObject::from(zend_object* object) { return Class<RedisObject>::from(object); }

zend_class_entry* redisClass() { return Class<RedisObject>::entry; }

RedisObject* RedisObject::constructed(zval* self) {
    auto& redis = Class<RedisObject>::from(self);
    if (!redis.isConfigured_) {
        throwException(exceptions.state, "The constructor of Aha\\Storage\\Memory\\Redis was not called");
        return nullptr;
    }
    return &redis;
}

bool RedisObject::configure(HashTable* conf, std::string name, const char* owner) {
    if (isConfigured_) {
        throwException(exceptions.state, "The server is configured already");
        return false;
    }
    if (!parseRedisOptions(conf, owner, options_)) {
        return false;
    }
    options_.name = std::move(name);
    isConfigured_ = true;
    return true;
}

std::string RedisObject::label() const {
    return options_.name.empty() ? client::redisAddress(options_) : "\"" + options_.name + "\"";
}

client::RedisClient* RedisObject::client() {
    if (isClosed_) {
        throwException(exceptions.state, "The server %s was closed by close()", label().c_str());
        return nullptr;
    }
    if (client_) {
        return client_.get();
    }
    if (Runtime::isOver()) {
        throwException(exceptions.state, "The script has ended");
        return nullptr;
    }
    Runtime& runtime = Runtime::get();
    host_ = std::make_unique<client::LoopPoolHost>(runtime.loop());
    resolver_ = std::make_unique<net::Resolver>(runtime.loop());
    client::RedisOptions options = options_;
    options.seed = net::Loop::nowNs() ^ (static_cast<std::uint64_t>(getpid()) << 32);
    auto made = client::RedisClient::create(*host_, *resolver_, std::move(options));
    if (!made) {
        resolver_.reset();
        host_.reset();
        throwObject(makeException(exceptions.config, made.error().message));
        return nullptr;
    }
    client_ = made.take();
    runtime.addGuest(*this);
    return client_.get();
}

void RedisObject::close() {
    isClosed_ = true;
    if (client_) {
        client_->close();
    }
}

// What it ends may let go of this object.
void RedisObject::onRuntimeEnd() {
    std::unique_ptr<client::LoopPoolHost> host = std::move(host_);
    std::unique_ptr<net::Resolver> resolver = std::move(resolver_);
    std::unique_ptr<client::RedisClient> client = std::move(client_);
}

} // namespace aha::php
