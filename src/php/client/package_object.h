#pragma once

#include "php/client/client_base.h"
#include "php/client/package_connection.h"
#include "php/client/package_pools.h"

#include <memory>
#include <optional>
#include <string>

namespace aha::php {

// Native part of Aha\Client\Tcp and Aha\Client\Udp: the builder and exceptions over one pool, and a
// connection of its own on demand.
class PackageObject final : public ClientBase {
public:
    ~PackageObject() override;
    // False: EG(exception) is set.
    bool construct(PackageKind kind, zend_string* host, zend_long port, HashTable* options, double timeout,
                   double connectTimeout);
    // Of Pool::get…Client(): the ticket is taken now, and again for each later request.
    bool reserve(std::size_t max, Site site);
    bool isConstructed() const { return settings_.has_value(); } // else it throws

    zend_object* begin(Site site) override;
    bool setPackage(zend_string* package) override;
    void visit(Gc& gc) override;
    // The future of the answer, owned by the caller; null: EG(exception) is set.
    zend_object* request(std::string_view package, std::uint64_t timeoutMs, Site site);
    PackageSettings& settings() { return *settings_; }
    PackageConnection& connection() { return connection_; }

private:
    zend_object* start(std::string package, std::uint64_t timeoutMs, Site site);
    std::string framed(std::string_view package) const;
    std::int64_t askLength(std::string_view begin);

    std::optional<PackageSettings> settings_;
    Ref<PackagePool> pool_; // once it was needed
    std::optional<std::string> package_;
    std::optional<std::size_t> ticketMax_; // of Pool::get…Client()
    std::unique_ptr<Ticket> ticket_;
    PackageConnection connection_;
};

// Makes one as Pool::getTcpClient() does; EG(exception) is set when it fails.
void poolPackageClient(INTERNAL_FUNCTION_PARAMETERS, zend_class_entry* entry, PackageKind kind);

zend_class_entry* tcpClientClass();
zend_class_entry* udpClientClass();

// The bodies of the methods that both classes have.
void packageConstruct(INTERNAL_FUNCTION_PARAMETERS, PackageKind kind);
void packageRequest(INTERNAL_FUNCTION_PARAMETERS);
void packageOnTrace(INTERNAL_FUNCTION_PARAMETERS);
void packageConnect(INTERNAL_FUNCTION_PARAMETERS);
void packageSend(INTERNAL_FUNCTION_PARAMETERS);
void packageReceive(INTERNAL_FUNCTION_PARAMETERS);

} // namespace aha::php
