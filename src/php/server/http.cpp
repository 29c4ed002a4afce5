#include "php/error.h"
#include "php/runtime.h"
#include "php/server/http_service.h"

#include "php/stall_guard.h"

#include "php_stubs/Server/Http_arginfo.h"

#include <ctime>

namespace aha::php {

namespace {

// The events of on(), and the methods that a subclass may have in their place.
enum Event : std::uint8_t { Start, Shutdown, WorkerStart, WorkerStop, OnRequest, OnError, EventCount };
struct EventName {
    const char* event;
    const char* method; // in lower case
};
constexpr EventName kEvents[EventCount] = {
    {"start", "onstart"},           {"shutdown", "onshutdown"}, {"workerstart", "onworkerstart"},
    {"workerstop", "onworkerstop"}, {"request", "onrequest"},   {"error", "onerror"},
};
constexpr const char* kEventList = "request, start, shutdown, workerStart, workerStop or error";

} // namespace

// Native part of Aha\Server\Http: what the user has set, and the service while it runs.
class HttpObject {
public:
    std::string host;
    unsigned port = 0;
    HttpConfig config;
    Callable handlers[EventCount];
    std::unique_ptr<HttpService> service;
    std::int64_t startTime = 0;
    bool constructed = false;
    bool stopping = false;

    void visit(Gc& gc) {
        for (Callable& handler : handlers) {
            gc.add(handler);
        }
        if (service) {
            gc.add(service->requestHandler());
            gc.add(service->errorHandler());
        }
    }

