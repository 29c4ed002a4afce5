#include "core/proto/http/cookie.h"
#include "core/proto/http/response_head.h"
#include "php/error.h"
#include "php/server/http_job.h"

#include "php_stubs/Server/Response_arginfo.h"

namespace aha::php {

// Native part of Aha\Server\Response: the way to its job.
class ResponseObject {
public:
    ~ResponseObject() {
        if (job_) {
            job_->responseFreed();
        }
    }
    void open(HttpJob& job) { job_ = Ref<HttpJob>(job); }
    HttpJob& job() { return *job_; }
    void visit(Gc&) {}

private:
    Ref<HttpJob> job_;
};

zend_object* makeResponse(HttpJob& job) {
    zend_object* object = Class<ResponseObject>::create(Class<ResponseObject>::entry);
    Class<ResponseObject>::from(object).open(job);
    return object;
}

zend_class_entry* responseClass() { return Class<ResponseObject>::entry; }

HttpJob& jobOfResponse(zend_object* response) { return Class<ResponseObject>::from(response).job(); }

void registerResponse() { Class<ResponseObject>::install(register_class_Aha_Server_Response()); }

static HttpJob& responseJobOf(zval* zv) { return Class<ResponseObject>::from(zv).job(); }

static bool mayChangeHead(HttpJob& job) {
    if (job.isStarted()) {
        throwException(exceptions.state, "The head of the response was sent already");
        return false;
    }
    return true;
}

static bool checkField(zend_string* name, zend_string* value) {
    if (!http::isToken(view(name))) {
        zend_argument_value_error(1, "must be a header name (a token)");
        return false;
    }
    if (!http::isFieldValue(view(value))) {
        zend_argument_value_error(2, "must not contain line breaks or other control characters");
        return false;
    }
    return true;
}

static bool checkStatus(zend_long status, std::uint32_t argument) {
    if (status < 200 || status > 599) {
        zend_argument_value_error(argument, "must be between 200 and 599");
        return false;
    }
    return true;
}

static void setCookie(INTERNAL_FUNCTION_PARAMETERS, bool encode) {
    zend_string *name, *value = ZSTR_EMPTY_ALLOC(), *path = nullptr, *domain = nullptr, *sameSite = nullptr;
    zend_long expires = 0, maxAge = 0;
    bool secure = false, httpOnly = false, partitioned = false, noMaxAge = true;
    ZEND_PARSE_PARAMETERS_START(1, 10)
    Z_PARAM_STR(name)
    Z_PARAM_OPTIONAL
    Z_PARAM_STR(value)
    Z_PARAM_LONG(expires)
    Z_PARAM_STR(path)
    Z_PARAM_STR(domain)
    Z_PARAM_BOOL(secure)
    Z_PARAM_BOOL(httpOnly)
    Z_PARAM_STR(sameSite)
    Z_PARAM_LONG_OR_NULL(maxAge, noMaxAge)
    Z_PARAM_BOOL(partitioned)
    ZEND_PARSE_PARAMETERS_END();
    HttpJob& job = responseJobOf(ZEND_THIS);
    if (!mayChangeHead(job)) {
        RETURN_THROWS();
    }
    http::SetCookie cookie;
    cookie.name = view(name);
    zend_string* encoded =
        encode ? php_raw_url_encode(ZSTR_VAL(value), ZSTR_LEN(value)) : zend_string_copy(value);
    cookie.value = view(encoded);
    zend_string_release(encoded);
    cookie.path = path ? view(path) : std::string_view("/");
    cookie.domain = domain ? view(domain) : std::string_view();
    cookie.secure = secure;
    cookie.httpOnly = httpOnly;
    cookie.partitioned = partitioned;
    if (expires) {
        cookie.expires = expires;
    }
    if (!noMaxAge) {
        cookie.maxAge = maxAge;
    }
    if (sameSite && ZSTR_LEN(sameSite)) {
        if (zend_string_equals_literal_ci(sameSite, "lax")) {
            cookie.sameSite = http::SameSite::Lax;
        } else if (zend_string_equals_literal_ci(sameSite, "strict")) {
            cookie.sameSite = http::SameSite::Strict;
        } else if (zend_string_equals_literal_ci(sameSite, "none")) {
            cookie.sameSite = http::SameSite::None;
        } else {
            zend_argument_value_error(8, "must be \"\", \"Lax\", \"Strict\" or \"None\"");
            RETURN_THROWS();
        }
    }
    auto line = http::formatSetCookie(cookie);
    if (!line) {
        zend_value_error("%s", line.error().message.c_str());
        RETURN_THROWS();
    }
    job.draft.setField("Set-Cookie", line.value(), false);
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Server_Response, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Server_Response, status) {
    zend_long status;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_LONG(status)
    ZEND_PARSE_PARAMETERS_END();
    HttpJob& job = responseJobOf(ZEND_THIS);
    if (!checkStatus(status, 1) || !mayChangeHead(job)) {
        RETURN_THROWS();
    }
    job.draft.status = static_cast<int>(status);
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Server_Response, header) {
    zend_string *name, *value;
    bool replace = true;
    ZEND_PARSE_PARAMETERS_START(2, 3)
    Z_PARAM_STR(name)
    Z_PARAM_STR(value)
    Z_PARAM_OPTIONAL
    Z_PARAM_BOOL(replace)
    ZEND_PARSE_PARAMETERS_END();
    HttpJob& job = responseJobOf(ZEND_THIS);
    if (!checkField(name, value) || !mayChangeHead(job)) {
        RETURN_THROWS();
    }
    if (!job.draft.setField(view(name), view(value), replace)) {
        zend_value_error("The header %s belongs to the server, or its value \"%s\" is not valid",
                         ZSTR_VAL(name), ZSTR_VAL(value));
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Server_Response, cookie) { setCookie(INTERNAL_FUNCTION_PARAM_PASSTHRU, true); }
PHP_METHOD(Aha_Server_Response, rawCookie) { setCookie(INTERNAL_FUNCTION_PARAM_PASSTHRU, false); }

PHP_METHOD(Aha_Server_Response, write) {
    zend_string* data;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_STR(data)
    ZEND_PARSE_PARAMETERS_END();
    zend_object* future = responseJobOf(ZEND_THIS).write(data);
    if (!future) {
        RETURN_THROWS();
    }
    RETURN_OBJ(future);
}

PHP_METHOD(Aha_Server_Response, end) {
    zend_string* data = ZSTR_EMPTY_ALLOC();
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_STR(data)
    ZEND_PARSE_PARAMETERS_END();
    RETURN_BOOL(responseJobOf(ZEND_THIS).end(data));
}

PHP_METHOD(Aha_Server_Response, json) {
    zval* data;
    zend_long status = 200;
    zend_long flags = PHP_JSON_UNESCAPED_SLASHES | PHP_JSON_UNESCAPED_UNICODE;
    ZEND_PARSE_PARAMETERS_START(1, 3)
    Z_PARAM_ZVAL(data)
    Z_PARAM_OPTIONAL
    Z_PARAM_LONG(status)
    Z_PARAM_LONG(flags)
    ZEND_PARSE_PARAMETERS_END();
    HttpJob& job = responseJobOf(ZEND_THIS);
    if (!checkStatus(status, 2) || !mayChangeHead(job)) {
        RETURN_THROWS();
    }
    zend_string* body = encodeJson(data, static_cast<int>(flags));
    if (!body) {
        RETURN_THROWS();
    }
    job.draft.status = static_cast<int>(status);
    job.draft.setField("Content-Type", "application/json", true);
    bool sent = job.end(body);
    zend_string_release(body);
    RETURN_BOOL(sent);
}

PHP_METHOD(Aha_Server_Response, redirect) {
    zend_string* location;
    zend_long status = 302;
    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_STR(location)
    Z_PARAM_OPTIONAL
    Z_PARAM_LONG(status)
    ZEND_PARSE_PARAMETERS_END();
    HttpJob& job = responseJobOf(ZEND_THIS);
    if (status < 300 || status > 399 || status == 304) {
        zend_argument_value_error(2, "must be a redirection (300 to 399, not 304)");
        RETURN_THROWS();
    }
    if (ZSTR_LEN(location) == 0 || !aha::http::isFieldValue(view(location))) {
        zend_argument_value_error(1, "must be a URL without line breaks or other control characters");
        RETURN_THROWS();
    }
    if (!mayChangeHead(job)) {
        RETURN_THROWS();
    }
    job.draft.status = static_cast<int>(status);
    job.draft.setField("Location", view(location), true);
    RETURN_BOOL(job.end(ZSTR_EMPTY_ALLOC()));
}

PHP_METHOD(Aha_Server_Response, sendFile) {
    zend_string* path;
    zend_long offset = 0, length = 0;
    bool whole = true;
    ZEND_PARSE_PARAMETERS_START(1, 3)
    Z_PARAM_PATH_STR(path)
    Z_PARAM_OPTIONAL
    Z_PARAM_LONG(offset)
    Z_PARAM_LONG_OR_NULL(length, whole)
    ZEND_PARSE_PARAMETERS_END();
    HttpJob& job = responseJobOf(ZEND_THIS);
    if (offset < 0) {
        zend_argument_value_error(2, "must be greater than or equal to 0");
        RETURN_THROWS();
    }
    if (!whole && length < 0) {
        zend_argument_value_error(3, "must be greater than or equal to 0, or null");
        RETURN_THROWS();
    }
    if (!mayChangeHead(job) || php_check_open_basedir(ZSTR_VAL(path))) {
        RETURN_THROWS();
    }
    bool sent =
        job.sendFile(std::string(view(path)), static_cast<std::uint64_t>(offset), whole ? -1 : length);
    if (EG(exception)) {
        RETURN_THROWS();
    }
    RETURN_BOOL(sent);
}

PHP_METHOD(Aha_Server_Response, trailer) {
    zend_string *name, *value;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(name)
    Z_PARAM_STR(value)
    ZEND_PARSE_PARAMETERS_END();
    HttpJob& job = responseJobOf(ZEND_THIS);
    if (!checkField(name, value)) {
        RETURN_THROWS();
    }
    if (job.isEnded()) {
        throwException(exceptions.state, "The response was ended: no trailer can follow");
        RETURN_THROWS();
    }
    aha::http::appendField(job.draft.trailers, view(name), view(value));
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Server_Response, earlyHints) {
    ZEND_PARSE_PARAMETERS_NONE();
    responseJobOf(ZEND_THIS).earlyHints();
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Server_Response, getStatus) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(responseJobOf(ZEND_THIS).draft.status);
}

PHP_METHOD(Aha_Server_Response, isStarted) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(responseJobOf(ZEND_THIS).isStarted());
}

PHP_METHOD(Aha_Server_Response, isEnded) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(responseJobOf(ZEND_THIS).isEnded());
}

PHP_METHOD(Aha_Server_Response, isAborted) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(responseJobOf(ZEND_THIS).isAborted());
}

PHP_METHOD(Aha_Server_Response, queuedBytes) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(static_cast<zend_long>(responseJobOf(ZEND_THIS).exchange().queuedBytes()));
}
