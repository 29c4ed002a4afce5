#include "core/net/tcp_listener.h"
#include "php/error.h"
#include "php/network/server.h"
#include "php/process/process_config.h"
#include "php/register.h"
#include "php/runtime.h"
#include "php/server/tcp_service.h"

#include "php_stubs/Server/Tcp_arginfo.h"

namespace aha::php {

namespace {

class TcpKind final : public ServerKind {
public:
    TcpConfig config;

    const char* name() const override { return "Aha\\Server\\Tcp"; }
    bool usesFibers() const override { return config.fiber; }
    bool hasEvent(Event event) const override {
        return event == Event::Connect || event == Event::Receive || event == Event::Close ||
               event == Event::Connection || event == Event::Error;
    }
    bool check(ServerObject& server, Listener& listener) override {
        const bool receives = TcpService::handlerOf(server, listener, Event::Receive).isSet();
        const bool loops = TcpService::handlerOf(server, listener, Event::Connection).isSet();
        if (receives == loops) {
            throwException(exceptions.config,
                           receives ? "A TCP listener has either a handler of receive or one of connection"
                                    : "The TCP listener on %s has no handler: call on('receive', ...) or "
                                      "on('connection', ...) before start()",
                           listener.address().c_str());
            return false;
        }
        if (config.tls.isSet()) {
            if (auto context = config.tls.open(); !context) {
                throwError(context.error());
                return false;
            }
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
        return std::make_unique<TcpService>(runtime, server, listener, config);
    }
    void visit(Gc& gc) override { gc.add(config.lengthFunction); }
};

} // namespace

std::unique_ptr<ServerKind> makeTcpKind(HashTable* options, ProcessConfig* process) {
    auto kind = std::make_unique<TcpKind>();
    return kind->config.read(options, process) ? std::move(kind) : nullptr;
}

void registerTcp() { register_class_Aha_Server_Tcp(Class<ServerObject>::entry); }

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Server_Tcp, __construct) { constructServer(INTERNAL_FUNCTION_PARAM_PASSTHRU, makeTcpKind); }
