#include "php/error.h"
#include "php/network/server.h"
#include "php/process/process_config.h"
#include "php/register.h"
#include "php/runtime.h"
#include "php/server/udp_service.h"

#include "php_stubs/Server/Udp_arginfo.h"

namespace aha::php {

namespace {

class UdpKind final : public ServerKind {
public:
    UdpConfig config;

    const char* name() const override { return "Aha\\Server\\Udp"; }
    bool usesFibers() const override { return config.fiber; }
    bool hasEvent(Event event) const override { return event == Event::Packet || event == Event::Error; }
    bool check(ServerObject& server, Listener& listener) override {
        if (!server.handlerFor(listener, Event::Packet).isSet()) {
            throwException(exceptions.config,
                           "The UDP listener on %s has no handler: call on('packet', ...) before start()",
                           listener.address().c_str());
            return false;
        }
        return true;
    }
    Result<int> openSocket(const std::string& host, unsigned port) const override {
        return net::openUdpSocket(host, port, config.core.socket);
    }
    std::unique_ptr<Endpoint> makeEndpoint(ServerObject& server, Listener& listener,
                                           Runtime& runtime) override {
        return std::make_unique<UdpService>(runtime, server, listener, config);
    }
};

} // namespace

std::unique_ptr<ServerKind> makeUdpKind(HashTable* options, ProcessConfig* process) {
    auto kind = std::make_unique<UdpKind>();
    return kind->config.read(options, process) ? std::move(kind) : nullptr;
}

void registerUdp() { register_class_Aha_Server_Udp(Class<ServerObject>::entry); }

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Server_Udp, __construct) { constructServer(INTERNAL_FUNCTION_PARAM_PASSTHRU, makeUdpKind); }
