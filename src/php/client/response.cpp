#include "php/client/response.h"

#include "php/error.h"
#include "php/http_fields.h"
#include "php/register.h"
#include "php/runtime.h"

#include "php_stubs/Client/Response_arginfo.h"

namespace aha::php {

zend_class_entry* responseExceptionClass();

namespace {

enum Property : std::uint8_t { // in the order of the stub
    kStatus,
    kReason,
    kProtocol,
    kUrl,
    kHeader,
    kBody,
    kRedirects,
    kTiming,
    kReused,
    kAddress,
};

constexpr std::size_t kTimings = 7;
// Interned; written in MINIT only.
zend_string* timingNames[kTimings];
zend_string* protocolNames[2];

// Native part of Aha\Client\Response: what its properties do not say.
class ResponseObject {
public:
    http::Fields fields;
    http::Fields trailers;
    Ref<ResponseStream> stream; // made on demand for a body that is complete
    std::string name;
    bool hasText = false; // the property has the body
    void visit(Gc&) {}
};

ResponseObject& responseOf(zval* zv) { return Class<ResponseObject>::from(zv); }

zval* property(zend_object* object, Property index) { return &object->properties_table[index]; }

void setString(zval* slot, std::string_view text) { ZVAL_STRINGL(slot, text.data(), text.size()); }

void setRedirects(zval* slot, const std::vector<client::HttpHop>& hops, const http::Url& last) {
    if (hops.empty()) {
        ZVAL_EMPTY_ARRAY(slot);
        return;
    }
    array_init_size(slot, static_cast<std::uint32_t>(hops.size()));
    for (std::size_t i = 0; i < hops.size(); ++i) {
        const std::string to = (i + 1 < hops.size() ? hops[i + 1].url : last).text();
        zval row;
        array_init_size(&row, 2);
        add_assoc_long(&row, "status", hops[i].status);
        add_assoc_stringl(&row, "url", to.data(), to.size());
        zend_hash_next_index_insert(Z_ARR_P(slot), &row);
    }
}

void setTiming(zval* slot, const client::HttpTimings& timings) {
    const double seconds[kTimings] = {timings.waitMs, timings.dnsMs,       timings.connectMs, timings.proxyMs,
                                      timings.tlsMs,  timings.firstByteMs, timings.totalMs};
    array_init_size(slot, kTimings);
    for (std::size_t i = 0; i < kTimings; ++i) {
        zval value;
        ZVAL_DOUBLE(&value, seconds[i] / 1e3);
        zend_hash_add_new(Z_ARR_P(slot), timingNames[i], &value);
    }
}

} // namespace

void headerArray(const http::ResponseHead& head, zval* result) {
    // Cookies cannot be told apart in one text (RFC 9110 5.3).
    fieldArray(result, head, [](std::string_view name) { return name == "set-cookie" ? nullptr : ", "; });
}

bool isFailureStatus(int status) { return status >= 400; }

zend_object* makeResponse(ResponseParts&& parts) {
    zend_object* object = Class<ResponseObject>::create(Class<ResponseObject>::entry);
    auto& native = Class<ResponseObject>::from(object);
    native.stream = parts.stream;
    native.name = parts.name;
    native.hasText = parts.body != nullptr;
    if (parts.trailers) {
        native.trailers = *parts.trailers;
    }
    ZVAL_LONG(property(object, kStatus), parts.head.status());
    setString(property(object, kReason), parts.head.reason());
    ZVAL_INTERNED_STR(property(object, kProtocol), protocolNames[parts.head.minorVersion() == 0 ? 0 : 1]);
    setString(property(object, kUrl), parts.url.text());
    headerArray(parts.head, property(object, kHeader));
    if (parts.body) {
        ZVAL_STR(property(object, kBody), parts.body);
    } else {
        ZVAL_EMPTY_STRING(property(object, kBody));
    }
    setRedirects(property(object, kRedirects), parts.hops, parts.url);
    setTiming(property(object, kTiming), parts.timings);
    ZVAL_BOOL(property(object, kReused), parts.reused);
    setString(property(object, kAddress), parts.address);
    native.fields = std::move(parts.head); // the last that is taken from it
    return object;
}

zend_object* makeResponseException(zend_object* response) {
    zval* status = property(response, kStatus);
    zval* reason = property(response, kReason);
    std::string text = Class<ResponseObject>::from(response).name + ": " + std::to_string(Z_LVAL_P(status));
    if (Z_STRLEN_P(reason)) {
        text.append(" ").append(view(Z_STR_P(reason)));
    }
    zend_object* exception = makeException(responseExceptionClass(), text, nullptr, Z_LVAL_P(status));
    zval zv;
    ZVAL_OBJ(&zv, response);
    zend_update_property(responseExceptionClass(), exception, ZEND_STRL("response"), &zv);
    return exception;
}

static zend_string* interned(std::string_view text) {
    return zend_string_init_interned(text.data(), text.size(), true);
}

void registerResponseOfClient() {
    static constexpr std::string_view kNames[kTimings] = {"wait", "dns",        "connect", "proxy",
                                                          "tls",  "first_byte", "total"};
    for (std::size_t i = 0; i < kTimings; ++i) {
        timingNames[i] = interned(kNames[i]);
    }
    protocolNames[0] = interned("HTTP/1.0");
    protocolNames[1] = interned("HTTP/1.1");
    Class<ResponseObject>::install(register_class_Aha_Client_Response());
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Client_Response, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Client_Response, isOk) {
    ZEND_PARSE_PARAMETERS_NONE();
    const zend_long status = Z_LVAL_P(property(Z_OBJ_P(ZEND_THIS), kStatus));
    RETURN_BOOL(status >= 200 && status <= 299);
}

PHP_METHOD(Aha_Client_Response, headers) {
    ZEND_PARSE_PARAMETERS_NONE();
    array_init(return_value);
    const aha::http::Fields& fields = responseOf(ZEND_THIS).fields;
    for (std::size_t i = 0; i < fields.count(); ++i) {
        zend_string* name = lowerCaseName(fields.name(i));
        zval* list = zend_symtable_find(Z_ARR_P(return_value), name);
        if (!list) {
            zval fresh;
            array_init_size(&fresh, 1);
            list = zend_symtable_update(Z_ARR_P(return_value), name, &fresh);
        }
        zval value;
        setString(&value, fields.value(i));
        zend_hash_next_index_insert(Z_ARR_P(list), &value);
        zend_string_release(name);
    }
}

PHP_METHOD(Aha_Client_Response, json) {
    bool associative = true;
    zend_long depth = PHP_JSON_PARSER_DEFAULT_DEPTH;
    ZEND_PARSE_PARAMETERS_START(0, 2)
    Z_PARAM_OPTIONAL
    Z_PARAM_BOOL(associative)
    Z_PARAM_LONG(depth)
    ZEND_PARSE_PARAMETERS_END();
    if (depth < 1 || depth > INT_MAX) {
        zend_argument_value_error(2, "must be between 1 and %d", INT_MAX);
        RETURN_THROWS();
    }
    if (!responseOf(ZEND_THIS).hasText) {
        throwException(exceptions.state, "The body was streamed, or went to a file: there is none to decode");
        RETURN_THROWS();
    }
    zend_string* text = Z_STR_P(property(Z_OBJ_P(ZEND_THIS), kBody));
    const zend_long flags = (associative ? PHP_JSON_OBJECT_AS_ARRAY : 0) | PHP_JSON_THROW_ON_ERROR;
    if (php_json_decode_ex(return_value, ZSTR_VAL(text), ZSTR_LEN(text), flags, depth) != SUCCESS) {
        ZVAL_NULL(return_value);
        RETURN_THROWS();
    }
}

PHP_METHOD(Aha_Client_Response, body) {
    ZEND_PARSE_PARAMETERS_NONE();
    ResponseObject& response = responseOf(ZEND_THIS);
    if (!response.stream) {
        response.stream =
            ResponseStream::ofText(Z_STR_P(property(Z_OBJ_P(ZEND_THIS), kBody)), response.trailers);
    }
    RETURN_OBJ(makeBody(*response.stream));
}

PHP_METHOD(Aha_Client_Response, throw) {
    ZEND_PARSE_PARAMETERS_NONE();
    zend_object* object = Z_OBJ_P(ZEND_THIS);
    if (isFailureStatus(static_cast<int>(Z_LVAL_P(property(object, kStatus))))) {
        throwObject(makeResponseException(object));
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(object);
}
