#include "php/application.h"
#include "php/enter.h"
#include "php/error.h"
#include "php/mvc/boot.h"
#include "php/mvc/container.h"
#include "php/process/steps.h"

namespace aha::php {

BootRun::~BootRun() {
    static_cast<Link<net::ReadyTag>&>(*this).unlink();
    static_cast<Link<WaiterTag>&>(*this).unlink();
}

void BootRun::visit(Gc& gc) {
    Future::visit(gc);
    for (Value* value : {&items_, &application_, &item_}) {
        gc.add(*value);
    }
    gc.add(awaited_);
}

bool BootRun::start(zend_object* application, zval* items) {
    zval self;
    ZVAL_OBJ(&self, application);
    application_.copyFrom(&self);
    items_.copyFrom(items);
    return goOn();
}

static std::string nameOfItem(zval* item) {
    if (Z_TYPE_P(item) == IS_STRING) {
        return std::string(view(Z_STR_P(item)));
    }
    if (Z_TYPE_P(item) != IS_OBJECT) {
        return "?";
    }
    if (Z_OBJCE_P(item) != zend_ce_closure) {
        return std::string(view(Z_OBJCE_P(item)->name));
    }
    std::string name = "closure at ";
    appendSite(name, siteOf(item));
    return name;
}

// What was thrown becomes the cause of an error that names the item.
bool BootRun::fail() {
    if (EG(exception) && !endsProcess(EG(exception))) {
        zend_object* cause = takeException();
        const std::string text =
            "The boot item " + nameOfItem(item_.get()) + " failed: " + exceptionLine(cause);
        throwObject(makeException(exceptions.state, text, cause));
        OBJ_RELEASE(cause);
    }
    return false;
}

// Of a class the container's object; `out` is owned by the caller.
static bool objectOfItem(Application& application, zval* item, zval* out) {
    ZVAL_UNDEF(out);
    if (Z_TYPE_P(item) == IS_OBJECT) {
        ZVAL_COPY(out, item);
        return true;
    }
    zend_object* container = application.part(AppPart::Container);
    return container && Class<Container>::from(container).get(Z_STR_P(item), out);
}

static bool callItem(zval* application, zval* item, zval* result) {
    ZVAL_UNDEF(result);
    zval object;
    if (!objectOfItem(Application::from(Z_OBJ_P(application)), item, &object)) {
        return false;
    }
    if (Z_TYPE(object) == IS_OBJECT && Z_OBJCE(object) == zend_ce_closure) {
        Callable::call(&object, result, 1, application);
    } else {
        auto* method = Z_TYPE(object) == IS_OBJECT
                           ? static_cast<zend_function*>(zend_hash_str_find_ptr(
                                 &Z_OBJCE(object)->function_table, ZEND_STRL("bootstrap")))
                           : nullptr;
        if (method && (method->common.fn_flags & ZEND_ACC_PUBLIC)) {
            zend_call_known_function(method, Z_OBJ(object), Z_OBJCE(object), result, 1, application, nullptr);
        } else {
            throwException(exceptions.config, "It has no public method bootstrap()");
        }
    }
    zval_ptr_dtor(&object);
    return !EG(exception);
}

bool BootRun::goOn() {
    while (next_ < zend_hash_num_elements(Z_ARR_P(items_.get()))) {
        item_.copyFrom(zend_hash_index_find(Z_ARR_P(items_.get()), next_++));
        zval result;
        if (!callItem(application_.get(), item_.get(), &result) || !take(&result)) {
            zval_ptr_dtor(&result);
            return fail();
        }
        if (awaited_) {
            retainByLoop();
            Future::from(awaited_.get()).addWaiter(*this);
            return true;
        }
    }
    fulfillNull();
    return true;
}

// Takes over the result, if it is good.
bool BootRun::take(zval* result) {
    if (Z_TYPE_P(result) != IS_OBJECT || !isAwaitable(result)) {
        zval_ptr_dtor(result);
        ZVAL_UNDEF(result);
        return true;
    }
    if (!mayWait) {
        throwException(exceptions.state, "It wants to wait, which items of the master phase may not");
        return false;
    }
    zend_object* future = awaitableFrom(result);
    if (!future) {
        return false;
    }
    zval_ptr_dtor(result);
    ZVAL_UNDEF(result);
    awaited_.adopt(future);
    return true;
}

void BootRun::onSettled(Future& future) {
    future.markObserved();
    Runtime::get().loop().enqueue(*this);
}

void BootRun::body(void* argument) {
    auto* self = static_cast<BootRun*>(argument);
    zend_object* done = self->awaited_.release();
    Future& future = Future::from(done);
    const bool failed = future.state() == Future::State::Rejected;
    if (failed) {
        GC_ADDREF(future.exception());
        throwObject(future.exception());
    }
    OBJ_RELEASE(done);
    self->ok_ = failed ? self->fail() : self->goOn();
}

void BootRun::run() {
    if (Runtime::get().isFatal()) {
        return;
    }
    const Entered entered = enter(body, this);
    if (entered == Entered::Threw) {
        reject(takeException());
    } else if (entered == Entered::Exit) {
        reject(makeException(exceptions.exit, "exit() was called in a boot item"));
    }
}

} // namespace aha::php
