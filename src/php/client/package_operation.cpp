#include "php/client/package_operation.h"

#include "php/client/package_object.h"
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

zend_object* PackageOperation::start(Order order) {
    auto& self = Class<PackageOperation>::from(Class<PackageOperation>::create(Class<Future>::entry));
    client::PackageClient& client = *order.pool.requests();
    self.name_ = client.options().name;
    self.isOneWay_ = client.options().isOneWay;
    self.ticket_ = std::move(order.ticket);
    self.trace_ = std::move(order.trace);
    self.owner_.set(order.owner);
    self.retainByLoop();
    self.call_ = client.start(std::move(order.package), order.timeoutMs, std::move(order.holder), self);
    return self.object();
}

void PackageOperation::abort() {
    letGo();
    if (trace_ && !isSettled() && !Runtime::isEnding() && !Runtime::get().isFatal()) {
        zend_object* exception = makeException(exceptions.cancelled, name_ + ": it was cancelled");
        tellTrace(exception);
        OBJ_RELEASE(exception);
    }
    letOwnerGo();
    Future::abort();
}

void PackageOperation::visit(Gc& gc) {
    Future::visit(gc);
    gc.add(owner_);
}

void PackageOperation::letGo() {
    call_.reset();
    ticket_.reset();
}

// Behind the door: its destructor closes a pool of its own, which may be on the stack.
void PackageOperation::letOwnerGo() {
    if (owner_) {
        zval zv;
        ZVAL_OBJ(&zv, owner_.release());
        Runtime::releaseLater(&zv);
    }
}

void PackageOperation::tellTrace(zend_object* error) {
    const std::unique_ptr<ClientTrace> trace = std::move(trace_);
    if (!trace) {
        return;
    }
    Callable& hook = Class<PackageObject>::from(owner_.get()).settings().hook;
    if (hook.isSet()) {
        trace->end(hook, ClientTrace::kNoStatus, error);
    }
}

// Called from the ready queue, or when the runtime ends.
void PackageOperation::onPackageDone(client::PackageCall&, client::PackageOutcome outcome) {
    letGo();
    if (Runtime::isOver()) {
        return;
    }
    if (Runtime::get().isFatal()) {
        (void)owner_.release(); // PHP takes its memory back as a whole
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
        zend_object* exception = makePackageException(*outcome_.error);
        tellTrace(exception);
        letOwnerGo();
        reject(exception);
        return;
    }
    tellTrace(nullptr);
    letOwnerGo();
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
