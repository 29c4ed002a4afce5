#pragma once

#include "php/zend.h"

#include <string>
#include <string_view>
#include <utility>

namespace aha::php {

// Owns one reference to a PHP value. A member of native parts, never a local across a call that may bail out.
class Value {
public:
    Value() { ZVAL_UNDEF(&zv_); }
    Value(const Value&) = delete;
    Value& operator=(const Value&) = delete;
    Value(Value&& other) noexcept {
        ZVAL_COPY_VALUE(&zv_, &other.zv_);
        ZVAL_UNDEF(&other.zv_);
    }
    Value& operator=(Value&& other) noexcept {
        std::swap(zv_, other.zv_);
        return *this;
    }
    ~Value() { zval_ptr_dtor(&zv_); }

    zval* get() { return &zv_; }
    bool isSet() const { return Z_TYPE(zv_) != IS_UNDEF; }
    void copyFrom(zval* source) {
        zval old = zv_;
        ZVAL_COPY_DEREF(&zv_, source);
        zval_ptr_dtor(&old);
    }
    void reset() {
        zval old = zv_;
        ZVAL_UNDEF(&zv_);
        zval_ptr_dtor(&old);
    }

private:
    zval zv_;
};

// Owns one reference to a PHP object.
class ObjectRef {
public:
    ObjectRef() = default;
    ObjectRef(const ObjectRef&) = delete;
    ObjectRef& operator=(const ObjectRef&) = delete;
    ~ObjectRef() { reset(); }

    static void retain(zend_object* object) { GC_ADDREF(object); }
    void set(zend_object* object) { // takes its own reference
        if (object) {
            GC_ADDREF(object);
        }
        adopt(object);
    }
    void adopt(zend_object* object) { // takes over the caller's reference
        zend_object* old = std::exchange(object_, object);
        if (old) {
            OBJ_RELEASE(old);
        }
    }
    void reset() { adopt(nullptr); }
    zend_object* get() const { return object_; }
    zend_object* release() { return std::exchange(object_, nullptr); }
    explicit operator bool() const { return object_ != nullptr; }

private:
    zend_object* object_ = nullptr;
};

// A stored callable. A Closure is called without any look-up; other callables are resolved at each call.
class Callable {
public:
    bool isSet() const { return callable_.isSet(); }
    void set(zval* callable) { callable_.copyFrom(callable); }
    void reset() { callable_.reset(); }
    zval* zv() { return callable_.get(); }
    // `result` is initialised in any case; look at EG(exception) first. Only from within php::enter or a
    // method.
    void call(zval* result, std::uint32_t argc, zval* argv) { call(callable_.get(), result, argc, argv); }
    static void call(zval* callable, zval* result, std::uint32_t argc, zval* argv);

private:
    Value callable_;
};

inline std::string_view view(const zend_string* s) { return {ZSTR_VAL(s), ZSTR_LEN(s)}; }

// Where the PHP code that called us stands. `file` is borrowed.
struct Site {
    zend_string* file = nullptr;
    std::uint32_t line = 0;
};
Site callerSite();
Site siteOf(zval* callable);                  // where a function of user code begins
void appendSite(std::string& out, Site site); // "file:line", "?" when unknown

// As json_encode() does it; null: JsonException was thrown, or what jsonSerialize() throws.
zend_string* encodeJson(zval* value, int flags);

} // namespace aha::php
