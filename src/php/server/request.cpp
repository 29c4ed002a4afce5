#include "core/proto/http/cookie.h"
#include "core/proto/http/negotiate.h"
#include "core/proto/http/urlencoded.h"
#include "php/error.h"
#include "php/http_fields.h"
#include "php/server/client_address.h"
#include "php/server/http_job.h"
#include "php/server/upload.h"

#include "php_stubs/Server/Request_arginfo.h"

#include <ctime>
#include <strings.h>

namespace aha::php {

// Native part of Aha\Server\Request. Its properties are undefined slots until they are first read.
class RequestObject {
public:
    ~RequestObject() {
        if (job_) {
            job_->requestFreed();
        }
    }
    void open(HttpJob& job) { job_ = Ref<HttpJob>(job); }
    HttpJob& job() { return *job_; }
    const http::RequestHead& head() { return job_->exchange().head(); }
    zend_object* body(bool make = true) {
        if (!body_ && make) {
            body_.adopt(makeBody(*job_));
        }
        return body_.get();
    }
    void visit(Gc& gc) { gc.add(body_); }

private:
    Ref<HttpJob> job_;
    ObjectRef body_;
};

zend_object* makeRequest(HttpJob& job) {
    zend_object* object = Class<RequestObject>::create(Class<RequestObject>::entry);
    Class<RequestObject>::from(object).open(job);
    return object;
}

namespace {

enum Slot : std::uint32_t {
    Method,
    Uri,
    Path,
    Protocol,
    Header,
    Get,
    Post,
    Cookie,
    Files,
    Server,
    SlotCount
};

void setString(zval* zv, std::string_view text) { ZVAL_STRINGL(zv, text.data(), text.size()); }

bool startsWith(std::string_view text, std::string_view lowerCasePrefix) {
    return text.size() >= lowerCasePrefix.size() &&
           strncasecmp(text.data(), lowerCasePrefix.data(), lowerCasePrefix.size()) == 0;
}

void fillHeader(zval* array, const http::RequestHead& head) {
    fieldArray(array, head, [](std::string_view name) { return name == "cookie" ? "; " : ", "; });
    std::string_view host = head.host();
    if (!host.empty() && head.find("host").value_or("") != host) { // absolute-form wins: RFC 9112 3.2.2
        zval value;
        setString(&value, host);
        zend_hash_str_update(Z_ARR_P(array), "host", 4, &value);
    }
}

// PHP's own parser: nested names, max_input_vars and its warning are as everywhere.
void fillVariables(zval* array, std::string_view text) {
    array_init(array);
    if (!text.empty()) {
        sapi_module.treat_data(PARSE_STRING, estrndup(text.data(), text.size()), array);
    }
}

void fillCookie(zval* array, RequestObject& self) {
    array_init(array);
    std::string all;
    for (std::size_t i = 0; i < self.head().count(); ++i) { // HTTP/2 clients and proxies may split the field
        if (self.head().name(i).size() == 6 && startsWith(self.head().name(i), "cookie")) {
            all.append(all.empty() ? "" : "; ").append(self.head().value(i));
        }
    }
    http::CookieReader reader(all);
    std::string_view name, value;
    std::string decoded;
    zend_long left = PG(max_input_vars);
    while (left-- > 0 && reader.next(name, value)) {
        http::percentDecode(value, true, decoded);
        zend_string* key = zend_string_init(name.data(), name.size(), false);
        if (!zend_symtable_exists(Z_ARR_P(array), key)) { // the first one is the most specific
            zval zv;
            setString(&zv, decoded);
            zend_symtable_update(Z_ARR_P(array), key, &zv);
        }
        zend_string_release(key);
    }
}

void fillPost(zval* array, RequestObject& self) {
    if (UploadCollector* uploads = self.job().uploads()) {
        array_init(array);
        uploads->fillPost(array);
        return;
    }
    bool form = startsWith(self.head().contentType(), "application/x-www-form-urlencoded");
    fillVariables(array,
                  form && !self.job().exchange().isBodyStreamed() ? self.job().body() : std::string_view());
}

void fillFiles(zval* array, RequestObject& self) {
    array_init(array);
    if (UploadCollector* uploads = self.job().uploads()) {
        uploads->fillFiles(array);
    }
}

void addString(zval* array, const char* key, std::string_view value) {
    add_assoc_stringl(array, key, value.data(), value.size());
}

void fillServer(zval* array, RequestObject& self) {
    const http::RequestHead& head = self.head();
    server::HttpExchange& exchange = self.job().exchange();
    array_init_size(array, 16);
    addString(array, "request_method", head.method());
    addString(array, "request_uri", head.target());
    addString(array, "path_info", head.path());
    addString(array, "query_string", head.query());
    addString(array, "server_protocol", head.minorVersion() ? "HTTP/1.1" : "HTTP/1.0");
    addString(array, "server_addr", exchange.localAddress());
    add_assoc_long(array, "server_port", exchange.localPort());
    addString(array, "remote_addr", exchange.remoteAddress());
    add_assoc_long(array, "remote_port", exchange.remotePort());
    addString(array, "https", exchange.isEncrypted() ? "on" : "");
    std::uint64_t age = Runtime::get().loop().nowMs() - exchange.receivedAtMs();
    timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    double received = static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9 -
                      static_cast<double>(age) / 1000;
    add_assoc_long(array, "request_time", static_cast<zend_long>(received));
    add_assoc_double(array, "request_time_float", received);
}

void fill(zend_object* object, std::uint32_t slot) {
    RequestObject& self = Class<RequestObject>::from(object);
    const http::RequestHead& head = self.head();
    zval value;
    ZVAL_UNDEF(&value);
    switch (slot) {
    case Method: setString(&value, head.method()); break;
    case Uri: setString(&value, head.target()); break;
    case Path: setString(&value, head.path()); break;
    case Protocol: setString(&value, head.minorVersion() ? "HTTP/1.1" : "HTTP/1.0"); break;
    case Header: fillHeader(&value, head); break;
    case Get: fillVariables(&value, head.query()); break;
    case Post: fillPost(&value, self); break;
    case Cookie: fillCookie(&value, self); break;
    case Files: fillFiles(&value, self); break;
    case Server: fillServer(&value, self); break;
    default: return;
    }
    ZVAL_COPY_VALUE(&object->properties_table[slot], &value);
}

// The slot of a declared property, or SlotCount.
std::uint32_t slotOf(zend_object* object, zend_string* name) {
    auto* info = static_cast<zend_property_info*>(zend_hash_find_ptr(&object->ce->properties_info, name));
    return info ? OBJ_PROP_TO_NUM(info->offset) : std::uint32_t(SlotCount);
}

zval* slotValue(zend_object* object, std::uint32_t slot) {
    zval* value = &object->properties_table[slot];
    if (Z_TYPE_P(value) == IS_UNDEF && !EG(exception)) {
        fill(object, slot);
    }
    return value;
}

zval* readProperty(zend_object* object, zend_string* name, int type, void** cache, zval* storage) {
    std::uint32_t slot = slotOf(object, name);
    if (slot < SlotCount) {
        slotValue(object, slot);
    }
    return zend_std_read_property(object, name, type, cache, storage);
}

int hasProperty(zend_object* object, zend_string* name, int check, void** cache) {
    std::uint32_t slot = slotOf(object, name);
    if (slot < SlotCount) {
        slotValue(object, slot);
    }
    return zend_std_has_property(object, name, check, cache);
}

HashTable* getProperties(zend_object* object) {
    for (std::uint32_t slot = 0; slot < SlotCount; ++slot) {
        slotValue(object, slot);
    }
    return zend_std_get_properties(object);
}

RequestObject& requestOf(zval* zv) { return Class<RequestObject>::from(zv); }

// get and post together; post wins.
void mergeInput(zval* result, zend_object* object) {
    ZVAL_ARR(result, zend_array_dup(Z_ARR_P(slotValue(object, Get))));
    zend_hash_merge(Z_ARR_P(result), Z_ARR_P(slotValue(object, Post)), zval_add_ref, true);
}

void returnOptional(zval* result, std::optional<std::string_view> value, zend_string* fallback) {
    if (value) {
        setString(result, *value);
    } else if (fallback) {
        ZVAL_STR_COPY(result, fallback);
    } else {
        ZVAL_NULL(result);
    }
}

} // namespace

void addToQuery(zend_object* request, std::string_view query) {
    zval more;
    fillVariables(&more, query);
    zval* get = slotValue(request, Get);
    SEPARATE_ARRAY(get);
    zend_hash_merge(Z_ARR_P(get), Z_ARR(more), zval_add_ref, true);
    zval_ptr_dtor(&more);
}

zend_class_entry* requestClass() { return Class<RequestObject>::entry; }

void registerRequest() {
    Class<RequestObject>::install(register_class_Aha_Server_Request());
    zend_object_handlers& handlers = Class<RequestObject>::handlers;
    handlers.read_property = readProperty;
    handlers.has_property = hasProperty;
    handlers.get_properties = getProperties;
}

} // namespace aha::php

