#include "php/coroutine/reachability.h"
#include "php/coroutine/wait_line.h"
#include "php/error.h"
#include "php/runtime.h"

#include "php_stubs/Coroutine/Channel_arginfo.h"

#include <vector>

namespace aha::php {

namespace {

class ChannelPop final : public Queued {
public:
    const char* describe() const override { return "channel pop"; }
};

// Keeps its value until the channel takes it. The channel holds a reference to it while it waits in line, so
// that a push whose future is dropped is not lost.
class ChannelPush final : public Queued {
public:
    ~ChannelPush() override { zval_ptr_dtor(&value_); }
    const char* describe() const override { return "channel push"; }
    void visit(Gc& gc) override {
        Future::visit(gc);
        gc.add(&value_);
    }
    void setValue(zval* value) { ZVAL_COPY_DEREF(&value_, value); }
    zval takeValue() {
        zval value = value_;
        ZVAL_UNDEF(&value_);
        return value;
    }

protected:
    void onSettledSelf() override {
        zval value = takeValue();
        zval_ptr_dtor(&value);
    }

private:
    zval value_{};
};

// First in, first out; grows up to what it is given.
class ValueRing {
public:
    bool empty() const { return count_ == 0; }
    std::size_t size() const { return count_; }
    void push(zval value) {
        if (count_ == slots_.size()) {
            grow();
        }
        slots_[(first_ + count_++) & (slots_.size() - 1)] = value;
    }
    zval pop() {
        zval value = slots_[first_];
        first_ = (first_ + 1) & (slots_.size() - 1);
        --count_;
        return value;
    }
    zval& at(std::size_t index) { return slots_[(first_ + index) & (slots_.size() - 1)]; }

private:
    void grow() {
        std::vector<zval> larger(slots_.empty() ? 8 : slots_.size() * 2);
        for (std::size_t i = 0; i < count_; ++i) {
            larger[i] = at(i);
        }
        slots_.swap(larger);
        first_ = 0;
    }
    std::vector<zval> slots_; // a power of two, so that positions wrap by a mask
    std::size_t first_ = 0;
    std::size_t count_ = 0;
};

// Native part of Coroutine\Channel. At most one of `poppers_` and (`kept_`, `pushers_`) is not empty, and
// pushers wait only while the channel is full.
class Channel {
public:
    ~Channel() {
        pushers_.abandon("The channel is gone: nobody holds the object any more");
        close();
        while (!kept_.empty()) {
            zval value = kept_.pop();
            zval_ptr_dtor(&value);
        }
    }
    void setCapacity(zend_long capacity) { capacity_ = static_cast<std::size_t>(capacity); }
    std::size_t capacity() const { return capacity_; }
    std::size_t size() const { return kept_.size(); }
    bool isFull() const { return kept_.size() >= capacity_; }
    bool isClosed() const { return closed_; }

