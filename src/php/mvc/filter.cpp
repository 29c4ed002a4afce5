#include "php/mvc/filter.h"

#include "php/bootstrap.h"
#include "php/error.h"
#include "php/mvc/dispatcher.h"

#include "php_stubs/Mvc/Filter_arginfo.h"

namespace aha::php {

constexpr zend_long kAgain = -2;    // AHA_AGAIN
constexpr zend_long kDeclined = -1; // AHA_DECLINED

// Native part of Aha\Mvc\Continuation: the way of one call of a hook to go on.
class Continuation {
public:
    ~Continuation() {
        if (request_ && !Runtime::isEnding()) {
            Dispatcher::from(request_.get()).continuationGone(ticket_);
        }
    }
    void open(Dispatcher& request, std::uint32_t ticket) {
        request_.set(request.object());
        ticket_ = ticket;
    }
    Dispatcher* request() const { return request_ ? &Dispatcher::from(request_.get()) : nullptr; }
    std::uint32_t ticket() const { return ticket_; }
    void visit(Gc& gc) { gc.add(request_); }

private:
    ObjectRef request_;
    std::uint32_t ticket_ = 0;
};

static zend_object* makeFilter(Bootstrap&) { return Class<Filter>::create(Class<Filter>::entry); }

// Running an application again begins with no hooks.
static bool loadFilter(Bootstrap& bootstrap, zend_object*) {
    if (bootstrap.hasRun()) {
        zend_object* fresh = makeFilter(bootstrap);
        bootstrap.setPart(MvcPart::Filter, fresh);
        OBJ_RELEASE(fresh);
    }
    return true;
}

void registerFilter() {
    Class<Filter>::install(register_class_Aha_Mvc_Filter());
    Class<Continuation>::install(register_class_Aha_Mvc_Continuation());
    Bootstrap::definePart(MvcPart::Filter, {makeFilter, loadFilter});
}

// $data: what the hook before has passed on, its index and the continuation.
Prepared HookStep::prepare(Dispatcher& request, Invocation& call) {
    callable.prepare(call);
    call.add(request.object());
    zval data;
    if (request.hookData().isSet()) {
        ZVAL_ARR(&data, zend_array_dup(Z_ARR_P(request.hookData().get())));
    } else {
        array_init_size(&data, 2);
    }
    zval entry;
    ZVAL_LONG(&entry, static_cast<zend_long>(index) + 1);
    zend_hash_str_update(Z_ARR(data), ZEND_STRL("cbIndex"), &entry);
    zend_object* continuation = Class<Continuation>::create(Class<Continuation>::entry);
    Class<Continuation>::from(continuation).open(request, request.callHook());
    ZVAL_OBJ(&entry, continuation);
    zend_hash_str_update(Z_ARR(data), ZEND_STRL("callback"), &entry);
    ZVAL_COPY_VALUE(&call.arguments[call.count++], &data);
    return Prepared::Call;
}

Next HookStep::take(Dispatcher&, zval* value) {
    return Z_TYPE_P(value) == IS_LONG && Z_LVAL_P(value) == kDeclined ? Next::Go : Next::Wait;
}

Ref<HookLists> HookLists::with(mvc::HookPhase phase, zval* callable) const {
    Ref<HookStep> step(*new HookStep());
    if (!step->callable.set(callable)) {
        return {};
    }
    Ref<HookLists> lists(*new HookLists());
    lists->order_ = order_;
    lists->steps_ = steps_;
    step->index = lists->order_.add(phase, *step);
    lists->steps_.push_back(std::move(step));
    return lists;
}

void HookLists::visit(Gc& gc) {
    for (Ref<HookStep>& step : steps_) {
        step->callable.visit(gc);
    }
}

void Filter::visit(Gc& gc) {
    if (hooks_) {
        hooks_->visit(gc);
    }
}

HookLists& Filter::hooks() {
    if (!hooks_) {
        hooks_ = Ref<HookLists>(*new HookLists());
    }
    return *hooks_;
}

bool Filter::add(mvc::HookPhase phase, zval* callable) {
    Ref<HookLists> more = hooks().with(phase, callable);
    if (!more) {
        zend_argument_type_error(1, "must be a valid callback");
        return false;
    }
    hooks_ = std::move(more);
    return true;
}

static void registerHook(INTERNAL_FUNCTION_PARAMETERS, mvc::HookPhase phase) {
    zend_fcall_info info;
    zend_fcall_info_cache cache;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_FUNC(info, cache)
    ZEND_PARSE_PARAMETERS_END();
    if (!Class<Filter>::from(ZEND_THIS).add(phase, &info.function_name)) {
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Mvc_Filter, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Mvc_Filter, registerPreRouter) {
    registerHook(INTERNAL_FUNCTION_PARAM_PASSTHRU, aha::mvc::HookPhase::PreRouter);
}

PHP_METHOD(Aha_Mvc_Filter, registerPostRouter) {
    registerHook(INTERNAL_FUNCTION_PARAM_PASSTHRU, aha::mvc::HookPhase::PostRouter);
}

PHP_METHOD(Aha_Mvc_Filter, registerPreDispatch) {
    registerHook(INTERNAL_FUNCTION_PARAM_PASSTHRU, aha::mvc::HookPhase::PreDispatch);
}

PHP_METHOD(Aha_Mvc_Filter, registerPostDispatch) {
    registerHook(INTERNAL_FUNCTION_PARAM_PASSTHRU, aha::mvc::HookPhase::PostDispatch);
}

PHP_METHOD(Aha_Mvc_Continuation, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Mvc_Continuation, __invoke) {
    zval* dispatcher = nullptr;
    HashTable* data = nullptr;
    ZEND_PARSE_PARAMETERS_START(0, 2)
    Z_PARAM_OPTIONAL
    Z_PARAM_OBJECT_OF_CLASS_OR_NULL(dispatcher, Class<Dispatcher>::entry)
    Z_PARAM_ARRAY_HT_OR_NULL(data)
    ZEND_PARSE_PARAMETERS_END();
    Continuation& continuation = Class<Continuation>::from(ZEND_THIS);
    Dispatcher* request = continuation.request();
    if (dispatcher && request && Z_OBJ_P(dispatcher) != request->object()) {
        throwException(exceptions.state, "The filter goes on with the dispatcher of another request");
        RETURN_THROWS();
    }
    if (!request || !request->resume(continuation.ticket())) {
        throwException(exceptions.state, "The filter has gone on already, or its request is over");
        RETURN_THROWS();
    }
    if (data) { // without this object, which would keep the request alive
        zval kept;
        ZVAL_ARR(&kept, zend_array_dup(data));
        zend_hash_str_del(Z_ARR(kept), ZEND_STRL("callback"));
        zend_hash_str_del(Z_ARR(kept), ZEND_STRL("cbIndex"));
        request->hookData().copyFrom(&kept);
        zval_ptr_dtor(&kept);
    }
    RETURN_LONG(kAgain);
}
