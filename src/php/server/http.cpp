#include "core/net/tcp_listener.h"
#include "php/error.h"
#include "php/network/server.h"
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
    bool usesFibers() const override { return config.fiber; }
    bool hasEvent(Event event) const override { return event == Event::Request || event == Event::Error; }
    bool check(ServerObject& server, Listener& listener) override {
        if (!server.handlerFor(listener, Event::Request).isSet() && config.documentRoot.empty()) {
            throwException(exceptions.config,
                           "The server has no request handler: call on('request', ...) before start()");
            return false;
        }
        if (auto checked = HttpService::check(config); !checked) {
            throwError(checked.error());
            return false;
        }
        return true;
    }
    Result<int> openSocket(const std::string& host, unsigned port) const override {
        net::ListenOptions options;
        options.backlog = config.core.backlog;
        options.tcpNoDelay = config.core.tcpNoDelay;
        return net::openListenSocket(host, port, options);
    }
    std::unique_ptr<Endpoint> makeEndpoint(ServerObject& server, Listener& listener,
                                           Runtime& runtime) override {
        return std::make_unique<HttpService>(runtime, server, listener, config);
    }
};

} // namespace

std::unique_ptr<ServerKind> makeHttpKind(HashTable* options, ProcessConfig* process) {
    auto kind = std::make_unique<HttpKind>();
    if (!kind->config.read(options, process)) {
        return nullptr;
    }
    if (kind->config.uploadFolder.empty()) {
        kind->config.uploadFolder = php_get_temporary_directory();
    }
    return kind;
}

void registerHttp() { register_class_Aha_Server_Http(Class<ServerObject>::entry); }

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Server_Http, __construct) { constructServer(INTERNAL_FUNCTION_PARAM_PASSTHRU, makeHttpKind); }
