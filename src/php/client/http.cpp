#include "core/proto/http/content_decoder.h"
#include "php/client/client_base.h"
#include "php/client/http_aha.h"
#include "php/client/http_body.h"
#include "php/client/http_client.h"
#include "php/client/http_request.h"
#include "php/client/http_transfer.h"
#include "php/error.h"
#include "php/options.h"
#include "php/register.h"

#include "php_stubs/Client/Http_arginfo.h"

#include <cmath>

namespace aha::php {

static constexpr const char* kBuilderOwner = "Aha\\Client\\Http";
static constexpr std::uint64_t kMaxInflatedBytes = std::uint64_t{64} << 20;

// ---- a request in Aha's shape

bool HttpBuilder::setTimeouts(double timeout, double connectTimeout) {
    if (!(timeout > 0 && timeout <= 86400) || !(connectTimeout > 0 && connectTimeout <= 86400)) {
        throwException(exceptions.config, "%s: timeouts must be above 0 and at most 86400 seconds",
                       kBuilderOwner);
        return false;
    }
    options_.timeouts.totalMs = static_cast<std::uint64_t>(std::ceil(timeout * 1000));
    options_.timeouts.connectMs = static_cast<std::uint64_t>(std::ceil(connectTimeout * 1000));
    options_.timeouts.dnsMs = options_.timeouts.totalMs;
    options_.timeouts.tlsMs = options_.timeouts.totalMs;
    options_.timeouts.poolMs = 0; // Aha does not queue: waiting for third parties makes a jam worse
    options_.maxRedirects = 0;
    return true;
}

void HttpBuilder::setQuery(std::string encoded) { options_.query = std::move(encoded); }

bool HttpBuilder::setHeaders(zval* headers) {
    zval wrapped;
    array_init_size(&wrapped, 1);
    Z_TRY_ADDREF_P(headers);
    add_assoc_zval(&wrapped, "headers", headers);
    const bool ok = setOptions(Z_ARR(wrapped));
    zval_ptr_dtor(&wrapped);
    return ok;
}

bool HttpBuilder::setOptions(HashTable* given) {
    HttpOptions options = options_;
    OptionReader reader(given, kBuilderOwner);
    if (!options.read(reader) || !reader.finish()) {
        return false;
    }
    options_ = std::move(options);
    jar_.set(options_.jar);
    return true;
}

void HttpBuilder::visit(Gc& gc) {
    ClientBase::visit(gc);
    gc.add(body);
    gc.add(jar_);
}

// Given as options are, so that both shapes have one way to be read.
void HttpBuilder::optionsOf(zval* options) {
    array_init_size(options, 1);
    if (!body.isSet()) {
        return;
    }
    Z_TRY_ADDREF_P(body.get());
    add_assoc_zval(options, Z_TYPE_P(body.get()) == IS_ARRAY ? "form" : "body", body.get());
}

zend_object* HttpBuilder::begin(Site site) {
    if (method.empty()) {
        throwException(exceptions.state, "The constructor of %s was not called", kBuilderOwner);
        return nullptr;
    }
    HttpClientObject& client = defaultHttpClient();
    client::HttpClient* core = client.core();
    if (!core) {
        return nullptr;
    }
    zval given;
    optionsOf(&given);
    HttpPlan plan;
    HttpBodyPlan plannedBody;
    zend_string* text = zend_string_init(url.data(), url.size(), false);
    const bool ok =
        readRequest({options_, client.base(), client.urls(), method, text, Z_ARR(given), kBuilderOwner}, plan,
                    plannedBody);
    zend_string_release(text);
    zend_object* future = nullptr;
    if (ok) {
        plan.forEnvelope = true;
        plan.request.poolSize = poolSize;
        future = HttpTransfer::start(client, *core, std::move(plan), site);
    }
    zval_ptr_dtor(&given);
    return future;
}

void registerHttpOfClient() {
    auto* base = static_cast<zend_class_entry*>(
        zend_hash_str_find_ptr(CG(class_table), ZEND_STRL("aha\\network\\client")));
    Class<HttpBuilder>::install(register_class_Aha_Client_Http(base));
}

static HttpBuilder& builderOf(zval* zv) { return Class<HttpBuilder>::from(zv); }

void poolHttpClient(INTERNAL_FUNCTION_PARAMETERS) {
    zend_string *method, *url;
    zend_long size = 200;
    double timeout = 1.0, connectTimeout = 0.05;
    ZEND_PARSE_PARAMETERS_START(2, 5)
    Z_PARAM_STR(method)
    Z_PARAM_STR(url)
    Z_PARAM_OPTIONAL
    Z_PARAM_LONG(size)
    Z_PARAM_DOUBLE(timeout)
    Z_PARAM_DOUBLE(connectTimeout)
    ZEND_PARSE_PARAMETERS_END();
    if (size < 1 || size > 100'000) {
        throwException(exceptions.config, "%s: the pool size must be from 1 to 100000", kBuilderOwner);
        RETURN_THROWS();
    }
    zend_object* object = Class<HttpBuilder>::create(Class<HttpBuilder>::entry);
    auto& builder = Class<HttpBuilder>::from(object);
    if (!builder.setTimeouts(timeout, connectTimeout)) {
        OBJ_RELEASE(object);
        RETURN_THROWS();
    }
    builder.method = view(method);
    builder.url = view(url);
    builder.poolSize = static_cast<std::size_t>(size);
    RETURN_OBJ(object);
}

static void sendShared(INTERNAL_FUNCTION_PARAMETERS, const char* method) {
    HttpCallArguments arguments;
    if (!arguments.parse(execute_data, method)) {
        RETURN_THROWS();
    }
    arguments.send(defaultHttpClient(), return_value);
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Client_Http, request) { sendShared(INTERNAL_FUNCTION_PARAM_PASSTHRU, nullptr); }
PHP_METHOD(Aha_Client_Http, get) { sendShared(INTERNAL_FUNCTION_PARAM_PASSTHRU, "GET"); }
PHP_METHOD(Aha_Client_Http, post) { sendShared(INTERNAL_FUNCTION_PARAM_PASSTHRU, "POST"); }
PHP_METHOD(Aha_Client_Http, put) { sendShared(INTERNAL_FUNCTION_PARAM_PASSTHRU, "PUT"); }
PHP_METHOD(Aha_Client_Http, patch) { sendShared(INTERNAL_FUNCTION_PARAM_PASSTHRU, "PATCH"); }
PHP_METHOD(Aha_Client_Http, delete) { sendShared(INTERNAL_FUNCTION_PARAM_PASSTHRU, "DELETE"); }
PHP_METHOD(Aha_Client_Http, head) { sendShared(INTERNAL_FUNCTION_PARAM_PASSTHRU, "HEAD"); }
PHP_METHOD(Aha_Client_Http, options) { sendShared(INTERNAL_FUNCTION_PARAM_PASSTHRU, "OPTIONS"); }

PHP_METHOD(Aha_Client_Http, onTrace) { setTraceHook(defaultHttpClient().hook, execute_data); }

PHP_METHOD(Aha_Client_Http, stats) {
    ZEND_PARSE_PARAMETERS_NONE();
    returnStats(defaultHttpClient(), return_value);
}

PHP_METHOD(Aha_Client_Http, __construct) {
    zend_string *method, *url;
    double timeout = 1.0, connectTimeout = 0.05;
    ZEND_PARSE_PARAMETERS_START(2, 4)
    Z_PARAM_STR(method)
    Z_PARAM_STR(url)
    Z_PARAM_OPTIONAL
    Z_PARAM_DOUBLE(timeout)
    Z_PARAM_DOUBLE(connectTimeout)
    ZEND_PARSE_PARAMETERS_END();
    HttpBuilder& builder = builderOf(ZEND_THIS);
    if (!builder.setTimeouts(timeout, connectTimeout)) {
        RETURN_THROWS();
    }
    builder.method = view(method);
    builder.url = view(url);
}

PHP_METHOD(Aha_Client_Http, init) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Client_Http, setMethod) {
    zend_string* method;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_STR(method)
    ZEND_PARSE_PARAMETERS_END();
    if (ZSTR_LEN(method) == 0) {
        zend_argument_value_error(1, "must not be empty");
        RETURN_THROWS();
    }
    builderOf(ZEND_THIS).method = view(method);
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Client_Http, setUrl) {
    zend_string* url;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_STR(url)
    ZEND_PARSE_PARAMETERS_END();
    builderOf(ZEND_THIS).url = view(url);
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Client_Http, setQuery) {
    zval* query;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ARRAY(query)
    ZEND_PARSE_PARAMETERS_END();
    std::string encoded;
    if (!encodeForm(query, "query", encoded)) {
        RETURN_THROWS();
    }
    builderOf(ZEND_THIS).setQuery(std::move(encoded));
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Client_Http, setRequestBody) {
    zval* body;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ZVAL(body)
    ZEND_PARSE_PARAMETERS_END();
    if (Z_TYPE_P(body) != IS_ARRAY && Z_TYPE_P(body) != IS_STRING) {
        zend_argument_type_error(1, "must be of type array|string, %s given", zend_zval_type_name(body));
        RETURN_THROWS();
    }
    builderOf(ZEND_THIS).body.copyFrom(body);
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Client_Http, setRequestHeaders) {
    zval* headers;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ARRAY(headers)
    ZEND_PARSE_PARAMETERS_END();
    if (!builderOf(ZEND_THIS).setHeaders(headers)) {
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Client_Http, setOptions) {
    HashTable* options;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ARRAY_HT(options)
    ZEND_PARSE_PARAMETERS_END();
    if (!builderOf(ZEND_THIS).setOptions(options)) {
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Client_Http, gzDecode) {
    zend_string* data;
    zend_string* type = nullptr;
    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_STR(data)
    Z_PARAM_OPTIONAL
    Z_PARAM_STR(type)
    ZEND_PARSE_PARAMETERS_END();
    const std::string_view coding = type ? view(type) : std::string_view("gzip");
    if (coding != "gzip" && coding != "deflate" && coding != "compress") {
        throwException(exceptions.config, "The type must be \"gzip\", \"deflate\" or \"compress\"");
        RETURN_THROWS();
    }
    aha::http::InflateLimits limits;
    limits.outputBytes = kMaxInflatedBytes;
    limits.ratio = 0;
    auto decoder = aha::http::ContentDecoder::make(coding == "gzip" ? "gzip" : "deflate", limits);
    std::string out;
    if (!decoder || ZSTR_LEN(data) == 0 || !decoder.value()->feed(view(data), out) ||
        !decoder.value()->finish()) {
        RETURN_FALSE;
    }
    RETURN_STRINGL(out.data(), out.size());
}
