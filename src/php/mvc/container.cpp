#include "php/mvc/container.h"

#include "php/error.h"
#include "php/mvc/container_errors.h"
#include "php/mvc/parameter.h"

#include <algorithm>

namespace aha::php {

static constexpr unsigned kMaxAliases = 16; // one behind the other

Container::Container() {
    for (Value* values : {&instances_, &bindings_, &shared_, &aliases_, &mocks_, &stubs_}) {
        ZVAL_EMPTY_ARRAY(values->get());
    }
}

void Container::visit(Gc& gc) {
    for (Value* values : {&instances_, &bindings_, &mocks_, &stubs_}) {
        gc.add(*values);
    }
}

static zend_string* nameKey(zend_string* id) {
    const bool isRooted = ZSTR_LEN(id) && ZSTR_VAL(id)[0] == '\\';
    if (!isRooted) {
        return zend_string_tolower(id);
    }
    zend_string* key = zend_string_init(ZSTR_VAL(id) + 1, ZSTR_LEN(id) - 1, false);
    zend_str_tolower(ZSTR_VAL(key), ZSTR_LEN(key));
    return key;
}

static zval* containerEntry(Value& values, zend_string* key) {
    return zend_hash_find(Z_ARR_P(values.get()), key);
}

// What is replaced goes last: its destructor may be the user's and use the container.
static void putEntry(Value& values, zend_string* key, zval* value) {
    zval old;
    ZVAL_UNDEF(&old);
    SEPARATE_ARRAY(values.get());
    if (zval* known = zend_hash_find(Z_ARR_P(values.get()), key)) {
        ZVAL_COPY_VALUE(&old, known);
        ZVAL_COPY_DEREF(known, value);
    } else {
        zval copy;
        ZVAL_COPY_DEREF(&copy, value);
        zend_hash_add_new(Z_ARR_P(values.get()), key, &copy);
    }
    zval_ptr_dtor(&old);
}

static void dropEntry(Value& values, zend_string* key) {
    zval* known = zend_hash_find(Z_ARR_P(values.get()), key);
    if (!known) {
        return;
    }
    SEPARATE_ARRAY(values.get());
    zval old;
    ZVAL_COPY(&old, known);
    zend_hash_del(Z_ARR_P(values.get()), key);
    zval_ptr_dtor(&old);
}

void Container::bind(zend_string* id, zval* concrete, bool shared) {
    zend_string* key = nameKey(id);
    zval own;
    ZVAL_STR(&own, id);
    putEntry(bindings_, key, concrete ? concrete : &own);
    dropEntry(instances_, key);
    dropEntry(aliases_, key);
    zval yes;
    ZVAL_TRUE(&yes);
    if (shared) {
        putEntry(shared_, key, &yes);
    } else {
        dropEntry(shared_, key);
    }
    zend_string_release(key);
}

void Container::alias(zend_string* alias, zend_string* id) {
    zend_string* key = nameKey(alias);
    zval name;
    ZVAL_STR(&name, id);
    putEntry(aliases_, key, &name);
    zend_string_release(key);
}

void Container::set(zend_string* id, zval* value) {
    zend_string* key = nameKey(id);
    dropEntry(aliases_, key);
    putEntry(instances_, key, value);
    zend_string_release(key);
}

void Container::swap(zend_string* id, zval* value, zval* former) {
    zend_string* name = target(id);
    if (!name) {
        return;
    }
    zend_string* key = nameKey(name);
    if (zval* known = containerEntry(instances_, key)) {
        ZVAL_COPY(former, known);
    }
    putEntry(instances_, key, value);
    zend_string_release(key);
    zend_string_release(name);
}

void Container::setMock(zend_string* id, zval* mock) {
    zend_string* key = nameKey(id);
    putEntry(mocks_, key, mock);
    zend_string_release(key);
}

void Container::addStub(zend_string* id, zval* stub) {
    zend_string* key = nameKey(id);
    putEntry(stubs_, key, stub);
    zend_string_release(key);
}

void Container::cleanStubs() {
    for (Value* values : {&mocks_, &stubs_}) {
        zval old = *values->get();
        ZVAL_EMPTY_ARRAY(values->get());
        zval_ptr_dtor(&old);
    }
}

zend_string* Container::target(zend_string* id) {
    zend_string* name = zend_string_copy(id);
    for (unsigned i = 0; i < kMaxAliases; ++i) {
        zend_string* key = nameKey(name);
        zval* next = containerEntry(aliases_, key);
        zend_string_release(key);
        if (!next) {
            return name;
        }
        zend_string* behind = zend_string_copy(Z_STR_P(next));
        zend_string_release(name);
        name = behind;
    }
    zend_string_release(name);
    throwException(containerError(),
                   "The alias \"%s\" leads through more than %u others: do they lead to each other?",
                   ZSTR_VAL(id), kMaxAliases);
    return nullptr;
}

bool Container::isItself(zend_string* key) const {
    return zend_string_equals_literal(key, "aha\\mvc\\container") ||
           (zend_string_equals_literal(key, "psr\\container\\containerinterface") && isPsrContainer());
}

bool Container::isKnown(zend_string* key) {
    for (Value* values : {&mocks_, &stubs_, &instances_, &bindings_, &aliases_}) {
        if (containerEntry(*values, key)) {
            return true;
        }
    }
    return isItself(key);
}

bool Container::knows(zend_string* name) {
    zend_string* key = nameKey(name);
    const bool known = isKnown(key);
    zend_string_release(key);
    return known;
}

bool Container::has(zend_string* id) {
    zend_string* name = target(id);
    if (!name) {
        return false;
    }
    zend_string* key = nameKey(name);
    const bool known = isKnown(key);
    zend_class_entry* ce = known ? nullptr : zend_lookup_class(name);
    zend_string_release(key);
    zend_string_release(name);
    return known || (ce && isInstantiable(ce));
}

void Container::throwNotFound(zend_string* id) {
    smart_str chain = {};
    for (const Making& one : making_) {
        if (one.fiber == EG(active_fiber) && one.id != id) {
            smart_str_appends(&chain, chain.s ? " -> " : ", needed by ");
            smart_str_append(&chain, one.id);
        }
    }
    smart_str_0(&chain);
    throwException(notFoundError(), "There is neither a value nor a binding nor a class \"%s\"%s",
                   ZSTR_VAL(id), chain.s ? ZSTR_VAL(chain.s) : "");
    smart_str_free(&chain);
}

bool Container::beginMaking(zend_string* id) {
    bool isCycle = false;
    smart_str chain = {};
    for (const Making& one : making_) {
        if (one.fiber != EG(active_fiber)) {
            continue;
        }
        isCycle = isCycle || zend_string_equals_ci(one.id, id);
        if (isCycle) {
            smart_str_append(&chain, one.id);
            smart_str_appends(&chain, " -> ");
        }
    }
    if (isCycle) {
        smart_str_append(&chain, id);
        smart_str_0(&chain);
        throwException(containerError(), "These need each other, so that none can be made: %s",
                       ZSTR_VAL(chain.s));
        smart_str_free(&chain);
        return false;
    }
    making_.push_back({id, EG(active_fiber)});
    return true;
}

// Fibers may end in another order than they began.
void Container::endMaking(zend_string* id) {
    for (std::size_t i = making_.size(); i-- > 0;) {
        if (making_[i].id == id && making_[i].fiber == EG(active_fiber)) {
            making_.erase(making_.begin() + static_cast<std::ptrdiff_t>(i));
            return;
        }
    }
}

bool Container::make(zend_string* id, HashTable* params, bool shared, zval* out, MakingFor* request) {
    ZVAL_UNDEF(out);
    implementContainerInterface(self_->ce);
    zend_string* name = EG(exception) ? nullptr : target(id);
    if (!name) {
        return false;
    }
    zend_string* key = nameKey(name);
    GC_ADDREF(self_); // user code may drop the last reference
    const bool ok = resolve(key, name, params, shared, out, request) && !EG(exception);
    OBJ_RELEASE(self_);
    zend_string_release(key);
    zend_string_release(name);
    if (!ok) {
        zval_ptr_dtor(out);
        ZVAL_UNDEF(out);
    }
    return ok;
}

bool Container::resolve(zend_string* key, zend_string* id, HashTable* params, bool shared, zval* out,
                        MakingFor* request) {
    if (zval* mock = containerEntry(mocks_, key)) {
        ZVAL_COPY(out, mock);
        return true;
    }
    if (zval* stub = containerEntry(stubs_, key)) {
        return produce(key, id, stub, params, out, request);
    }
    if (zval* made = containerEntry(instances_, key)) {
        if (params && zend_hash_num_elements(params)) {
            throwException(exceptions.state,
                           "%s is shared and was made before: it cannot be given parameters now",
                           ZSTR_VAL(id));
            return false;
        }
        ZVAL_COPY(out, made);
        return true;
    }
    zval* binding = containerEntry(bindings_, key);
    if (!binding && isItself(key)) {
        ZVAL_OBJ_COPY(out, self_);
        return true;
    }
    const bool isShared = shared || containerEntry(shared_, key);
    if (!produce(key, id, binding, params, out, request)) {
        return false;
    }
    if (isShared) {
        if (zval* earlier = containerEntry(instances_, key)) { // made by another fiber meanwhile
            zval own = *out;
            ZVAL_COPY(out, earlier);
            zval_ptr_dtor(&own);
        } else {
            putEntry(instances_, key, out);
        }
    }
    return true;
}

bool Container::produce(zend_string* key, zend_string* id, zval* concrete, HashTable* params, zval* out,
                        MakingFor* request) {
    if (!beginMaking(id)) {
        return false;
    }
    bool ok;
    zval held; // the binding may be replaced while it works
    if (concrete) {
        ZVAL_COPY(&held, concrete);
    } else {
        ZVAL_NULL(&held);
    }
    zend_string* other = Z_TYPE(held) == IS_STRING ? nameKey(Z_STR(held)) : nullptr;
    if (Z_TYPE(held) == IS_OBJECT) {
        ok = callClosure(&held, params, out);
    } else if (other && !zend_string_equals(other, key)) {
        ok = make(Z_STR(held), params, false, out, request);
    } else {
        zend_class_entry* ce = zend_lookup_class(other ? Z_STR(held) : id);
        if (!ce && !EG(exception)) {
            throwNotFound(id);
        }
        ok = ce && build(ce, params, out, request);
    }
    endMaking(id);
    if (other) {
        zend_string_release(other);
    }
    zval_ptr_dtor(&held);
    return ok;
}

bool Container::callClosure(zval* closure, HashTable* params, zval* out) {
    zval arguments[2];
    ZVAL_OBJ_COPY(&arguments[0], self_);
    if (params) {
        ZVAL_ARR(&arguments[1], params);
        Z_TRY_ADDREF(arguments[1]);
    } else {
        ZVAL_EMPTY_ARRAY(&arguments[1]);
    }
    Callable::call(closure, out, 2, arguments);
    zval_ptr_dtor(&arguments[0]);
    zval_ptr_dtor(&arguments[1]);
    if (Z_TYPE_P(out) == IS_NULL) {
        throwException(containerError(), "The closure that was bound to %s returned nothing",
                       making_.empty() ? "it" : ZSTR_VAL(making_.back().id));
    }
    return !EG(exception);
}

} // namespace aha::php
