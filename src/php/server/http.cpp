#include "php/error.h"
#include "php/network/server.h"
#include "php/process/worker_process.h"
#include "php/register.h"
#include "php/runtime.h"
#include "php/server/http_service.h"

#include "php_stubs/Server/Http_arginfo.h"

namespace aha::php {

namespace {

class HttpKind final : public ServerKind {
public:
    HttpConfig config;

    const char* name() const override { return "Aha\\Server\\Http"; }
    bool hasEvent(Event event) const override { return event == Event::Request || event == Event::Error; }
    bool check(ServerObject& server) override {
        if (!server.handler(Event::Request).isSet() && config.documentRoot.empty()) {
            throwException(exceptions.config,
                           "The server has no request handler: call on('request', ...) before start()");
            return false;
        }
        if (server.process.taskWorkers && !server.handler(Event::Task).isSet()) {
            throwException(exceptions.config,
                           "There is no handler of the tasks: \"task_worker_num\" needs on('task', ...)");
            return false;
        }
        if (auto checked = HttpService::check(config); !checked) {
            throwError(checked.error());
            return false;
        }
        return true;
    }
    net::ListenOptions listenOptions() const override {
        net::ListenOptions options;
        options.backlog = config.core.backlog;
        options.tcpNoDelay = config.core.tcpNoDelay;
        return options;
    }
    std::unique_ptr<Service> makeService(ServerObject& server, Runtime& runtime) override {
        auto service = std::make_unique<HttpService>(runtime, server, config);
        service->setRequestHandler(server.handler(Event::Request).zv());
        if (server.handler(Event::Error).isSet()) {
            service->errorHandler().set(server.handler(Event::Error).zv());
        }
        return service;
    }
};

} // namespace

void registerHttp() { register_class_Aha_Server_Http(Class<ServerObject>::entry); }

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
    ServerObject& self = Class<ServerObject>::from(ZEND_THIS);
    if (self.isRunning()) {
        throwException(exceptions.state, "The server runs already");
        RETURN_THROWS();
    }
    auto kind = std::make_unique<HttpKind>();
    HttpConfig& config = kind->config;
    if (!config.read(options ? options : const_cast<HashTable*>(&zend_empty_array))) {
        RETURN_THROWS();
    }
    if (config.uploadFolder.empty()) {
        config.uploadFolder = php_get_temporary_directory();
    }
    self.process = config.process;
    self.kind = std::move(kind);
    self.host = view(host);
    self.port = static_cast<unsigned>(port);
}

PHP_METHOD(Aha_Server_Http, reloadCertificates) {
    ZEND_PARSE_PARAMETERS_NONE();
    ServerObject* self = ServerObject::constructed(ZEND_THIS);
    if (!self) {
        RETURN_THROWS();
    }
    if (!self->service || (self->worker && self->worker->isTaskWorker())) {
        throwException(exceptions.state, "The server does not run in this process");
        RETURN_THROWS();
    }
    if (auto reloaded = static_cast<HttpService*>(self->service)->reloadCertificates(); !reloaded) {
        throwError(reloaded.error());
    }
}
