#pragma once

#include "core/client/package_client.h"
#include "php/client/client_trace.h"
#include "php/client/package_pools.h"
#include "php/future.h"

#include <memory>
#include <string>

namespace aha::php {

// The exception of a failed request or connection, not thrown; the caller owns the reference.
zend_object* makePackageException(const client::PackageError& error);

// One request of a TCP or UDP client: a string, or null when it is one-way.
// Holds itself until it settles.
class PackageOperation final : public Future, private client::PackageHandler {
public:
    struct Order {
        PackagePool& pool;
        std::string package;
        std::uint64_t timeoutMs;
        std::string holder;
        std::unique_ptr<Ticket> ticket;       // null: none. Given back at the end
        std::unique_ptr<ClientTrace> trace{}; // null: none. Told of the end, by the hook of the owner
        zend_object* owner = nullptr;         // the client, when the request needs it
    };
    static zend_object* start(Order order); // the caller owns the reference
    void abort() override;
    void visit(Gc& gc) override;
    const char* describe() const override { return "an answer"; }
    void describeTo(std::string& out) const override { out.append("an answer of ").append(name_); }

private:
    void onPackageDone(client::PackageCall& call, client::PackageOutcome outcome) override;
    void settleNow();
    void tellTrace(zend_object* error);
    void letGo();
    void letOwnerGo();

    std::unique_ptr<client::PackageCall> call_; // while it is under way
    std::unique_ptr<Ticket> ticket_;
    std::unique_ptr<ClientTrace> trace_;
    ObjectRef owner_;
    client::PackageOutcome outcome_;
    std::string name_;
    bool isOneWay_ = false;
};

} // namespace aha::php
