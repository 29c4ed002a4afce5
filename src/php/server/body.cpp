#include "php/error.h"
#include "php/http_fields.h"
#include "php/server/http_job.h"

#include "php_stubs/Server/Body_arginfo.h"

namespace aha::php {

// Native part of Aha\Server\Body: the way to its job.
class BodyObject {
public:
    void open(HttpJob& job) { job_ = Ref<HttpJob>(job); }
    HttpJob& job() { return *job_; }
    void visit(Gc&) {}

private:
    Ref<HttpJob> job_;
};

zend_object* makeBody(HttpJob& job) {
    zend_object* object = Class<BodyObject>::create(Class<BodyObject>::entry);
    Class<BodyObject>::from(object).open(job);
    return object;
}

void registerBody() { Class<BodyObject>::install(register_class_Aha_Server_Body()); }

static HttpJob& bodyJobOf(zval* zv) { return Class<BodyObject>::from(zv).job(); }

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Server_Body, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Server_Body, read) {
    ZEND_PARSE_PARAMETERS_NONE();
    zend_object* future = bodyJobOf(ZEND_THIS).readBody(false, 0);
    if (!future) {
        RETURN_THROWS();
    }
    RETURN_OBJ(future);
}

PHP_METHOD(Aha_Server_Body, readAll) {
    zend_long limit = 0;
    bool standard = true;
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_LONG_OR_NULL(limit, standard)
    ZEND_PARSE_PARAMETERS_END();
    HttpJob& job = bodyJobOf(ZEND_THIS);
    if (!standard && limit < 1) {
        zend_argument_value_error(1, "must be at least 1 (bytes), or null");
        RETURN_THROWS();
    }
    std::uint64_t bytes = standard ? job.config().core.limits.bodyBytes : static_cast<std::uint64_t>(limit);
    zend_object* future = job.readBody(true, bytes);
    if (!future) {
        RETURN_THROWS();
    }
    RETURN_OBJ(future);
}

PHP_METHOD(Aha_Server_Body, isEnded) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(bodyJobOf(ZEND_THIS).isBodyEnded());
}

PHP_METHOD(Aha_Server_Body, trailers) {
    ZEND_PARSE_PARAMETERS_NONE();
    if (const aha::http::Fields* fields = bodyJobOf(ZEND_THIS).exchange().trailers()) {
        fieldArray(return_value, *fields, commaSeparated);
    } else {
        array_init(return_value);
    }
}

PHP_METHOD(Aha_Server_Body, setLimit) {
    zend_long bytes;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_LONG(bytes)
    ZEND_PARSE_PARAMETERS_END();
    if (bytes < 0) {
        zend_argument_value_error(1, "must be greater than or equal to 0 (bytes)");
        RETURN_THROWS();
    }
    bodyJobOf(ZEND_THIS).exchange().setBodyLimit(static_cast<std::uint64_t>(bytes));
}