using namespace aha::php;
using aha::http::RequestHead;

PHP_METHOD(Aha_Server_Request, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Server_Request, rawContent) {
    ZEND_PARSE_PARAMETERS_NONE();
    setString(return_value, requestOf(ZEND_THIS).job().body());
}

PHP_METHOD(Aha_Server_Request, json) {
    bool associative = true;
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_BOOL(associative)
    ZEND_PARSE_PARAMETERS_END();
    RequestObject& request = requestOf(ZEND_THIS);
    std::string_view type = request.head().contentType();
    type = type.substr(0, type.find(';'));
    while (!type.empty() && type.back() == ' ') {
        type.remove_suffix(1);
    }
    bool suffix = type.size() > 5 && startsWith(type.substr(type.size() - 5), "+json");
    zend_object* refusal = nullptr;
    if (!suffix && !(startsWith(type, "application/json") && type.size() == 16)) {
        refusal = makeException(exceptions.http, "The request body must be JSON", nullptr, 415);
    } else {
        std::string_view body = request.job().body();
        php_json_decode_ex(return_value, body.data(), body.size(),
                           (associative ? PHP_JSON_OBJECT_AS_ARRAY : 0) | PHP_JSON_THROW_ON_ERROR, 512);
        if (EG(exception)) {
            zend_object* cause = takeException();
            refusal = makeException(exceptions.http, "The request body is not valid JSON", cause, 400);
            OBJ_RELEASE(cause);
        }
    }
    if (refusal) {
        throwObject(refusal);
        RETURN_THROWS();
    }
}

