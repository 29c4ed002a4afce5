#include "core/proto/http/error_page.h"
#include "core/proto/http/negotiate.h"
#include "php/bootstrap.h"
#include "php/error.h"
#include "php/mvc/dispatcher.h"
#include "php/mvc/middleware.h"
#include "php/mvc/middleware_part.h"
#include "php/mvc/redirect.h"
#include "php/register.h"

#include "php_stubs/Mvc/ExceptionHandlers_arginfo.h"

#include <algorithm>

namespace aha::php {

static zend_class_entry* businessEntry; // written in MINIT only

static zval* propertyOf(zend_object* exception, zend_class_entry* ce, const char* name, zval* storage) {
    return zend_read_property(ce, exception, name, strlen(name), true, storage);
}

// What stands at the end of each chain of handlers.
class LastHandlerStep final : public RequestStep {
public:
    Prepared prepare(Dispatcher& request, Invocation&) override {
        zend_object* failure = request.failure();
        if (!failure) {
            return Prepared::Skip;
        }
        if (instanceof_function(failure->ce, businessEntry)) {
            return answerBusiness(request, failure) ? Prepared::Skip : Prepared::Failed;
        }
        HttpJob* job = request.job();
        if (job && job->redirectBy(failure)) {
            zval empty;
            ZVAL_EMPTY_STRING(&empty);
            request.setResponseValue(&empty);
        } else if (job && request.bootstrap().isDebug()) {
            job->showsErrors = true;
        }
        return Prepared::Skip;
    }
    Next take(Dispatcher&, zval*) override { return Next::Go; }

private:
    // {"code", "msg", "data"}, or a page for who prefers one.
    static bool answerBusiness(Dispatcher& request, zend_object* failure) {
        HttpJob* job = request.job();
        zval storage;
        const auto status =
            static_cast<int>(zval_get_long(propertyOf(failure, businessEntry, "status", &storage)));
        if (job && job->isStarted()) {
            return true;
        }
        bool isJson = true;
        if (job) {
            job->draft = ResponseDraft();
            job->draft.status = status;
            isJson = http::prefersJson(job->exchange().head().join("accept"), true);
        }
        zval answer;
        zend_string* message = messageOf(failure);
        if (isJson) {
            array_init(&answer);
            zval* code = propertyOf(failure, zend_ce_exception, "code", &storage);
            add_assoc_long(&answer, "code", zval_get_long(code));
            add_assoc_str(&answer, "msg", zend_string_copy(message));
            zval dataStorage, data;
            ZVAL_COPY_DEREF(&data, propertyOf(failure, businessEntry, "data", &dataStorage));
            add_assoc_zval(&answer, "data", &data);
        } else {
            const std::string page = http::errorPage(std::max(status, 400), view(message), false);
            ZVAL_STRINGL(&answer, page.data(), page.size());
        }
        request.setResponseValue(&answer);
        zval_ptr_dtor(&answer);
        zend_string_release(message);
        return !EG(exception);
    }
};

std::unique_ptr<RequestStep> makeLastHandlerStep() { return std::make_unique<LastHandlerStep>(); }

void registerExceptionHandlers() {
    exceptions.redirect = register_class_Aha_Mvc_RedirectException(exceptions.http);
    businessEntry = register_class_Aha_Mvc_BusinessException(spl_ce_RuntimeException, exceptions.marker);
    Class<ExceptionHandlers>::install(register_class_Aha_Mvc_ExceptionHandlers());
}

static GroupDefinitions& handlersOf(zval* self) { return Class<ExceptionHandlers>::from(self).definitions; }

static bool isUrl(zend_string* url) {
    const std::string_view text = view(url);
    return !text.empty() && std::none_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) <= 32 || c == 127;
    });
}

