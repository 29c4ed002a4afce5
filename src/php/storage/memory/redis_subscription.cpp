#include "core/client/redis/redis_pubsub.h"

#include "php/coroutine/functions.h"
#include "php/coroutine/wait_line.h"
#include "php/error.h"
#include "php/register.h"
#include "php/storage/memory/redis.h"
#include "php/storage/memory/redis_settings.h"
#include "php/storage/memory/redis_values.h"

#include "php_stubs/Storage/Memory/Subscription_arginfo.h"

namespace aha::php {

// What the server will settle. Keeps the subscription, and the loop running.
class RedisSubscriptionWait : public Queued {
public:
    const char* describe() const override { return "message of Redis"; }
    bool mayBeSettledFromOutside() const override { return true; }
    void visit(Gc& gc) override {
        Future::visit(gc);
        gc.add(subscription);
    }
    ObjectRef subscription;
    net::Loop::Hold hold;

protected:
    void onSettledSelf() override { hold.release(); }
};
class RedisSubscribeWait final : public RedisSubscriptionWait {
public:
    const char* describe() const override { return "subscribe"; }
    bool givesObject = false; // else null
};

// Native part of Subscription. Settles what waits for it from the ready queue.
class RedisSubscriptionObject final : private client::RedisSubscriptionHandler,
                                      private net::ReadyItem,
                                      private RuntimeGuest {
public:
    ~RedisSubscriptionObject();
    void attach(zend_object* self) { self_ = self; }
    void visit(Gc& gc) { gc.add(redis_); }
    void open(RedisObject& redis, client::RedisClient& client, const SubscriptionSettings& settings);
    client::RedisSubscription& core() { return *core_; }
    zend_object* next(const WaitLimit& limit); // owned by the caller
    zend_object* opened(bool givesObject);     // the same: when all is confirmed
    bool takeMessage(zval* value);             // false: none is there
    bool hasEnded() const { return core_->state() == client::RedisSubscription::State::Ended; }
    bool isGoneThrough = false; // by a foreach

private:
    void onSubscription() override;
    void run() override;
    void onRuntimeEnd() override;
    void update();
    void updateOpeners();
    zend_object* failure() const;
    template <typename T> T& makeWait();

    ObjectRef redis_;
    std::unique_ptr<client::RedisSubscription> core_;
    WaitLine openers_, receivers_;
    zend_object* self_ = nullptr;
};

using CoreState = client::RedisSubscription::State;

RedisSubscriptionObject::~RedisSubscriptionObject() {
    core_.reset();
    static_cast<Link<net::ReadyTag>&>(*this).unlink();
    for (WaitLine* line : {&openers_, &receivers_}) {
        line->abandon("The subscription is gone: nobody holds the object any more");
    }
}

void RedisSubscriptionObject::open(RedisObject& redis, client::RedisClient& client,
                                   const SubscriptionSettings& settings) {
    redis_.set(redis.object());
    client::RedisSubscriptionHandler& handler = *this;
    core_ = std::make_unique<client::RedisSubscription>(client.pubSub(), settings.maxQueued,
                                                        settings.overflow, handler);
    Runtime::get().addGuest(*this);
}

template <typename T> T& RedisSubscriptionObject::makeWait() {
    T& wait = Class<T>::from(Class<T>::create(Class<Future>::entry));
    wait.subscription.set(self_);
    wait.hold = net::Loop::Hold(Runtime::get().loop());
    return wait;
}

static zend_object* endedFuture(zend_object* exception) { // null: it ended well
    if (!exception) {
        return doneFuture();
    }
    Future& future = Class<Future>::make();
    future.reject(exception);
    return future.object();
}

zend_object* RedisSubscriptionObject::failure() const {
    return core_->failure() ? makeRedisFailure(*core_->failure()) : nullptr;
}

bool RedisSubscriptionObject::takeMessage(zval* value) {
    std::optional<client::RedisMessage> message = core_->take();
    if (!message) {
        return false;
    }
    array_init_size(value, 3);
    add_assoc_stringl(value, "channel", message->channel.data(), message->channel.size());
    add_assoc_stringl(value, "message", message->payload.data(), message->payload.size());
    if (message->pattern.empty()) {
        add_assoc_null(value, "pattern");
    } else {
        add_assoc_stringl(value, "pattern", message->pattern.data(), message->pattern.size());
    }
    return true;
}

zend_object* RedisSubscriptionObject::next(const WaitLimit& limit) {
    zval value;
    if (receivers_.empty() && takeMessage(&value)) {
        return Runtime::get().readyFuture(&value);
    }
    if (hasEnded()) {
        return endedFuture(failure());
    }
    if (!limit.mayWait()) {
        return notWithin("message of Redis", limit);
    }
    auto& wait = makeWait<RedisSubscriptionWait>();
    receivers_.enter(wait, limit);
    return wait.object();
}

zend_object* RedisSubscriptionObject::opened(bool givesObject) {
    auto& wait = makeWait<RedisSubscribeWait>();
    wait.givesObject = givesObject;
    openers_.enter(wait, {});
    onSubscription(); // it may be open or have failed already
    return wait.object();
}

// ---- from the loop

void RedisSubscriptionObject::onSubscription() {
    if (!Runtime::isOver() && !static_cast<Link<net::ReadyTag>&>(*this).isLinked()) {
        Runtime::get().loop().enqueue(*this);
    }
}

void RedisSubscriptionObject::onRuntimeEnd() {
    static_cast<Link<net::ReadyTag>&>(*this).unlink();
    core_->close();
}

void RedisSubscriptionObject::run() {
    if (Runtime::get().isFatal()) {
        return;
    }
    const Entered entered =
        enter([](void* self) { static_cast<RedisSubscriptionObject*>(self)->update(); }, this);
    if (entered == Entered::Threw) {
        zend_object* exception = takeException();
        reportUnhandled(exception, "a subscription of Redis");
        OBJ_RELEASE(exception);
    }
}

void RedisSubscriptionObject::update() {
    zend_object* self = self_; // the last that waits may hold the last reference
    GC_ADDREF(self);
    updateOpeners();
    zval value;
    while (!receivers_.empty() && takeMessage(&value)) {
        receivers_.takeFirst()->fulfill(&value);
    }
    while (hasEnded() && !receivers_.empty()) {
        Queued* receiver = receivers_.takeFirst();
        if (zend_object* exception = failure()) {
            receiver->reject(exception);
        } else {
            receiver->fulfillNull();
        }
    }
    OBJ_RELEASE(self);
}

void RedisSubscriptionObject::updateOpeners() {
    const CoreState state = core_->state();
    while (!openers_.empty() && (state == CoreState::Open || state == CoreState::Ended)) {
        auto* opener = static_cast<RedisSubscribeWait*>(openers_.takeFirst());
        zend_object* exception = state == CoreState::Ended ? failure() : nullptr;
        if (exception) {
            opener->reject(exception);
        } else if (opener->givesObject) {
            zval object;
            ZVAL_OBJ_COPY(&object, self_);
            opener->fulfill(&object);
        } else {
            opener->fulfillNull();
        }
    }
}

// ---- foreach

static RedisSubscriptionObject& subscriptionOf(zval* zv) { return Class<RedisSubscriptionObject>::from(zv); }

namespace {

struct MessageIterator {
    zend_object_iterator base;
    zval message; // undefined at the end
    zend_long index;
};
MessageIterator* messageIterator(zend_object_iterator* iterator) {
    return reinterpret_cast<MessageIterator*>(iterator);
}
void dropMessage(zend_object_iterator* iterator) {
    zval* message = &messageIterator(iterator)->message;
    zval old = *message;
    ZVAL_UNDEF(message);
    zval_ptr_dtor(&old);
}
void freeMessageIterator(zend_object_iterator* iterator) {
    dropMessage(iterator);
    zval_ptr_dtor(&iterator->data);
}
void fetchMessage(zend_object_iterator* iterator) {
    dropMessage(iterator);
    if (!mayAwaitHere("foreach over a Subscription")) {
        return;
    }
    zend_object* future = subscriptionOf(&iterator->data).next({});
    zval fetched;
    ZVAL_UNDEF(&fetched);
    if (awaitHere(future, &fetched) && Z_TYPE(fetched) == IS_ARRAY) {
        ZVAL_COPY_VALUE(&messageIterator(iterator)->message, &fetched);
    } else {
        zval_ptr_dtor(&fetched);
    }
    OBJ_RELEASE(future);
}
int hasMessage(zend_object_iterator* iterator) {
    return Z_TYPE(messageIterator(iterator)->message) == IS_UNDEF ? FAILURE : SUCCESS;
}
zval* currentMessage(zend_object_iterator* iterator) { return &messageIterator(iterator)->message; }
void messageKey(zend_object_iterator* iterator, zval* key) {
    ZVAL_LONG(key, messageIterator(iterator)->index);
}
void forwardMessage(zend_object_iterator* iterator) {
    ++messageIterator(iterator)->index;
    fetchMessage(iterator);
}
const zend_object_iterator_funcs kMessageFunctions = {
    freeMessageIterator, hasMessage,   currentMessage, messageKey,
    forwardMessage,      fetchMessage, nullptr,        nullptr};

zend_object_iterator* iterateMessages(zend_class_entry*, zval* object, int byReference) {
    if (byReference) {
        zend_throw_error(nullptr, "The messages of a Subscription cannot be changed by reference");
        return nullptr;
    }
    auto* iterator = static_cast<MessageIterator*>(emalloc(sizeof(MessageIterator)));
    zend_iterator_init(&iterator->base);
    ZVAL_OBJ_COPY(&iterator->base.data, Z_OBJ_P(object));
    iterator->base.funcs = &kMessageFunctions;
    ZVAL_UNDEF(&iterator->message);
    iterator->index = 0;
    return &iterator->base;
}

} // namespace

// ---- methods

void registerRedisSubscription() {
    Class<RedisSubscriptionWait>::initHandlers();
    Class<RedisSubscribeWait>::initHandlers();
    zend_class_entry* entry = register_class_Aha_Storage_Memory_Subscription(zend_ce_aggregate);
    entry->get_iterator = iterateMessages;
    Class<RedisSubscriptionObject>::install(entry);
}

static bool checkChannel(zval* name) {
    ZVAL_DEREF(name);
    if (Z_TYPE_P(name) != IS_STRING) {
        zend_type_error("The name of a channel must be a string, %s given", zend_zval_type_name(name));
        return false;
    }
    return true;
}

zend_object* openRedisSubscription(RedisObject& redis, bool arePatterns, zend_string* one, HashTable* many,
                                   HashTable* options) {
    SubscriptionSettings settings;
    zval* name;
    if (many) {
        ZEND_HASH_FOREACH_VAL(many, name) {
            if (!checkChannel(name)) {
                return nullptr;
            }
        }
        ZEND_HASH_FOREACH_END();
    }
    if (many && zend_hash_num_elements(many) == 0) {
        zend_value_error("The list of channels is empty");
        return nullptr;
    }
    client::RedisClient* client = settings.parse(options) ? redis.client() : nullptr;
    if (!client) {
        return nullptr;
    }
    auto& object = Class<RedisSubscriptionObject>::make();
    object.open(redis, *client, settings);
    if (one) {
        object.core().add({arePatterns, std::string(view(one))});
    } else {
        ZEND_HASH_FOREACH_VAL(many, name) {
            ZVAL_DEREF(name);
            object.core().add({arePatterns, std::string(view(Z_STR_P(name)))});
        }
        ZEND_HASH_FOREACH_END();
    }
    zend_object* future = object.opened(true);
    OBJ_RELEASE(Class<RedisSubscriptionObject>::objectOf(object)); // the future has it
    return future;
}

static void changeSubscription(INTERNAL_FUNCTION_PARAMETERS, bool arePatterns, bool isJoin) {
    zval* names;
    std::uint32_t count;
    ZEND_PARSE_PARAMETERS_START(isJoin || arePatterns ? 1 : 0, -1)
    Z_PARAM_VARIADIC('*', names, count)
    ZEND_PARSE_PARAMETERS_END();
    RedisSubscriptionObject& subscription = subscriptionOf(ZEND_THIS);
    for (std::uint32_t i = 0; i < count; ++i) {
        if (!checkChannel(&names[i])) {
            RETURN_THROWS();
        }
    }
    if (isJoin && subscription.hasEnded()) {
        throwException(exceptions.state, "The subscription has ended: make a new one");
        RETURN_THROWS();
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        client::RedisSubscription::Name name{arePatterns, std::string(view(Z_STR(names[i])))};
        if (isJoin) {
            subscription.core().add(std::move(name));
        } else {
            subscription.core().remove(name);
        }
    }
    if (isJoin) {
        RETURN_OBJ(subscription.opened(false));
    }
    if (count == 0) {
        subscription.core().close();
    }
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Storage_Memory_Subscription, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Storage_Memory_Subscription, next) {
    AHA_WAIT_ARGUMENTS;
    ZEND_PARSE_PARAMETERS_START(0, 2)
    Z_PARAM_OPTIONAL
    Z_PARAM_DOUBLE_OR_NULL(limit.seconds, limit.none)
    Z_PARAM_FUNC_OR_NULL(callback, callbackCache)
    ZEND_PARSE_PARAMETERS_END();
    if (!limit.check(1)) {
        RETURN_THROWS();
    }
    returnWait(return_value, subscriptionOf(ZEND_THIS).next(limit), callback);
}

PHP_METHOD(Aha_Storage_Memory_Subscription, subscribe) {
    changeSubscription(INTERNAL_FUNCTION_PARAM_PASSTHRU, false, true);
}
PHP_METHOD(Aha_Storage_Memory_Subscription, psubscribe) {
    changeSubscription(INTERNAL_FUNCTION_PARAM_PASSTHRU, true, true);
}
PHP_METHOD(Aha_Storage_Memory_Subscription, unsubscribe) {
    changeSubscription(INTERNAL_FUNCTION_PARAM_PASSTHRU, false, false);
}
PHP_METHOD(Aha_Storage_Memory_Subscription, punsubscribe) {
    changeSubscription(INTERNAL_FUNCTION_PARAM_PASSTHRU, true, false);
}

PHP_METHOD(Aha_Storage_Memory_Subscription, stats) {
    ZEND_PARSE_PARAMETERS_NONE();
    static constexpr const char* kStates[] = {"opening", "open", "reconnecting", "ended"};
    aha::client::RedisSubscription& core = subscriptionOf(ZEND_THIS).core();
    array_init_size(return_value, 5);
    add_assoc_string(return_value, "state", kStates[static_cast<std::size_t>(core.state())]);
    add_assoc_long(return_value, "queued", static_cast<zend_long>(core.queued()));
    add_assoc_long(return_value, "received", static_cast<zend_long>(core.received()));
    add_assoc_long(return_value, "dropped", static_cast<zend_long>(core.dropped()));
    add_assoc_long(return_value, "reconnects", static_cast<zend_long>(core.reconnects()));
}

PHP_METHOD(Aha_Storage_Memory_Subscription, getIterator) {
    ZEND_PARSE_PARAMETERS_NONE();
    zend_create_internal_iterator_zval(return_value, ZEND_THIS);
}
