// The methods of Aha\Bootstrap and Aha\Daemon; those they share have one function for both.
#include "php/bootstrap.h"
#include "php/daemon.h"
#include "php/error.h"
#include "php/mvc/app_parts.h"
#include "php/mvc/container.h"
#include "php/mvc/container_errors.h"
#include "php/mvc/mvc_table.h"
#include "php/register.h"
#include "php/server/http_job.h"

#include "php_stubs/Bootstrap_arginfo.h"
#include "php_stubs/Daemon_arginfo.h"

namespace aha::php {

void registerBootstrap() {
    Class<Bootstrap>::install(register_class_Aha_Bootstrap());
    Class<Daemon>::install(register_class_Aha_Daemon());
    constexpr int kFlags = CONST_PERSISTENT | CONST_CS;
    zend_register_string_constant(ZEND_STRL("AHA_EXT"), ".php", kFlags, 0);
    zend_register_long_constant(ZEND_STRL("AHA_AGAIN"), -2, kFlags, 0);
    zend_register_long_constant(ZEND_STRL("AHA_DECLINED"), -1, kFlags, 0);
    zend_register_long_constant(ZEND_STRL("AHA_ROUTER_EXCEPTION"), 100001, kFlags, 0);
}

static Application& applicationOf(zval* self) { return Application::from(Z_OBJ_P(self)); }

// getInstance(string $app = "", string $environ = "") of both.
static void returnInstance(INTERNAL_FUNCTION_PARAMETERS, ApplicationList& list, zend_class_entry* ce) {
    zend_string *app = ZSTR_EMPTY_ALLOC(), *mode = ZSTR_EMPTY_ALLOC();
    ZEND_PARSE_PARAMETERS_START(0, 2)
    Z_PARAM_OPTIONAL
    Z_PARAM_STR(app)
    Z_PARAM_STR(mode)
    ZEND_PARSE_PARAMETERS_END();
    Application& application = Application::named(list, ce, trimmedName(app));
    if (ZSTR_LEN(mode)) {
        application.setEnviron(view(mode));
    }
    if (!applyEnv(application)) {
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(application.object());
}

static void returnText(const std::string& text, zval* returned) {
    ZVAL_STRINGL(returned, text.data(), text.size());
}

template <typename Owner, typename Name> static void returnPart(Owner& owner, Name name, zval* returned) {
    if (zend_object* object = owner.part(name)) {
        ZVAL_OBJ_COPY(returned, object);
    }
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Bootstrap, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Bootstrap, initLoader) {
    ZEND_PARSE_PARAMETERS_NONE();
    zend_object* loader = initLoader();
    if (!loader) {
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(loader);
}

PHP_METHOD(Aha_Bootstrap, getInstance) {
    returnInstance(INTERNAL_FUNCTION_PARAM_PASSTHRU, MvcTable::get().applications, Class<Bootstrap>::entry);
}

PHP_METHOD(Aha_Daemon, getInstance) {
    returnInstance(INTERNAL_FUNCTION_PARAM_PASSTHRU, MvcTable::get().daemons, Class<Daemon>::entry);
}

PHP_METHOD(Aha_Bootstrap, setServer) {
    zval* server;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_OBJECT_OR_NULL(server)
    ZEND_PARSE_PARAMETERS_END();
    Bootstrap& bootstrap = Class<Bootstrap>::from(ZEND_THIS);
    if (server) {
        bootstrap.server.copyFrom(server);
    } else {
        bootstrap.server.reset();
    }
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Bootstrap, getServer) {
    ZEND_PARSE_PARAMETERS_NONE();
    Value& server = Class<Bootstrap>::from(ZEND_THIS).server;
    if (server.isSet()) {
        RETURN_COPY(server.get());
    }
}

PHP_METHOD(Aha_Bootstrap, getLoader) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_OBJ_COPY(loaderObject());
}

PHP_METHOD(Aha_Bootstrap, getConfig) {
    ZEND_PARSE_PARAMETERS_NONE();
    returnPart(applicationOf(ZEND_THIS), AppPart::Config, return_value);
}

PHP_METHOD(Aha_Bootstrap, getContainer) {
    ZEND_PARSE_PARAMETERS_NONE();
    implementContainerInterface(Class<Container>::entry);
    if (EG(exception)) {
        RETURN_THROWS();
    }
    returnPart(applicationOf(ZEND_THIS), AppPart::Container, return_value);
}

PHP_METHOD(Aha_Bootstrap, getBoot) {
    ZEND_PARSE_PARAMETERS_NONE();
    returnPart(applicationOf(ZEND_THIS), AppPart::Boot, return_value);
}

PHP_METHOD(Aha_Bootstrap, getFilter) {
    ZEND_PARSE_PARAMETERS_NONE();
    returnPart(Class<Bootstrap>::from(ZEND_THIS), MvcPart::Filter, return_value);
}

PHP_METHOD(Aha_Bootstrap, getRoutes) {
    ZEND_PARSE_PARAMETERS_NONE();
    returnPart(Class<Bootstrap>::from(ZEND_THIS), MvcPart::Routes, return_value);
}

PHP_METHOD(Aha_Bootstrap, getMiddleware) {
    ZEND_PARSE_PARAMETERS_NONE();
    returnPart(Class<Bootstrap>::from(ZEND_THIS), MvcPart::Middleware, return_value);
}

PHP_METHOD(Aha_Bootstrap, getScheduler) {
    ZEND_PARSE_PARAMETERS_NONE();
    if (zend_object* scheduler = applicationOf(ZEND_THIS).scheduler()) {
        RETURN_OBJ_COPY(scheduler);
    }
}

PHP_METHOD(Aha_Bootstrap, getEnviron) {
    ZEND_PARSE_PARAMETERS_NONE();
    returnText(applicationOf(ZEND_THIS).environ(), return_value);
}

PHP_METHOD(Aha_Bootstrap, getAppNamespace) {
    ZEND_PARSE_PARAMETERS_NONE();
    returnText(applicationOf(ZEND_THIS).name(), return_value);
}

PHP_METHOD(Aha_Bootstrap, isDebug) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(applicationOf(ZEND_THIS).isDebug());
}

PHP_METHOD(Aha_Bootstrap, setDebug) {
    bool debug;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_BOOL(debug)
    ZEND_PARSE_PARAMETERS_END();
    applicationOf(ZEND_THIS).setDebug(debug);
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Bootstrap, run) {
    ZEND_PARSE_PARAMETERS_NONE();
    if (!Class<Bootstrap>::from(ZEND_THIS).run()) {
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Daemon, run) {
    ZEND_PARSE_PARAMETERS_NONE();
    if (!Class<Daemon>::from(ZEND_THIS).run()) {
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Bootstrap, http) {
    zval *request, *response;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_OBJECT_OF_CLASS(request, requestClass())
    Z_PARAM_OBJECT_OF_CLASS(response, responseClass())
    ZEND_PARSE_PARAMETERS_END();
    Class<Bootstrap>::from(ZEND_THIS).serveHttp(request, response, return_value);
}

PHP_METHOD(Aha_Bootstrap, tcp) {
    zval* server;
    zend_long fd, fromId;
    zend_string* data;
    ZEND_PARSE_PARAMETERS_START(4, 4)
    Z_PARAM_OBJECT(server)
    Z_PARAM_LONG(fd)
    Z_PARAM_LONG(fromId)
    Z_PARAM_STR(data)
    ZEND_PARSE_PARAMETERS_END();
    Class<Bootstrap>::from(ZEND_THIS).serveTcp(server, fd, fromId, data, return_value);
}

PHP_METHOD(Aha_Bootstrap, udp) {
    zval *server, *clientInfo;
    zend_string* data;
    ZEND_PARSE_PARAMETERS_START(3, 3)
    Z_PARAM_OBJECT(server)
    Z_PARAM_STR(data)
    Z_PARAM_ARRAY(clientInfo)
    ZEND_PARSE_PARAMETERS_END();
    Class<Bootstrap>::from(ZEND_THIS).serveUdp(server, data, clientInfo, return_value);
}
