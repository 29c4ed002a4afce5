#include "php/error.h"

#include "php/runtime.h"

#include "php_stubs/Exception_arginfo.h"

#include <cstdarg>
#include <syslog.h>

namespace aha::php {

ExceptionClasses exceptions;

void registerExceptions() {
    auto& e = exceptions;
    e.marker = register_class_Aha_Exception(zend_ce_throwable);
    e.config = register_class_Aha_ConfigException(spl_ce_InvalidArgumentException, e.marker);
    e.state = register_class_Aha_StateException(spl_ce_LogicException, e.marker);
    e.connect = register_class_Aha_ConnectException(spl_ce_RuntimeException, e.marker);
    e.timeout = register_class_Aha_TimeoutException(spl_ce_RuntimeException, e.marker);
    e.deadline = register_class_Aha_DeadlineException(e.timeout);
    e.cancelled = register_class_Aha_CancelledException(spl_ce_RuntimeException, e.marker);
    e.protocol = register_class_Aha_ProtocolException(spl_ce_RuntimeException, e.marker);
    e.pool = register_class_Aha_PoolException(spl_ce_RuntimeException, e.marker);
    e.deadlock = register_class_Aha_DeadlockException(spl_ce_LogicException, e.marker);
    e.backpressure = register_class_Aha_BackpressureException(spl_ce_RuntimeException, e.marker);
    e.exit = register_class_Aha_ExitException(spl_ce_RuntimeException, e.marker);
    e.http = register_class_Aha_HttpException(spl_ce_RuntimeException, e.marker);
    e.worker = register_class_Aha_WorkerException(spl_ce_RuntimeException, e.marker);
    e.task = register_class_Aha_TaskException(spl_ce_RuntimeException, e.marker);
}

zend_object* makeException(zend_class_entry* ce, std::string_view message, zend_object* previous,
                           zend_long code) {
    zval zv;
    object_init_ex(&zv, ce);
    zval text;
    ZVAL_STRINGL(&text, message.data(), message.size());
    zend_class_entry* base = zend_ce_exception;
    zend_update_property_ex(base, Z_OBJ(zv), ZSTR_KNOWN(ZEND_STR_MESSAGE), &text);
    zval_ptr_dtor(&text);
    if (code) {
        zval number;
        ZVAL_LONG(&number, code);
        zend_update_property_ex(base, Z_OBJ(zv), ZSTR_KNOWN(ZEND_STR_CODE), &number);
    }
    if (previous) {
        zval cause;
        ZVAL_OBJ(&cause, previous);
        zend_update_property_ex(base, Z_OBJ(zv), ZSTR_KNOWN(ZEND_STR_PREVIOUS), &cause);
    }
    return Z_OBJ(zv);
}

static zend_class_entry* classOf(Errc code) {
    switch (code) {
    case Errc::Cancelled: return exceptions.cancelled;
    case Errc::TimedOut: return exceptions.timeout;
    case Errc::Closed:
    case Errc::Reset:
    case Errc::Refused:
    case Errc::Unreachable:
    case Errc::AddressInUse:
    case Errc::PermissionDenied:
    case Errc::NotFound:
    case Errc::Tls:
    case Errc::Resource:
    case Errc::Io: return exceptions.connect;
    case Errc::TooLarge:
    case Errc::TooMany:
    case Errc::Malformed:
    case Errc::Unsupported: return exceptions.protocol;
    case Errc::Busy: return exceptions.state;
    case Errc::InvalidArgument: return exceptions.config;
    }
    return exceptions.connect;
}

zend_object* makeException(const Error& error, zend_long code) {
    return makeException(classOf(error.code), error.message, nullptr, code);
}

void throwException(zend_class_entry* ce, const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    zend_string* message = zend_vstrpprintf(0, format, arguments);
    va_end(arguments);
    zend_throw_exception(ce, ZSTR_VAL(message), 0);
    zend_string_release(message);
}

void throwError(const Error& error) { throwObject(makeException(error)); }

void throwObject(zend_object* exception) { zend_throw_exception_internal(exception); }

int httpStatusOf(zend_object* exception) {
    if (exceptions.router && instanceof_function(exception->ce, exceptions.router)) {
        return 404; // its code is that of Aha 1.x
    }
    zval storage;
    return static_cast<int>(
        zval_get_long(zend_read_property(zend_ce_exception, exception, ZEND_STRL("code"), true, &storage)));
}

zend_string* messageOf(zend_object* exception) {
    zend_class_entry* base =
        instanceof_function(exception->ce, zend_ce_error) ? zend_ce_error : zend_ce_exception;
    zval storage;
    return zval_get_string(zend_read_property(base, exception, ZEND_STRL("message"), true, &storage));
}

bool isCancellation(zend_object* exception) {
    return instanceof_function(exception->ce, exceptions.cancelled) ||
           instanceof_function(exception->ce, exceptions.deadline);
}

bool isCausedBy(zend_object* exception, zend_object* cause) {
    for (zend_object* next = exception; next;) {
        if (next == cause) {
            return true;
        }
        zend_class_entry* base =
            instanceof_function(next->ce, zend_ce_error) ? zend_ce_error : zend_ce_exception;
        zval storage;
        zval* previous = zend_read_property(base, next, ZEND_STRL("previous"), true, &storage);
        next = Z_TYPE_P(previous) == IS_OBJECT && Z_OBJ_P(previous) != next ? Z_OBJ_P(previous) : nullptr;
    }
    return false;
}

void noteChain(zend_object* exception, std::string_view what, Site site) {
    if (!site.file) {
        return;
    }
    HashTable* traces = Runtime::get().traces();
    zval* known = static_cast<zval*>(zend_hash_index_find(traces, zend_object_to_weakref_key(exception)));
    smart_str text = {};
    if (known) {
        smart_str_append(&text, Z_STR_P(known));
        smart_str_appendc(&text, '\n');
    }
    smart_str_appendl(&text, what.data(), what.size());
    smart_str_appendc(&text, ' ');
    smart_str_append(&text, site.file);
    smart_str_appendc(&text, ':');
    smart_str_append_unsigned(&text, site.line);
    smart_str_0(&text);
    zval zv;
    ZVAL_STR(&zv, text.s);
    if (known) {
        zval_ptr_dtor(known);
        ZVAL_COPY_VALUE(known, &zv);
    } else if (!zend_weakrefs_hash_add(traces, exception, &zv)) {
        zval_ptr_dtor(&zv);
    }
}

zend_string* chainText(zend_object* exception) {
    Runtime* runtime = Runtime::getIfAny();
    zval* known =
        runtime ? zend_hash_index_find(runtime->traces(), zend_object_to_weakref_key(exception)) : nullptr;
    return known ? Z_STR_P(known) : nullptr;
}

void setLogTag(std::string tag) { Runtime::get().logTag = std::move(tag); }

// Which process a line comes from matters as soon as several write to one log.
static std::string tagged(std::string_view line) {
    static constexpr std::string_view kName = "aha:";
    const Runtime* runtime = Runtime::getIfAny();
    if (!runtime || runtime->logTag.empty() || line.substr(0, kName.size()) != kName) {
        return std::string(line);
    }
    return "aha[" + runtime->logTag + "]" + std::string(line.substr(3));
}

void logLine(std::string_view line, int severity) {
    php_log_err_with_severity(tagged(line).c_str(), severity);
}

static void appendProperty(smart_str* out, zend_object* exception, const char* name, std::size_t length) {
    zval storage;
    zval* value = zend_read_property(zend_ce_exception, exception, name, length, true, &storage);
    if (instanceof_function(exception->ce, zend_ce_error)) {
        value = zend_read_property(zend_ce_error, exception, name, length, true, &storage);
    }
    if (Z_TYPE_P(value) == IS_STRING) {
        smart_str_append(out, Z_STR_P(value));
    } else if (Z_TYPE_P(value) == IS_LONG) {
        smart_str_append_long(out, Z_LVAL_P(value));
    }
}

// Written by hand, not by __toString(): the log must not run user code.
static void appendException(smart_str* out, zend_object* exception) {
    smart_str_append(out, exception->ce->name);
    smart_str_appends(out, ": ");
    appendProperty(out, exception, ZEND_STRL("message"));
    smart_str_appends(out, " in ");
    appendProperty(out, exception, ZEND_STRL("file"));
    smart_str_appendc(out, ':');
    appendProperty(out, exception, ZEND_STRL("line"));
    zend_class_entry* base =
        instanceof_function(exception->ce, zend_ce_error) ? zend_ce_error : zend_ce_exception;
    zval storage;
    zval* trace = zend_read_property(base, exception, ZEND_STRL("trace"), true, &storage);
    if (Z_TYPE_P(trace) == IS_ARRAY) {
        zend_string* text = zend_trace_to_string(Z_ARR_P(trace), true);
        smart_str_appendc(out, '\n');
        smart_str_append(out, text);
        zend_string_release(text);
    }
    if (zend_string* chain = chainText(exception)) {
        smart_str_appends(out, "\nacross tasks:\n");
        smart_str_append(out, chain);
    }
    zval* previous = zend_read_property(base, exception, ZEND_STRL("previous"), true, &storage);
    if (Z_TYPE_P(previous) == IS_OBJECT && Z_OBJ_P(previous) != exception) {
        smart_str_appends(out, "\ncaused by ");
        appendException(out, Z_OBJ_P(previous));
    }
}

std::string exceptionText(zend_object* exception) {
    smart_str text = {};
    appendException(&text, exception);
    smart_str_0(&text);
    std::string copy(view(text.s));
    smart_str_free(&text);
    return copy;
}

void reportUnhandled(zend_object* exception, std::string_view where) {
    smart_str text = {};
    smart_str_appends(&text, "aha: unhandled error in ");
    smart_str_appendl(&text, where.data(), where.size());
    smart_str_appends(&text, ": ");
    appendException(&text, exception);
    smart_str_0(&text);
    logLine(view(text.s), LOG_ERR);
    smart_str_free(&text);
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_HttpException, __construct) {
    zend_long status;
    zend_string* message = nullptr;
    zend_object* previous = nullptr;
    ZEND_PARSE_PARAMETERS_START(1, 3)
    Z_PARAM_LONG(status)
    Z_PARAM_OPTIONAL
    Z_PARAM_STR(message)
    Z_PARAM_OBJ_OF_CLASS_OR_NULL(previous, zend_ce_throwable)
    ZEND_PARSE_PARAMETERS_END();
    if (status < 400 || status > 599) {
        zend_argument_value_error(1, "must be between 400 and 599");
        RETURN_THROWS();
    }
    zend_object* self = Z_OBJ_P(ZEND_THIS);
    zend_update_property_long(zend_ce_exception, self, ZEND_STRL("code"), status);
    if (message) {
        zend_update_property_str(zend_ce_exception, self, ZEND_STRL("message"), message);
    }
    if (previous) {
        zval zv;
        ZVAL_OBJ(&zv, previous);
        zend_update_property(zend_ce_exception, self, ZEND_STRL("previous"), &zv);
    }
}

PHP_METHOD(Aha_HttpException, getStatus) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(httpStatusOf(Z_OBJ_P(ZEND_THIS)));
}