PHP_METHOD(Aha_Server_Request, body) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_OBJ_COPY(requestOf(ZEND_THIS).body());
}

PHP_METHOD(Aha_Server_Request, header) {
    zend_string* name;
    zend_string* fallback = nullptr;
    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_STR(name)
    Z_PARAM_OPTIONAL
    Z_PARAM_STR_OR_NULL(fallback)
    ZEND_PARSE_PARAMETERS_END();
    zend_string* lower = zend_string_tolower(name);
    zval* known = zend_symtable_find(Z_ARR_P(slotValue(Z_OBJ_P(ZEND_THIS), Header)), lower);
    zend_string_release(lower);
    if (known) {
        RETURN_COPY(known);
    }
    returnOptional(return_value, std::nullopt, fallback);
}

PHP_METHOD(Aha_Server_Request, input) {
    zend_string* name;
    zval* fallback = nullptr;
    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_STR(name)
    Z_PARAM_OPTIONAL
    Z_PARAM_ZVAL(fallback)
    ZEND_PARSE_PARAMETERS_END();
    for (Slot slot : {Post, Get}) {
        if (zval* known = zend_symtable_find(Z_ARR_P(slotValue(Z_OBJ_P(ZEND_THIS), slot)), name)) {
            RETURN_COPY_DEREF(known);
        }
    }
    if (fallback) {
        RETURN_COPY(fallback);
    }
}

