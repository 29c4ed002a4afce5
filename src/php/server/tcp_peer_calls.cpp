// TcpPeer: what PHP code asks of a connection.
#include "php/error.h"
#include "php/server/http_job.h"
#include "php/server/tcp_peer.h"
#include "php/server/tcp_service.h"

namespace aha::php {

namespace {

// The future of receive().
class PackageWait final : public Queued {
public:
    ~PackageWait() override { leave(); }
    Ref<TcpPeer> peer;
    const char* describe() const override { return "package from the peer"; }
    bool mayBeSettledFromOutside() const override { return true; }

protected:
    void onSettledSelf() override { leave(); }

private:
    void leave() {
        leaveLine();
        if (Ref<TcpPeer> left = std::exchange(peer, {})) {
            left->updateWork();
        }
    }
};

// The future of a send() that waits for the peer.
class PeerWait final : public Future {
public:
    const char* describe() const override { return "the peer to take what was sent"; }
};

zend_object* endedFuture(const std::string& why) {
    Future& gone = Class<Future>::make();
    gone.markObserved(); // the peer's leaving is no error of who does not wait for it
    gone.reject(makeException(exceptions.connect,
                              why.empty() ? "The connection has ended" : "The connection has ended: " + why,
                              nullptr, kConnectionEnded));
    return gone.object();
}

} // namespace

void registerTcpWaits() {
    Class<PackageWait>::initHandlers();
    Class<PeerWait>::initHandlers();
}

zend_object* TcpPeer::receive(const WaitLimit& limit) {
    if (service_ && !service_->loops()) {
        throwException(exceptions.state,
                       "receive() is for the handler of connection: the packages of this listener go to its "
                       "handler of receive");
        return nullptr;
    }
    if (connection_ && !inbox_.empty() && readers_.empty()) {
        std::string package = takePackage();
        zval value;
        ZVAL_STRINGL(&value, package.data(), package.size());
        return Runtime::get().readyFuture(&value);
    }
    if (!isOpen() || isEof_) {
        if (why_.code == Errc::Closed || why_.code == Errc::TimedOut || why_.code == Errc::Cancelled) {
            return doneFuture();
        }
        Future& failed = Class<Future>::make();
        failed.markObserved();
        failed.reject(makeException(why_, kConnectionEnded));
        return failed.object();
    }
    if (!limit.mayWait()) {
        return notWithin("package from the peer", limit);
    }
    auto& wait = Class<PackageWait>::from(Class<PackageWait>::create(Class<Future>::entry));
    wait.peer = Ref<TcpPeer>(*this);
    readers_.enter(wait, limit);
    updateWork();
    return wait.object();
}

zend_object* TcpPeer::sent(Result<server::TcpConnection::Sent> result) {
    if (!result) {
        throwError(result.error());
        return nullptr;
    }
    using Sent = server::TcpConnection::Sent;
    if (result.value() == Sent::Closed) {
        if (isShut_) {
            throwException(exceptions.state, "The sending side was shut down: nothing can be sent any more");
            return nullptr;
        }
        return endedFuture(facts_.endedBy);
    }
    if (result.value() == Sent::Ok) {
        zval value;
        ZVAL_TRUE(&value);
        return Runtime::get().readyFuture(&value);
    }
    zend_object* future = Class<PeerWait>::create(Class<Future>::entry);
    GC_ADDREF(future);
    writes_.push_back(future);
    return future;
}

zend_object* TcpPeer::send(zend_string* data) {
    if (!isOpen()) {
        return endedFuture(facts_.endedBy);
    }
    static constexpr std::size_t kCopyBelow = 4096; // a reference costs more than the bytes
    return sent(ZSTR_LEN(data) < kCopyBelow ? connection_->send(view(data))
                                            : connection_->send(ownedBytes(data)));
}

zend_object* TcpPeer::sendFile(const std::string& path, std::uint64_t offset, std::uint64_t length) {
    return isOpen() ? sent(connection_->sendFile(path, offset, length)) : endedFuture(facts_.endedBy);
}

bool TcpPeer::end() {
    const bool was = isOpen();
    if (was) {
        connection_->close();
    }
    return was;
}

bool TcpPeer::reset() {
    const bool was = isOpen();
    if (connection_) {
        connection_->reset();
    }
    return was;
}

bool TcpPeer::shutdown() {
    const bool was = isOpen();
    if (was) {
        isShut_ = true;
        connection_->shutdown();
    }
    return was;
}

zend_object* TcpPeer::object() {
    if (object_) {
        GC_ADDREF(object_);
    } else {
        object_ = makeConnection(*this);
    }
    return object_;
}

} // namespace aha::php