    zend_object* push(zval* value, const WaitLimit& limit);
    zend_object* pop(const WaitLimit& limit);
    void close();
    void visit(Gc& gc);

private:
    WaitLine poppers_;
    WaitLine pushers_;
    ValueRing kept_;
    std::size_t capacity_ = 0;
    bool closed_ = false;
};

zend_object* Channel::push(zval* value, const WaitLimit& limit) {
    if (UNEXPECTED(closed_)) {
        Future& future = Class<Future>::make();
        future.reject(makeException(exceptions.state, "The channel is closed: it takes no more values"));
        return future.object();
    }
    if (Queued* popper = poppers_.takeFirst()) {
        zval copy;
        ZVAL_COPY_DEREF(&copy, value);
        popper->fulfill(&copy);
        return doneFuture();
    }
    if (!isFull()) {
        zval copy;
        ZVAL_COPY_DEREF(&copy, value);
        kept_.push(copy);
        return doneFuture();
    }
    if (!limit.mayWait()) {
        return notWithin("channel push", limit);
    }
    auto& operation = Class<ChannelPush>::from(Class<ChannelPush>::create(Class<Future>::entry));
    operation.setValue(value);
    operation.retain();
    pushers_.enter(operation, limit);
    return operation.object();
}

zend_object* Channel::pop(const WaitLimit& limit) {
    bool kept = !kept_.empty();
    auto* pusher = static_cast<ChannelPush*>(pushers_.takeFirst());
    if (kept || pusher) {
        zval value = kept ? kept_.pop() : pusher->takeValue();
        if (pusher) {
            if (kept) {
                kept_.push(pusher->takeValue());
            }
            pusher->fulfillNull();
        }
        return Runtime::get().readyFuture(&value);
    }
    if (closed_) {
        return doneFuture();
    }
    if (!limit.mayWait()) {
        return notWithin("channel pop", limit);
    }
    auto& operation = Class<ChannelPop>::from(Class<ChannelPop>::create(Class<Future>::entry));
    poppers_.enter(operation, limit);
    return operation.object();
}

void Channel::close() {
    if (closed_) {
        return;
    }
    closed_ = true;
    while (Queued* popper = poppers_.takeFirst()) {
        popper->fulfillNull();
    }
    pushers_.rejectAll(exceptions.state, "The channel was closed before it took the value");
}

void Channel::visit(Gc& gc) {
    for (std::size_t i = 0; i < kept_.size(); ++i) {
        gc.add(&kept_.at(i));
    }
    for (Queued* pusher = pushers_.front(); pusher; pusher = pushers_.next(*pusher)) {
        gc.add(pusher->object());
    }
}

Channel& channelOf(zval* zv) { return Class<Channel>::from(zv); }

} // namespace

void registerChannel() {
    Class<ChannelPop>::initHandlers();
    Class<ChannelPush>::initHandlers();
    Class<Channel>::install(register_class_Aha_Coroutine_Channel(zend_ce_countable));
    registerWaker(Class<Channel>::entry);
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Coroutine_Channel, __construct) {
    zend_long capacity = 0;
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_LONG(capacity)
    ZEND_PARSE_PARAMETERS_END();
    if (capacity < 0) {
        zend_argument_value_error(1, "must be greater than or equal to 0");
        RETURN_THROWS();
    }
    channelOf(ZEND_THIS).setCapacity(capacity);
}

PHP_METHOD(Aha_Coroutine_Channel, push) {
    zval* value;
    AHA_WAIT_ARGUMENTS;
    ZEND_PARSE_PARAMETERS_START(1, 3)
    Z_PARAM_ZVAL(value)
    Z_PARAM_OPTIONAL
    Z_PARAM_DOUBLE_OR_NULL(limit.seconds, limit.none)
    Z_PARAM_FUNC_OR_NULL(callback, callbackCache)
    ZEND_PARSE_PARAMETERS_END();
    if (Z_TYPE_P(value) == IS_NULL) {
        zend_argument_value_error(1,
                                  "must not be null, which is what pop() gives when the channel has ended");
        RETURN_THROWS();
    }
    if (!limit.check(2)) {
        RETURN_THROWS();
    }
    returnWait(return_value, channelOf(ZEND_THIS).push(value, limit), callback);
}

PHP_METHOD(Aha_Coroutine_Channel, pop) {
    AHA_WAIT_ARGUMENTS;
    ZEND_PARSE_PARAMETERS_START(0, 2)
    Z_PARAM_OPTIONAL
    Z_PARAM_DOUBLE_OR_NULL(limit.seconds, limit.none)
    Z_PARAM_FUNC_OR_NULL(callback, callbackCache)
    ZEND_PARSE_PARAMETERS_END();
    if (!limit.check(1)) {
        RETURN_THROWS();
    }
    returnWait(return_value, channelOf(ZEND_THIS).pop(limit), callback);
}

PHP_METHOD(Aha_Coroutine_Channel, close) {
    ZEND_PARSE_PARAMETERS_NONE();
    channelOf(ZEND_THIS).close();
}

PHP_METHOD(Aha_Coroutine_Channel, isClosed) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(channelOf(ZEND_THIS).isClosed());
}

PHP_METHOD(Aha_Coroutine_Channel, isEmpty) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(channelOf(ZEND_THIS).size() == 0);
}

PHP_METHOD(Aha_Coroutine_Channel, isFull) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(channelOf(ZEND_THIS).isFull());
}

PHP_METHOD(Aha_Coroutine_Channel, count) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(static_cast<zend_long>(channelOf(ZEND_THIS).size()));
}

PHP_METHOD(Aha_Coroutine_Channel, capacity) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(static_cast<zend_long>(channelOf(ZEND_THIS).capacity()));
}
