#include "php/client/http_body_pump.h"

#include "php/error.h"
#include "php/runtime.h"

namespace aha::php {

// One step through the door: plain data only, because PHP may jump out of it.
struct BodyPump::Call {
    BodyPump* pump;
    Step step;
    zval value; // Piece: a string; Wait: an awaitable
};

BodyPump::BodyPump(BodySink& sink, zval* source, Scope& scope) : sink_(sink), scope_(scope) {
    source_.copyFrom(source);
    if (Z_TYPE_P(source_.get()) == IS_ARRAY) {
        zend_hash_internal_pointer_reset_ex(Z_ARR_P(source_.get()), &position_);
    }
}

BodyPump::~BodyPump() {
    static_cast<Link<net::ReadyTag>&>(*this).unlink();
    stopWaiting();
    const bool mayTouch = !Runtime::getIfAny() || !Runtime::get().isFatal();
    if (iterator_ && mayTouch) {
        zval zv;
        ZVAL_OBJ(&zv, &iterator_->std);
        Runtime::releaseLater(&zv);
    }
    if (mayTouch) { // a generator that is dropped runs its `finally`: user code
        Runtime::releaseLater(source_.get());
    } else {
        ZVAL_UNDEF(source_.get());
    }
}

void BodyPump::stopWaiting() {
    Link<WaiterTag>::unlink();
    if (awaited_ && !Runtime::isOver() && !Runtime::get().isFatal()) {
        ObjectRef future;
        future.adopt(awaited_.release());
        if (!hasAnswer_) {
            Future::from(future.get()).abortIfUnwanted();
        }
    } else if (awaited_ && Runtime::getIfAny() && Runtime::get().isFatal()) {
        (void)awaited_.release(); // PHP takes its memory back as a whole
    }
}

void BodyPump::wake() {
    const bool waits = awaited_ && !hasAnswer_;
    if (!ended_ && !waits && !static_cast<Link<net::ReadyTag>&>(*this).isLinked()) {
        Runtime::get().loop().enqueue(*this);
    }
}

void BodyPump::onSettled(Future& future) {
    future.markObserved();
    hasAnswer_ = true;
    wake();
}

void BodyPump::describeTo(std::string& out) const {
    if (awaited_ && !hasAnswer_) {
        out.append(", its body waits for ");
        Future::from(awaited_.get()).describeTo(out);
    }
}

void BodyPump::run() {
    if (Runtime::get().isFatal()) {
        return;
    }
    if (scope_->isDone()) { // nobody is there any more for whom its code could run
        sink_.failBody(
            makeException(exceptions.cancelled, "The code that makes the body has no scope any more"));
        return;
    }
    for (unsigned pieces = 0; pieces < kPiecesPerTurn; ++pieces) {
        if (!sink_.mayPump() || !stepOnce()) {
            return;
        }
    }
    wake();
}

// False: it waits, has ended, or is gone.
bool BodyPump::stepOnce() {
    Runtime& runtime = Runtime::get();
    Call call{this, Step::Skip, {}};
    ZVAL_UNDEF(&call.value);
    Current outer = std::exchange(runtime.current(), Current{scope_.get(), nullptr, nullptr});
    Entered entered = enter(stepBody, &call, scope_->deadline());
    runtime.current() = outer;
    switch (entered) {
    case Entered::Ok: return leaveStep(call);
    case Entered::Threw:
        zval_ptr_dtor(&call.value);
        ended_ = true;
        sink_.failBody(takeException());
        return false;
    case Entered::Exit:
        ended_ = true;
        sink_.failBody(makeException(exceptions.exit, "exit() was called in the body of a request", nullptr,
                                     runtime.exitStatus));
        return false;
    case Entered::Fatal: break;
    }
    return false;
}

bool BodyPump::leaveStep(Call& call) {
    switch (call.step) {
    case Step::Skip: return true;
    case Step::Piece: {
        zend_string* piece = Z_STR(call.value);
        const bool sent = sink_.sendPiece(piece);
        zend_string_release(piece);
        return sent;
    }
    case Step::Wait:
        awaited_.adopt(Z_OBJ(call.value));
        Future::from(awaited_.get()).addWaiter(*this);
        return false;
    case Step::End: break;
    }
    ended_ = true;
    sink_.endBody();
    return false;
}

// ---- within the door

void BodyPump::stepBody(void* argument) {
    auto* call = static_cast<Call*>(argument);
    BodyPump& pump = *call->pump;
    switch (Z_TYPE_P(pump.source_.get())) {
    case IS_ARRAY: call->step = nextOfArray(pump, &call->value); break;
    case IS_RESOURCE: call->step = nextOfStream(pump, &call->value); break;
    default:
        // A generator is driven by its own methods, so that values can be sent into it.
        call->step = Z_OBJCE_P(pump.source_.get()) == zend_ce_generator ? nextOfGenerator(pump, &call->value)
                                                                        : nextOfIterator(pump, &call->value);
        break;
    }
}

BodyPump::Step BodyPump::nextOfArray(BodyPump& pump, zval* value) {
    HashTable* table = Z_ARR_P(pump.source_.get());
    zval* element = zend_hash_get_current_data_ex(table, &pump.position_);
    if (!element) {
        return Step::End;
    }
    ZVAL_COPY_DEREF(value, element);
    zend_hash_move_forward_ex(table, &pump.position_);
    return judge(pump, value);
}

BodyPump::Step BodyPump::nextOfStream(BodyPump& pump, zval* value) {
    auto* stream = static_cast<php_stream*>(
        zend_fetch_resource2_ex(pump.source_.get(), "stream", php_file_le_stream(), php_file_le_pstream()));
    if (!stream) { // closed meanwhile; the engine has thrown
        return Step::End;
    }
    zend_string* bytes = php_stream_read_to_str(stream, kReadBytes);
    if (EG(exception)) {
        if (bytes) {
            zend_string_release(bytes);
        }
        return Step::End;
    }
    if (bytes && ZSTR_LEN(bytes) > 0) {
        ZVAL_STR(value, bytes);
        return Step::Piece;
    }
    if (bytes) {
        zend_string_release(bytes);
    }
    if (!php_stream_eof(stream)) {
        throwException(
            exceptions.config,
            "Option \"body\": the stream has nothing to read now; give a generator that awaits it");
    }
    return Step::End;
}

void BodyPump::openIterator(BodyPump& pump) {
    zval* source = pump.source_.get();
    zend_class_entry* ce = Z_OBJCE_P(source);
    pump.iterator_ = ce->get_iterator(ce, source, 0);
    if (pump.iterator_ && !EG(exception) && pump.iterator_->funcs->rewind) {
        pump.iterator_->index = 0;
        pump.iterator_->funcs->rewind(pump.iterator_);
    }
}

static zend_function* generatorMethod(const char* name) {
    return static_cast<zend_function*>(
        zend_hash_str_find_ptr(&zend_ce_generator->function_table, name, strlen(name)));
}

// The outcome of what it has awaited; afterwards it stands at its next yield.
void BodyPump::feedGenerator(BodyPump& pump) {
    zend_object* object = pump.awaited_.release();
    pump.hasAnswer_ = false;
    Future& future = Future::from(object);
    zval outcome, ignored;
    ZVAL_COPY(&outcome, future.result());
    const bool failed = future.state() == Future::State::Rejected;
    OBJ_RELEASE(object);
    ZVAL_UNDEF(&ignored);
    zend_object* generator = Z_OBJ_P(pump.source_.get());
    zend_call_known_instance_method_with_1_params(generatorMethod(failed ? "throw" : "send"), generator,
                                                  &ignored, &outcome);
    zval_ptr_dtor(&ignored);
    zval_ptr_dtor(&outcome);
}

BodyPump::Step BodyPump::nextOfGenerator(BodyPump& pump, zval* value) {
    zend_object* generator = Z_OBJ_P(pump.source_.get());
    zval ignored;
    ZVAL_UNDEF(&ignored);
    if (pump.awaited_) {
        feedGenerator(pump);
    } else if (std::exchange(pump.opened_, true)) {
        zend_call_known_instance_method_with_0_params(generatorMethod("next"), generator, &ignored);
        zval_ptr_dtor(&ignored);
    }
    if (EG(exception)) {
        return Step::End;
    }
    zval valid;
    ZVAL_UNDEF(&valid);
    zend_call_known_instance_method_with_0_params(generatorMethod("valid"), generator, &valid);
    if (EG(exception) || Z_TYPE(valid) != IS_TRUE) {
        return Step::End;
    }
    zend_call_known_instance_method_with_0_params(generatorMethod("current"), generator, value);
    if (EG(exception)) {
        return Step::End;
    }
    return judge(pump, value);
}

BodyPump::Step BodyPump::nextOfIterator(BodyPump& pump, zval* value) {
    const bool first = !std::exchange(pump.opened_, true);
    if (first) {
        openIterator(pump);
    }
    zend_object_iterator* iterator = pump.iterator_;
    if (!iterator || EG(exception)) {
        return Step::End;
    }
    if (!first) {
        ++iterator->index;
        iterator->funcs->move_forward(iterator);
    }
    if (EG(exception) || iterator->funcs->valid(iterator) != SUCCESS) {
        return Step::End;
    }
    zval* data = iterator->funcs->get_current_data(iterator);
    if (!data || EG(exception)) {
        return Step::End;
    }
    ZVAL_COPY_DEREF(value, data);
    return judge(pump, value);
}

// What to do with a value that came out: it is taken over.
BodyPump::Step BodyPump::judge(BodyPump& pump, zval* value) {
    if (Z_TYPE_P(value) == IS_STRING) {
        if (Z_STRLEN_P(value) == 0) {
            zval_ptr_dtor(value);
            ZVAL_UNDEF(value);
            return Step::Skip;
        }
        return Step::Piece;
    }
    if (Z_TYPE_P(value) == IS_NULL) { // a bare `yield`
        return Step::Skip;
    }
    const bool isGenerator =
        Z_TYPE_P(pump.source_.get()) == IS_OBJECT && Z_OBJCE_P(pump.source_.get()) == zend_ce_generator;
    if (isGenerator && isAwaitable(value)) {
        zend_object* future = awaitableFrom(value);
        zval_ptr_dtor(value);
        ZVAL_UNDEF(value);
        if (!future) {
            return Step::End;
        }
        ZVAL_OBJ(value, future);
        return Step::Wait;
    }
    throwException(exceptions.config, "Option \"body\" must be made of strings, it gave a value of type %s",
                   zend_zval_type_name(value));
    zval_ptr_dtor(value);
    ZVAL_UNDEF(value);
    return Step::End;
}

} // namespace aha::php
