#include "php/log/log_text.h"

#include "core/base/json_text.h"
#include "php/enter.h"
#include "php/error.h"
#include "php/task.h"

namespace aha::php {

static bool isThrowable(zval* value) {
    return Z_TYPE_P(value) == IS_OBJECT && instanceof_function(Z_OBJCE_P(value), zend_ce_throwable);
}

// User code has thrown: the record says so, and is written all the same.
static void noteThrown(std::string& out, zval* value) {
    if (EG(exception) && !endsProcess(EG(exception))) {
        zend_object* exception = takeException();
        out.append("[").append(view(Z_OBJCE_P(value)->name)).append(" threw ");
        out.append(view(exception->ce->name)).append("]");
        OBJ_RELEASE(exception);
    }
}

static zval* property(zend_object* exception, const char* name, std::size_t length, zval* storage) {
    zend_class_entry* base =
        instanceof_function(exception->ce, zend_ce_error) ? zend_ce_error : zend_ce_exception;
    return zend_read_property(base, exception, name, length, true, storage);
}

static void appendProperty(std::string& out, zend_object* exception, const char* name, std::size_t length) {
    zval storage;
    zval* value = property(exception, name, length, &storage);
    ZVAL_DEREF(value);
    if (Z_TYPE_P(value) == IS_STRING) {
        out.append(view(Z_STR_P(value)));
    } else if (Z_TYPE_P(value) == IS_LONG) {
        out.append(std::to_string(Z_LVAL_P(value)));
    }
}

static void appendTrace(std::string& out, zend_object* exception) {
    zval storage;
    zval* trace = property(exception, ZEND_STRL("trace"), &storage);
    if (Z_TYPE_P(trace) == IS_ARRAY) {
        zend_string* text = zend_trace_to_string(Z_ARR_P(trace), true);
        out.append(view(text));
        zend_string_release(text);
    }
    if (zend_string* chain = chainText(exception)) {
        out.append("\nacross tasks:\n").append(view(chain));
    }
}

static zend_object* previousOf(zend_object* exception) {
    zval storage;
    zval* previous = property(exception, ZEND_STRL("previous"), &storage);
    return Z_TYPE_P(previous) == IS_OBJECT && Z_OBJ_P(previous) != exception ? Z_OBJ_P(previous) : nullptr;
}

static void appendHeadline(std::string& out, zend_object* exception) {
    out.append(view(exception->ce->name)).append(": ");
    appendProperty(out, exception, ZEND_STRL("message"));
    out.append(" in ");
    appendProperty(out, exception, ZEND_STRL("file"));
    out.append(":");
    appendProperty(out, exception, ZEND_STRL("line"));
}

void appendLogException(std::string& out, zend_object* exception) {
    for (int depth = 0; exception && depth <= kMaxPrevious; ++depth) {
        out.append(depth ? "\ncaused by " : "");
        appendHeadline(out, exception);
        out.append("\n");
        appendTrace(out, exception);
        exception = previousOf(exception);
    }
}

void appendLogExceptionJson(std::string& out, zend_object* exception) {
    int depth = 0;
    for (; exception && depth <= kMaxPrevious; ++depth) {
        std::string message, code, file, line, trace;
        appendProperty(message, exception, ZEND_STRL("message"));
        appendProperty(code, exception, ZEND_STRL("code"));
        appendProperty(file, exception, ZEND_STRL("file"));
        appendProperty(line, exception, ZEND_STRL("line"));
        appendTrace(trace, exception);
        out.append(depth ? ",\"previous\":{\"class\":" : "{\"class\":");
        appendJsonString(out, view(exception->ce->name));
        out.append(",\"message\":");
        appendJsonString(out, message);
        out.append(",\"code\":");
        if (code.empty() || code.find_first_not_of("0123456789-") != std::string::npos) {
            appendJsonString(out, code); // PDO has such codes
        } else {
            out.append(code);
        }
        out.append(",\"file\":");
        appendJsonString(out, file);
        out.append(",\"line\":").append(line.empty() ? "0" : line).append(",\"trace\":");
        appendJsonString(out, trace);
        exception = previousOf(exception);
    }
    out.append(static_cast<std::size_t>(depth), '}');
}

// ---- values

void quoteTail(std::string& out, std::size_t from) {
    std::string tail = out.substr(from);
    out.resize(from);
    appendJsonString(out, tail);
}

// What json_encode() makes of it; parts that it cannot encode become null.
static void appendEncoded(std::string& out, zval* value) {
    constexpr int kFlags = PHP_JSON_PARTIAL_OUTPUT_ON_ERROR | PHP_JSON_INVALID_UTF8_SUBSTITUTE |
                           PHP_JSON_UNESCAPED_SLASHES | PHP_JSON_UNESCAPED_UNICODE;
    smart_str text = {};
    php_json_encode_ex(&text, value, kFlags, PHP_JSON_PARSER_DEFAULT_DEPTH);
    smart_str_0(&text);
    if (!EG(exception)) {
        out.append(text.s ? view(text.s) : std::string_view("null"));
    } else if (Z_TYPE_P(value) == IS_OBJECT && !endsProcess(EG(exception))) {
        std::size_t from = out.size();
        noteThrown(out, value);
        quoteTail(out, from);
    } else if (!endsProcess(EG(exception))) {
        zend_object* exception = takeException();
        appendJsonString(out, "[not encoded: " + std::string(view(exception->ce->name)) + "]");
        OBJ_RELEASE(exception);
    }
    smart_str_free(&text);
}

static bool isDate(zend_class_entry* ce) { return instanceof_function(ce, php_date_get_interface_ce()); }

static void appendDate(std::string& out, zval* date) {
    zval format, result;
    ZVAL_STRING(&format, "Y-m-d\\TH:i:s.vP");
    ZVAL_UNDEF(&result);
    zend_call_method(Z_OBJ_P(date), Z_OBJCE_P(date), nullptr, ZEND_STRL("format"), &result, 1, &format,
                     nullptr);
    if (Z_TYPE(result) == IS_STRING) {
        out.append(view(Z_STR(result)));
    }
    zval_ptr_dtor(&result);
    zval_ptr_dtor(&format);
    noteThrown(out, date);
}

static bool isJsonObject(zend_class_entry* ce) {
    return instanceof_function(ce, php_json_serializable_ce) || ce == zend_standard_class_def;
}

static void appendObject(std::string& out, zval* value) {
    zend_class_entry* ce = Z_OBJCE_P(value);
    if (isThrowable(value)) {
        appendHeadline(out, Z_OBJ_P(value));
    } else if (isDate(ce)) {
        appendDate(out, value);
    } else if (ce->ce_flags & ZEND_ACC_ENUM) {
        out.append(view(ce->name))
            .append("::")
            .append(view(Z_STR_P(zend_enum_fetch_case_name(Z_OBJ_P(value)))));
    } else if (ce->__tostring) {
        zval text;
        if (zend_std_cast_object_tostring(Z_OBJ_P(value), &text, IS_STRING) == SUCCESS) {
            out.append(view(Z_STR(text)));
            zval_ptr_dtor(&text);
        }
        noteThrown(out, value);
    } else if (isJsonObject(ce)) {
        appendEncoded(out, value);
    } else {
        out.append("[object ").append(view(ce->name)).append("]");
    }
}

void appendLogText(std::string& out, zval* value) {
    ZVAL_DEREF(value);
    switch (Z_TYPE_P(value)) {
    case IS_UNDEF:
    case IS_NULL: out.append("null"); break;
    case IS_FALSE: out.append("false"); break;
    case IS_TRUE: out.append("true"); break;
    case IS_STRING: out.append(view(Z_STR_P(value))); break;
    case IS_LONG: out.append(std::to_string(Z_LVAL_P(value))); break;
    case IS_DOUBLE: {
        zend_string* text = zend_double_to_str(Z_DVAL_P(value));
        out.append(view(text));
        zend_string_release(text);
        break;
    }
    case IS_OBJECT: appendObject(out, value); break;
    case IS_ARRAY: appendEncoded(out, value); break;
    default: out.append("[").append(zend_zval_type_name(value)).append("]");
    }
}

void appendLogJson(std::string& out, zval* value) {
    ZVAL_DEREF(value);
    bool isObject = Z_TYPE_P(value) == IS_OBJECT;
    if (isObject && isThrowable(value)) {
        appendLogExceptionJson(out, Z_OBJ_P(value));
    } else if (isObject && !isJsonObject(Z_OBJCE_P(value))) {
        std::size_t from = out.size();
        appendObject(out, value);
        quoteTail(out, from);
    } else if (Z_TYPE_P(value) == IS_STRING) {
        appendJsonString(out, view(Z_STR_P(value)));
    } else if (Z_TYPE_P(value) == IS_RESOURCE) {
        out.append("\"[resource]\"");
    } else {
        appendEncoded(out, value);
    }
}

// ---- placeholders

static std::size_t placeholderEnd(std::string_view message, std::size_t open) {
    std::size_t end = open + 1;
    while (end < message.size()) {
        char c = message[end];
        bool isName = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '_' || c == '.';
        if (!isName) {
            break;
        }
        ++end;
    }
    return end < message.size() && message[end] == '}' && end > open + 1 ? end : std::string_view::npos;
}

void appendInterpolated(std::string& out, std::string_view message, HashTable* context) {
    std::size_t from = 0;
    for (std::size_t open = message.find('{'); open != std::string_view::npos;
         open = message.find('{', open + 1)) {
        std::size_t end = context ? placeholderEnd(message, open) : std::string_view::npos;
        if (end == std::string_view::npos) {
            continue;
        }
        std::string_view key = message.substr(open + 1, end - open - 1);
        if (zval* value = zend_symtable_str_find(context, key.data(), key.size())) {
            out.append(message.substr(from, open - from));
            appendLogText(out, value);
            from = end + 1;
            open = end;
        }
    }
    out.append(message.substr(from));
}

bool isInterpolated(std::string_view message, const zend_string* key) {
    std::size_t at = message.find('{');
    while (at != std::string_view::npos) {
        if (message.substr(at + 1, ZSTR_LEN(key)) == view(key) &&
            message.substr(at + 1 + ZSTR_LEN(key), 1) == "}") {
            return true;
        }
        at = message.find('{', at + 1);
    }
    return false;
}

} // namespace aha::php
