#include "core/client/redis/redis_session.h"

#include "php/error.h"
#include "php/register.h"
#include "php/storage/memory/redis_operation.h"
#include "php/storage/memory/redis_values.h"

#include "php_stubs/Storage/Memory/Session_arginfo.h"

namespace aha::php {

// Native part of Session. The connection goes back when the object goes.
class RedisSessionObject {
public:
    ~RedisSessionObject() { release(); }
    void visit(Gc& gc) { gc.add(redis); }
    void release() {
        if (session) {
            session->setDirty(isWatching || isQueueing || isChanged);
            session.reset();
        }
    }
    // The state that a command leaves behind, if it is executed.
    void note(const std::string& name) {
        if (name == "WATCH") {
            isWatching = true;
        } else if (name == "UNWATCH") {
            isWatching = false;
        } else if (name == "MULTI") {
            isQueueing = true;
        } else if (name == "EXEC" || name == "DISCARD") {
            isWatching = isQueueing = false;
        } else if (name == "ASKING" || name == "READONLY" || name == "READWRITE") {
            isChanged = true;
        }
    }

    ObjectRef redis;
    std::unique_ptr<client::RedisSession> session; // null: released
    bool isWatching = false, isQueueing = false, isChanged = false;
};

// Waits for the connection. Holds itself until it settles.
class RedisSessionOpening final : public Future, private client::RedisSessionHandler {
public:
    static zend_object* start(RedisObject& redis, Site site);
    void abort() override {
        session_.reset();
        Future::abort();
    }
    void visit(Gc& gc) override {
        Future::visit(gc);
        gc.add(redis_);
    }
    const char* describe() const override { return "a connection to Redis"; }
    void describeTo(std::string& out) const override {
        out.append("a connection to ");
        out.append(redis_ ? RedisObject::from(redis_.get()).label() : "Redis");
    }

private:
    void onSessionOpen(client::RedisSession&) override { settle(); }
    void onSessionFailed(client::RedisSession&, client::RedisFailure failure) override {
        failure_ = std::move(failure);
        settle();
    }
    void settle();
    void settleNow();

    ObjectRef redis_;
    std::unique_ptr<client::RedisSession> session_;
    std::optional<client::RedisFailure> failure_;
};

zend_object* RedisSessionOpening::start(RedisObject& redis, Site site) {
    client::RedisClient* client = redis.client();
    if (!client) {
        return nullptr;
    }
    auto& self = Class<RedisSessionOpening>::from(Class<RedisSessionOpening>::create(Class<Future>::entry));
    self.redis_.set(redis.object());
    self.retainByLoop();
    std::string place;
    appendSite(place, site);
    client::RedisSessionHandler& handler = self;
    self.session_ = std::make_unique<client::RedisSession>(*client, std::move(place), handler);
    return self.object();
}

// From the ready queue, or when the client closes.
void RedisSessionOpening::settle() {
    if (Runtime::isOver() || Runtime::get().isFatal()) {
        return;
    }
    const Entered entered =
        enter([](void* self) { static_cast<RedisSessionOpening*>(self)->settleNow(); }, this);
    if (entered == Entered::Threw) {
        zend_object* exception = takeException();
        reportUnhandled(exception, "a session of Redis");
        OBJ_RELEASE(exception);
    }
}

void RedisSessionOpening::settleNow() {
    if (failure_) {
        session_.reset();
        reject(makeRedisFailure(*failure_));
        return;
    }
    auto& object = Class<RedisSessionObject>::make();
    object.redis.set(redis_.get());
    object.session = std::move(session_);
    zval value;
    ZVAL_OBJ(&value, Class<RedisSessionObject>::objectOf(object));
    fulfill(&value);
}

void registerRedisSession() {
    Class<RedisSessionOpening>::initHandlers();
    Class<RedisSessionObject>::install(register_class_Aha_Storage_Memory_Session());
}

zend_object* openRedisSession(RedisObject& redis, Site site) {
    return RedisSessionOpening::start(redis, site);
}

static RedisSessionObject* openSession(zval* self) {
    auto& session = Class<RedisSessionObject>::from(self);
    if (!session.session) {
        throwException(exceptions.state, "The session has been released");
        return nullptr;
    }
    return &session;
}

static void callSession(zval* self, RedisWords& words, zval* returnValue) {
    RedisSessionObject* session = openSession(self);
    if (!session || !words.belongsTo(client::RedisPlace::Session)) {
        return;
    }
    RedisPlan plan;
    words.appendTo(plan.request);
    session->note(words.name());
    zend_object* future =
        RedisOperation::start(RedisObject::from(session->redis.get()), session->session.get(), Z_OBJ_P(self),
                              std::move(plan), callerSite());
    if (future) {
        ZVAL_OBJ(returnValue, future);
    }
}

static void sessionBatch(INTERNAL_FUNCTION_PARAMETERS, bool isMulti) {
    zend_fcall_info work;
    zend_fcall_info_cache cache;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_FUNC(work, cache)
    ZEND_PARSE_PARAMETERS_END();
    RedisSessionObject* session = openSession(ZEND_THIS);
    if (!session) {
        RETURN_THROWS();
    }
    if (isMulti && session->isQueueing) {
        throwException(exceptions.state,
                       "The session is within MULTI already: exec() or discard() comes first");
        RETURN_THROWS();
    }
    zend_object* future = startRedisBatch(RedisObject::from(session->redis.get()), session->session.get(),
                                          Z_OBJ_P(ZEND_THIS), &work.function_name, isMulti, callerSite());
    if (!future) {
        RETURN_THROWS();
    }
    if (isMulti) {
        session->note("EXEC");
    }
    RETURN_OBJ(future);
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Storage_Memory_Session, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Storage_Memory_Session, __call) {
    zend_string* name;
    HashTable* arguments;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(name)
    Z_PARAM_ARRAY_HT(arguments)
    ZEND_PARSE_PARAMETERS_END();
    RedisWords words(view(name));
    if (words.addList(arguments, 1)) {
        callSession(ZEND_THIS, words, return_value);
    }
}

PHP_METHOD(Aha_Storage_Memory_Session, command) {
    zend_string* name;
    zval* arguments;
    std::uint32_t count;
    ZEND_PARSE_PARAMETERS_START(1, -1)
    Z_PARAM_STR(name)
    Z_PARAM_VARIADIC('*', arguments, count)
    ZEND_PARSE_PARAMETERS_END();
    RedisWords words(view(name));
    if (words.addAll(arguments, count)) {
        callSession(ZEND_THIS, words, return_value);
    }
}

PHP_METHOD(Aha_Storage_Memory_Session, pipeline) { sessionBatch(INTERNAL_FUNCTION_PARAM_PASSTHRU, false); }
PHP_METHOD(Aha_Storage_Memory_Session, multi) { sessionBatch(INTERNAL_FUNCTION_PARAM_PASSTHRU, true); }

PHP_METHOD(Aha_Storage_Memory_Session, release) {
    ZEND_PARSE_PARAMETERS_NONE();
    Class<RedisSessionObject>::from(ZEND_THIS).release();
}
