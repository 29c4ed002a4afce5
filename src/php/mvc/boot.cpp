#include "php/mvc/boot.h"

#include "php/application.h"
#include "php/coroutine/script_loop.h"
#include "php/error.h"
#include "php/options.h"
#include "php/register.h"

#include "php_stubs/Mvc/Boot_arginfo.h"

namespace aha::php {

Boot::Boot() {
    for (Value& items : items_) {
        ZVAL_EMPTY_ARRAY(items.get());
    }
}

void Boot::visit(Gc& gc) {
    for (Value& items : items_) {
        gc.add(items);
    }
    gc.add(application);
    gc.add(rest_);
}

static bool isBootItem(zval* item) {
    return Z_TYPE_P(item) == IS_OBJECT || (Z_TYPE_P(item) == IS_STRING && Z_STRLEN_P(item) > 0);
}

// One or a list, behind what is there. False: one of them is none.
static bool appendItems(zval* list, zval* given) {
    ZVAL_DEREF(given);
    SEPARATE_ARRAY(list);
    if (Z_TYPE_P(given) != IS_ARRAY) {
        if (isBootItem(given)) {
            Z_TRY_ADDREF_P(given);
            add_next_index_zval(list, given);
        }
        return isBootItem(given);
    }
    zval* item;
    ZEND_HASH_FOREACH_VAL(Z_ARR_P(given), item) {
        ZVAL_DEREF(item);
        if (!isBootItem(item)) {
            return false;
        }
        Z_TRY_ADDREF_P(item);
        add_next_index_zval(list, item);
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

bool Boot::add(std::size_t phase, zval* items) {
    if (appendItems(items_[phase].get(), items)) {
        return true;
    }
    zend_argument_type_error(1, "must be a class, an object, a closure or a list of them");
    return false;
}

// Those of code, then those of the configuration. The caller owns `out`.
bool Boot::collect(std::size_t phase, zval* out) {
    ZVAL_COPY(out, items_[phase].get());
    zval* section = Application::from(application.get()).configOf("boot");
    if (!section) {
        return true;
    }
    zval* given[2] = {};
    bool ok = Z_TYPE_P(section) == IS_ARRAY;
    if (ok) {
        OptionReader options(Z_ARR_P(section), "boot");
        given[kWorker] = options.any("worker");
        given[kMaster] = options.any("master");
        if (!options.finish()) {
            return false;
        }
    }
    if (!ok || (given[phase] && !appendItems(out, given[phase]))) {
        throwException(exceptions.config, "The section \"boot\" of the configuration must be an array of "
                                          "lists of classes, objects or closures");
        return false;
    }
    return true;
}

static zend_object* makeRun() { return Class<BootRun>::create(Class<Future>::entry); }

bool Boot::runMaster() {
    zval items;
    if (!collect(kMaster, &items)) {
        zval_ptr_dtor(&items);
        return false;
    }
    zend_object* object = makeRun();
    Class<BootRun>::from(object).mayWait = false;
    const bool ok = Class<BootRun>::from(object).start(application.get(), &items);
    zval_ptr_dtor(&items);
    OBJ_RELEASE(object);
    return ok;
}

bool Boot::runWorker() {
    zval items, self;
    if (!collect(kWorker, &items)) {
        zval_ptr_dtor(&items);
        return false;
    }
    rest_.adopt(makeRun());
    BootRun& run = Class<BootRun>::from(rest_.get());
    const bool ok = run.start(application.get(), &items);
    zval_ptr_dtor(&items);
    if (!ok || run.isSettled()) {
        rest_.reset();
        return ok;
    }
    ZVAL_OBJ(&self, Class<Boot>::objectOf(*this));
    return awaitRest(&self);
}

// The task that has called run() is not over before the items are: a fiber waits at once, every other task at
// its end. Outside of the loop there is nobody else: it runs until then.
bool Boot::awaitRest(zval* self) {
    Runtime& runtime = Runtime::get();
    Task* task = runtime.current().task;
    zval value;
    ZVAL_UNDEF(&value);
    if (task && task->runsInOwnFiber()) {
        task->awaitInFiber(rest_.get(), &value);
    } else if (!runtime.inLoop()) {
        runUntilSettled(rest_.get(), &value);
    } else if (task) {
        zval callable, name;
        array_init_size(&callable, 2);
        Z_ADDREF_P(self);
        add_next_index_zval(&callable, self);
        ZVAL_STRING(&name, "wait");
        add_next_index_zval(&callable, &name);
        task->addDefer(&callable);
        zval_ptr_dtor(&callable);
    }
    zval_ptr_dtor(&value);
    return !EG(exception);
}

zend_object* Boot::wait() {
    zend_object* future = rest_ ? rest_.get() : Runtime::get().doneFuture();
    GC_ADDREF(future);
    return future;
}

static zend_object* makeBootPart(Application& application) {
    zend_object* object = Class<Boot>::create(Class<Boot>::entry);
    Class<Boot>::from(object).application.set(application.object());
    return object;
}

static bool loadBootPart(Application&, zend_object* part) { return Class<Boot>::from(part).runWorker(); }

void registerBoot() {
    Class<BootRun>::initHandlers();
    Class<Boot>::install(register_class_Aha_Mvc_Boot());
    Application::definePart(AppPart::Boot, {makeBootPart, loadBootPart});
}

static Boot& bootOf(zval* self) { return Class<Boot>::from(self); }

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Mvc_Boot, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Mvc_Boot, add) {
    zval* items;
    zend_string* phase = nullptr;
    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_ZVAL(items)
    Z_PARAM_OPTIONAL
    Z_PARAM_STR(phase)
    ZEND_PARSE_PARAMETERS_END();
    const bool isMaster = phase && zend_string_equals_literal(phase, "master");
    if (phase && !isMaster && !zend_string_equals_literal(phase, "worker")) {
        zend_argument_value_error(2, "must be \"worker\" or \"master\"");
        RETURN_THROWS();
    }
    if (bootOf(ZEND_THIS).add(isMaster ? Boot::kMaster : Boot::kWorker, items)) {
        RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
    }
}

PHP_METHOD(Aha_Mvc_Boot, master) {
    ZEND_PARSE_PARAMETERS_NONE();
    Boot& boot = bootOf(ZEND_THIS);
    if (!boot.application) {
        throwException(exceptions.state,
                       "These are the items of no application: use those of Bootstrap::getBoot()");
        RETURN_THROWS();
    }
    if (Application::from(boot.application.get()).prepare() && boot.runMaster()) {
        RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
    }
}

PHP_METHOD(Aha_Mvc_Boot, wait) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_OBJ(bootOf(ZEND_THIS).wait());
}