static void filterInput(INTERNAL_FUNCTION_PARAMETERS, bool keep) {
    zval* names;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ARRAY(names)
    ZEND_PARSE_PARAMETERS_END();
    zval all;
    mergeInput(&all, Z_OBJ_P(ZEND_THIS));
    if (keep) {
        array_init(return_value);
    } else {
        ZVAL_COPY(return_value, &all);
        SEPARATE_ARRAY(return_value);
    }
    zval* name;
    ZEND_HASH_FOREACH_VAL(Z_ARR_P(names), name) {
        ZVAL_DEREF(name);
        zend_string* key = zval_try_get_string(name);
        if (!key) {
            break;
        }
        if (!keep) {
            zend_symtable_del(Z_ARR_P(return_value), key);
        } else if (zval* value = zend_symtable_find(Z_ARR(all), key)) {
            Z_TRY_ADDREF_P(value);
            zend_symtable_update(Z_ARR_P(return_value), key, value);
        }
        zend_string_release(key);
    }
    ZEND_HASH_FOREACH_END();
    zval_ptr_dtor(&all);
}

PHP_METHOD(Aha_Server_Request, only) { filterInput(INTERNAL_FUNCTION_PARAM_PASSTHRU, true); }
PHP_METHOD(Aha_Server_Request, except) { filterInput(INTERNAL_FUNCTION_PARAM_PASSTHRU, false); }

PHP_METHOD(Aha_Server_Request, bearerToken) {
    ZEND_PARSE_PARAMETERS_NONE();
    auto value = requestOf(ZEND_THIS).head().find("authorization");
    if (value && startsWith(*value, "bearer ")) {
        std::string_view token = value->substr(7);
        setString(return_value, token.substr(std::min(token.find_first_not_of(' '), token.size())));
    }
}

PHP_METHOD(Aha_Server_Request, isAjax) {
    ZEND_PARSE_PARAMETERS_NONE();
    auto value = requestOf(ZEND_THIS).head().find("x-requested-with");
    RETURN_BOOL(value && value->size() == 14 && startsWith(*value, "xmlhttprequest"));
}

PHP_METHOD(Aha_Server_Request, wantsJson) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(aha::http::prefersJson(requestOf(ZEND_THIS).head().find("accept").value_or(""), false));
}

PHP_METHOD(Aha_Server_Request, isSecure) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(isClientSecure(requestOf(ZEND_THIS).job()));
}

PHP_METHOD(Aha_Server_Request, clientAddress) {
    ZEND_PARSE_PARAMETERS_NONE();
    setString(return_value, clientAddress(requestOf(ZEND_THIS).job()));
}

PHP_METHOD(Aha_Server_Request, id) {
    ZEND_PARSE_PARAMETERS_NONE();
    setString(return_value, requestOf(ZEND_THIS).job().requestId());
}

PHP_METHOD(Aha_Server_Request, isAborted) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(requestOf(ZEND_THIS).job().isAborted());
}

PHP_METHOD(Aha_Server_Request, setTimeout) {
    double seconds;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_DOUBLE(seconds)
    ZEND_PARSE_PARAMETERS_END();
    if (!(seconds >= 0 && seconds < 1e9)) {
        zend_argument_value_error(1, "must be 0 (none) or a number of seconds");
        RETURN_THROWS();
    }
    requestOf(ZEND_THIS).job().setTimeout(seconds);
}