bool checkRedirect(zend_string* url, zend_long status) {
    if (!isUrl(url)) {
        zend_argument_value_error(1, "must be a URL, without blanks and control characters");
    } else if (status != 301 && status != 302 && status != 303 && status != 307 && status != 308) {
        zend_argument_value_error(2, "must be 301, 302, 303, 307 or 308");
    }
    return !EG(exception);
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Mvc_RedirectException, __construct) {
    zend_string* url;
    zend_long status = 302;
    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_STR(url)
    Z_PARAM_OPTIONAL
    Z_PARAM_LONG(status)
    ZEND_PARSE_PARAMETERS_END();
    if (!checkRedirect(url, status)) {
        RETURN_THROWS();
    }
    zend_object* self = Z_OBJ_P(ZEND_THIS);
    zend_update_property_str(exceptions.redirect, self, ZEND_STRL("url"), url);
    zend_update_property_long(zend_ce_exception, self, ZEND_STRL("code"), status);
    zend_update_property_string(zend_ce_exception, self, ZEND_STRL("message"),
                                "The request is answered by a redirect");
}

PHP_METHOD(Aha_Mvc_RedirectException, getUrl) {
    ZEND_PARSE_PARAMETERS_NONE();
    zval storage;
    RETURN_COPY(propertyOf(Z_OBJ_P(ZEND_THIS), exceptions.redirect, "url", &storage));
}

PHP_METHOD(Aha_Mvc_BusinessException, __construct) {
    zend_string* message;
    zend_long code = 10000, status = 400;
    zval* data = nullptr;
    ZEND_PARSE_PARAMETERS_START(1, 4)
    Z_PARAM_STR(message)
    Z_PARAM_OPTIONAL
    Z_PARAM_LONG(code)
    Z_PARAM_ZVAL(data)
    Z_PARAM_LONG(status)
    ZEND_PARSE_PARAMETERS_END();
    if (status < 200 || status > 599) {
        zend_argument_value_error(4, "must be from 200 to 599");
        RETURN_THROWS();
    }
    zend_object* self = Z_OBJ_P(ZEND_THIS);
    zend_update_property_str(zend_ce_exception, self, ZEND_STRL("message"), message);
    zend_update_property_long(zend_ce_exception, self, ZEND_STRL("code"), code);
    zend_update_property_long(businessEntry, self, ZEND_STRL("status"), status);
    if (data) {
        zend_update_property(businessEntry, self, ZEND_STRL("data"), data);
    }
}

PHP_METHOD(Aha_Mvc_BusinessException, getData) {
    ZEND_PARSE_PARAMETERS_NONE();
    zval storage;
    RETURN_COPY_DEREF(propertyOf(Z_OBJ_P(ZEND_THIS), businessEntry, "data", &storage));
}

PHP_METHOD(Aha_Mvc_BusinessException, getStatus) {
    ZEND_PARSE_PARAMETERS_NONE();
    zval storage;
    RETURN_COPY(propertyOf(Z_OBJ_P(ZEND_THIS), businessEntry, "status", &storage));
}

PHP_METHOD(Aha_Mvc_ExceptionHandlers, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Mvc_ExceptionHandlers, group) {
    zend_string* name;
    zval* members;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(name)
    Z_PARAM_ZVAL(members)
    ZEND_PARSE_PARAMETERS_END();
    if (handlersOf(ZEND_THIS).addGroup(name, members)) {
        RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
    }
}

PHP_METHOD(Aha_Mvc_ExceptionHandlers, match) {
    zend_string* pattern;
    zval* groups;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(pattern)
    Z_PARAM_ZVAL(groups)
    ZEND_PARSE_PARAMETERS_END();
    if (handlersOf(ZEND_THIS).addRule(pattern, groups)) {
        RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
    }
}

PHP_METHOD(Aha_Mvc_ExceptionHandlers, on) {
    zend_string* type;
    zval* members;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(type)
    Z_PARAM_ZVAL(members)
    ZEND_PARSE_PARAMETERS_END();
    if (handlersOf(ZEND_THIS).addType(type, members)) {
        RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
    }
}

PHP_METHOD(Aha_Mvc_ExceptionHandlers, configure) {
    HashTable* given;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ARRAY_HT(given)
    ZEND_PARSE_PARAMETERS_END();
    OptionReader options(given, "Exception handlers");
    if (handlersOf(ZEND_THIS).configure(options, true) && options.finish()) {
        RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
    }
}