    // Methods of a subclass serve the events that on() has not set.
    void adoptMethods(zend_object* self) {
        for (std::size_t i = 0; i < EventCount; ++i) {
            auto* method = static_cast<zend_function*>(zend_hash_str_find_ptr(
                &self->ce->function_table, kEvents[i].method, strlen(kEvents[i].method)));
            if (!method || handlers[i].isSet()) {
                continue;
            }
            zval object, closure;
            ZVAL_OBJ(&object, self);
            zend_create_closure(&closure, method, method->common.scope, self->ce, &object);
            handlers[i].set(&closure);
            zval_ptr_dtor(&closure);
        }
    }
};

void registerHttp() { Class<HttpObject>::install(register_class_Aha_Server_Http()); }

static HttpObject* constructedSelf(zval* zv) {
    HttpObject& self = Class<HttpObject>::from(zv);
    if (!self.constructed) {
        throwException(exceptions.state, "The constructor of Aha\\Server\\Http was not called");
        return nullptr;
    }
    return &self;
}

static bool callStep(HttpObject& self, Event event, zval* object, bool withWorkerId) {
    if (!self.handlers[event].isSet()) {
        return true;
    }
    zval arguments[2];
    ZVAL_COPY_VALUE(&arguments[0], object);
    ZVAL_LONG(&arguments[1], 0);
    return self.service->runBootStep(self.handlers[event], arguments, withWorkerId ? 2 : 1);
}

static bool boot(HttpObject& self, zval* object) {
    return callStep(self, Start, object, false) && callStep(self, WorkerStart, object, true);
}

// Listening, booting, serving, and the end; false: PHP has broken down.
static bool serve(HttpObject& self, zval* object) {
    Runtime& runtime = Runtime::get();
    self.service = std::make_unique<HttpService>(runtime, self.config);
    HttpService& service = *self.service;
    self.startTime = std::time(nullptr);
    if (auto opened = service.open(self.host, self.port); !opened) {
        throwError(opened.error());
    } else {
        service.setRequestHandler(self.handlers[OnRequest].zv());
        if (self.handlers[OnError].isSet()) {
            service.errorHandler().set(self.handlers[OnError].zv());
        }
        if (boot(self, object)) {
            if (self.stopping) {
                service.stop();
            }
            if (service.run()) {
                callStep(self, WorkerStop, object, true) && callStep(self, Shutdown, object, false);
            }
        }
    }
    self.port = service.portOr(self.port);
    self.service.reset();
    return !runtime.isFatal();
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Server_Http, __construct) {
    zend_string* host;
    zend_long port;
    HashTable* options = nullptr;
    ZEND_PARSE_PARAMETERS_START(2, 3)
    Z_PARAM_STR(host)
    Z_PARAM_LONG(port)
    Z_PARAM_OPTIONAL
    Z_PARAM_ARRAY_HT(options)
    ZEND_PARSE_PARAMETERS_END();
    if (ZSTR_LEN(host) == 0) {
        zend_argument_value_error(1, "must be an address such as \"127.0.0.1\", or \"unix:/path\"");
        RETURN_THROWS();
    }
    if (port < 0 || port > 65535) {
        zend_argument_value_error(2, "must be between 0 and 65535");
        RETURN_THROWS();
    }
    HttpObject& self = Class<HttpObject>::from(ZEND_THIS);
    HttpConfig config;
    if (options && !config.read(options)) {
        RETURN_THROWS();
    }
    if (config.uploadFolder.empty()) {
        config.uploadFolder = php_get_temporary_directory();
    }
    self.config = std::move(config);
    self.host = view(host);
    self.port = static_cast<unsigned>(port);
    self.constructed = true;
}

PHP_METHOD(Aha_Server_Http, on) {
    zend_string* event;
    zend_fcall_info info;
    zend_fcall_info_cache cache;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(event)
    Z_PARAM_FUNC(info, cache)
    ZEND_PARSE_PARAMETERS_END();
    HttpObject* self = constructedSelf(ZEND_THIS);
    if (!self) {
        RETURN_THROWS();
    }
    for (std::size_t i = 0; i < EventCount; ++i) {
        if (zend_string_equals_cstr(event, kEvents[i].event, strlen(kEvents[i].event)) ||
            strcasecmp(ZSTR_VAL(event), kEvents[i].event) == 0) {
            if (self->service) {
                throwException(exceptions.state, "Handlers are registered before start()");
                RETURN_THROWS();
            }
            self->handlers[i].set(&info.function_name);
            RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
        }
    }
    throwException(exceptions.config, "Unknown event \"%s\": it must be %s", ZSTR_VAL(event), kEventList);
}

PHP_METHOD(Aha_Server_Http, start) {
    ZEND_PARSE_PARAMETERS_NONE();
    HttpObject* self = constructedSelf(ZEND_THIS);
    if (!self) {
        RETURN_THROWS();
    }
    self->adoptMethods(Z_OBJ_P(ZEND_THIS));
    if (!self->handlers[OnRequest].isSet() && self->config.documentRoot.empty()) {
        throwException(exceptions.config,
                       "The server has no request handler: call on('request', ...) before start()");
        RETURN_THROWS();
    }
    Runtime& runtime = Runtime::get();
    if (!runtime.enterLoop("Aha\\Server\\Http::start()")) {
        RETURN_THROWS();
    }
    self->stopping = false;
    bool sound = serve(*self, ZEND_THIS);
    runtime.leaveLoop();
    if (!sound) {
        zend_bailout();
    }
}

static void stopServer(INTERNAL_FUNCTION_PARAMETERS) {
    ZEND_PARSE_PARAMETERS_NONE();
    HttpObject& self = Class<HttpObject>::from(ZEND_THIS);
    self.stopping = true;
    if (self.service) {
        self.service->stop();
    }
}

PHP_METHOD(Aha_Server_Http, stop) { stopServer(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Server_Http, shutdown) { stopServer(INTERNAL_FUNCTION_PARAM_PASSTHRU); }

PHP_METHOD(Aha_Server_Http, reloadCertificates) {
    ZEND_PARSE_PARAMETERS_NONE();
    HttpObject& self = Class<HttpObject>::from(ZEND_THIS);
    if (!self.service) {
        throwException(exceptions.state, "The server does not run");
        RETURN_THROWS();
    }
    if (auto reloaded = self.service->reloadCertificates(); !reloaded) {
        throwError(reloaded.error());
    }
}

PHP_METHOD(Aha_Server_Http, port) {
    ZEND_PARSE_PARAMETERS_NONE();
    HttpObject& self = Class<HttpObject>::from(ZEND_THIS);
    RETURN_LONG(self.service ? self.service->portOr(self.port) : self.port);
}

PHP_METHOD(Aha_Server_Http, stats) {
    ZEND_PARSE_PARAMETERS_NONE();
    HttpObject& self = Class<HttpObject>::from(ZEND_THIS);
    array_init(return_value);
    aha::ServerStats stats;
    if (self.service && self.service->isOpen()) {
        stats = self.service->stats();
    }
    auto add = [return_value](const char* key, std::uint64_t value) {
        add_assoc_long(return_value, key, static_cast<zend_long>(value));
    };
    add("accept_count", stats.accepted);
    add("accept_error_count", stats.acceptErrors);
    add("request_count", stats.requests);
    add("bad_request_count", stats.badRequests);
    add("timeout_count", stats.timeouts);
    add("abort_count", stats.aborted);
    add("refuse_count", stats.refused);
    add("stall_count", Runtime::get().stallGuard().stallCount());
    add("connection_num", stats.connections);
    add("in_flight", stats.inFlight);
    add("start_time", static_cast<std::uint64_t>(self.startTime));
}
