#include "php/client/package_operation.h"

#include "php/client/client_base.h"
#include "php/runtime.h"

namespace aha::php {

zend_object* makePackageException(const client::PackageError& failure) {
    using Kind = client::PackageError::Kind;
    ClientErrno number = ClientErrno::Unexpected;
    switch (failure.kind) {
    case Kind::Exhausted:
        return makeException(exceptions.pool, failure.error.message, nullptr,
                             static_cast<zend_long>(ClientErrno::ConnectFailed));
    case Kind::ConnectFailed: number = ClientErrno::ConnectFailed; break;
    case Kind::ConnectTimeout: number = ClientErrno::ConnectTimeout; break;
    case Kind::RequestTimeout: number = ClientErrno::RequestTimeout; break;
    case Kind::SendFailed: number = ClientErrno::SendFailed; break;
    case Kind::Unexpected:
    case Kind::Cancelled: break;
    }
    return makeClientException(failure.error, number);
}

zend_object* PackageOperation::start(PackagePool& pool, std::string package, std::uint64_t timeoutMs,
                                     std::string holder, std::unique_ptr<Ticket> ticket) {
    auto& self = Class<PackageOperation>::from(Class<PackageOperation>::create(Class<Future>::entry));
    client::PackageClient& client = *pool.requests();
    self.name_ = client.options().name;
    self.isOneWay_ = client.options().isOneWay;
    self.ticket_ = std::move(ticket);
    self.retainByLoop();
    self.call_ = client.start(std::move(package), timeoutMs, std::move(holder), self);
    return self.object();
}

void PackageOperation::abort() {
    call_.reset();
    ticket_.reset();
    Future::abort();
}

// Called from the ready queue, or when the runtime ends.
void PackageOperation::onPackageDone(client::PackageCall&, client::PackageOutcome outcome) {
    call_.reset();
    ticket_.reset();
    if (Runtime::isOver() || Runtime::get().isFatal()) {
        return;
    }
    outcome_ = std::move(outcome);
    const Entered entered =
        enter([](void* self) { static_cast<PackageOperation*>(self)->settleNow(); }, this);
    if (entered == Entered::Threw) {
        zend_object* exception = takeException();
        reportUnhandled(exception, "the end of a request");
        OBJ_RELEASE(exception);
    }
}

void PackageOperation::settleNow() {
    if (outcome_.error) {
        reject(makePackageException(*outcome_.error));
        return;
    }
    zval value;
    if (isOneWay_) {
        ZVAL_NULL(&value);
    } else {
        ZVAL_STRINGL(&value, outcome_.reply.data(), outcome_.reply.size());
    }
    fulfill(&value);
}

void registerPackageOperation() { Class<PackageOperation>::initHandlers(); }

} // namespace aha::php
