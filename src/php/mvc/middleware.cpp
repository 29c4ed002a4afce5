#include "php/mvc/middleware.h"

#include "php/bootstrap.h"
#include "php/error.h"
#include "php/mvc/middleware_part.h"
#include "php/register.h"

#include "php_stubs/Mvc/MiddlewareInterfaces_arginfo.h"
#include "php_stubs/Mvc/Middleware_arginfo.h"

namespace aha::php {

MiddlewareClasses middlewareClasses;

zend_object* Middleware::handlers() {
    if (!handlers_) {
        handlers_.adopt(Class<ExceptionHandlers>::create(Class<ExceptionHandlers>::entry));
    }
    return handlers_.get();
}

static zend_object* makeMiddleware(Bootstrap&) { return Class<Middleware>::create(Class<Middleware>::entry); }

// What a file says, into `definitions`. False: EG(exception).
static bool readGroupConfig(Bootstrap& bootstrap, const char* section, GroupDefinitions& definitions,
                            bool hasTypes) {
    zval* given = bootstrap.configOf(section);
    if (!given) {
        return true;
    }
    if (Z_TYPE_P(given) != IS_ARRAY) {
        throwException(exceptions.config, "The section \"%s\" of the configuration must be an array",
                       section);
        return false;
    }
    OptionReader options(Z_ARR_P(given), section);
    return definitions.configure(options, hasTypes) && options.finish();
}

static bool loadMiddleware(Bootstrap& bootstrap, zend_object* object) {
    auto owned = std::make_unique<MiddlewarePart>();
    MiddlewarePart& part = *owned;
    bootstrap.nextPlan().parts.push_back(std::move(owned));
    auto& middleware = Class<Middleware>::from(object);
    auto& handlers = Class<ExceptionHandlers>::from(middleware.handlers());
    const bool ok = readGroupConfig(bootstrap, "middleware", part.configured, false) &&
                    readGroupConfig(bootstrap, "exceptionhandler", part.configuredHandlers, true) &&
                    part.middleware.add(middleware.definitions) && part.middleware.add(part.configured) &&
                    part.middleware.check("Middleware") && part.handlers.add(handlers.definitions) &&
                    part.handlers.add(part.configuredHandlers) && part.handlers.check("Exception handlers") &&
                    part.addTypes(handlers.definitions) && part.addTypes(part.configuredHandlers) &&
                    part.makeMembers(bootstrap);
    if (ok) {
        bootstrap.nextPlan().middleware = std::make_unique<MiddlewareSource>(part);
    }
    return ok;
}

void registerMiddleware() {
    auto& c = middlewareClasses;
    c.filter = register_class_Aha_Mvc_RequestFilter();
    c.postFilter = register_class_Aha_Mvc_RequestPostFilter();
    c.terminator = register_class_Aha_Mvc_RequestTerminator();
    c.perRequest = register_class_Aha_Mvc_PerRequest();
    c.handler = register_class_Aha_Mvc_ExceptionHandler();
    Class<Middleware>::install(register_class_Aha_Mvc_Middleware());
    Bootstrap::definePart(MvcPart::Middleware, {makeMiddleware, loadMiddleware});
}

static Middleware& middlewareOf(zval* self) { return Class<Middleware>::from(self); }

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Mvc_Middleware, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Mvc_Middleware, group) {
    zend_string* name;
    zval* members;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(name)
    Z_PARAM_ZVAL(members)
    ZEND_PARSE_PARAMETERS_END();
    if (middlewareOf(ZEND_THIS).definitions.addGroup(name, members)) {
        RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
    }
}

PHP_METHOD(Aha_Mvc_Middleware, match) {
    zend_string* pattern;
    zval* groups;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(pattern)
    Z_PARAM_ZVAL(groups)
    ZEND_PARSE_PARAMETERS_END();
    if (middlewareOf(ZEND_THIS).definitions.addRule(pattern, groups)) {
        RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
    }
}

PHP_METHOD(Aha_Mvc_Middleware, configure) {
    HashTable* given;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ARRAY_HT(given)
    ZEND_PARSE_PARAMETERS_END();
    OptionReader options(given, "Middleware");
    if (middlewareOf(ZEND_THIS).definitions.configure(options, false) && options.finish()) {
        RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
    }
}

PHP_METHOD(Aha_Mvc_Middleware, exceptionHandlers) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_OBJ_COPY(middlewareOf(ZEND_THIS).handlers());
}
