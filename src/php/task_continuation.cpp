// Tasks that go on with the outcome of another future. Everything here runs behind php::enter.
#include "php/task.h"

namespace aha::php {

// With its source's value it is a fiber from here on; an error of the source is the task's own.
bool Task::beginFiberThen() {
    Future& source = Future::from(start_->source.get());
    if (source.state() != Future::State::Fulfilled) {
        beginContinuation();
        return false;
    }
    start_->arguments.resize(1);
    start_->arguments[0].copyFrom(source.result());
    start_->source.reset();
    start_->kind = TaskStart::Kind::Fiber;
    return true;
}

void Task::beginSpread(zval* values) {
    static constexpr std::uint32_t kMaxSpread = 3;
    zval argv[kMaxSpread];
    std::uint32_t argc = 0;
    zval* value;
    ZEND_HASH_FOREACH_VAL(Z_ARR_P(values), value) {
        if (argc < kMaxSpread) {
            ZVAL_COPY_VALUE(&argv[argc++], value);
        }
    }
    ZEND_HASH_FOREACH_END();
    zval result;
    start_->callable.call(&result, argc, argv);
    start_.reset();
    setFeed(&result);
}

void Task::beginContinuation() {
    Future& source = Future::from(start_->source.get());
    bool ok = source.state() == Future::State::Fulfilled;
    source.markObserved();
    TaskStart::Kind kind = start_->kind;
    const bool thenFailed = !ok && kind != TaskStart::Kind::Finally && kind != TaskStart::Kind::Callback;
    Callable& callable = thenFailed ? start_->onError : start_->callable;
    zval outcome;
    ZVAL_COPY(&outcome, source.result());
    if (kind == TaskStart::Kind::Finally || !callable.isSet()) { // the outcome passes through
        if (callable.isSet()) {
            addDefer(callable.zv());
        }
        setFeed(&outcome);
        throwing_ = !ok;
        start_.reset();
        return;
    }
    if (kind == TaskStart::Kind::Spread) {
        beginSpread(&outcome);
        zval_ptr_dtor(&outcome);
        return;
    }
    zval argv[2];
    ZVAL_NULL(&argv[0]);
    ZVAL_NULL(&argv[1]);
    bool second = kind == TaskStart::Kind::Callback && !ok;
    ZVAL_COPY_VALUE(&argv[second ? 1 : 0], &outcome);
    zval result;
    callable.call(&result, kind == TaskStart::Kind::Callback ? 2 : 1, argv);
    zval_ptr_dtor(&outcome);
    start_.reset();
    setFeed(&result);
}

} // namespace aha::php
