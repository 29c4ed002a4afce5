#include "php/client/package_connection.h"

#include "core/client/tcp_channel.h"
#include "core/client/udp_channel.h"
#include "php/client/package_operation.h"
#include "php/error.h"

namespace aha::php {

namespace {

// What the network will settle.
class ConnectWait : public Queued {
public:
    const char* describe() const override { return "connect"; }
    bool mayBeSettledFromOutside() const override { return true; }
};
class ReceiveWait final : public ConnectWait {
public:
    const char* describe() const override { return "receive"; }
};
class SendWait final : public ConnectWait {
public:
    const char* describe() const override { return "send"; }
};

template <typename T> T& makeWait() { return Class<T>::from(Class<T>::create(Class<Future>::entry)); }

zend_object* failedFuture(zend_object* exception) {
    Future& future = Class<Future>::make();
    future.reject(exception);
    return future.object();
}

} // namespace

void registerPackageConnection() {
    Class<ConnectWait>::initHandlers();
    Class<ReceiveWait>::initHandlers();
    Class<SendWait>::initHandlers();
}

PackageConnection::~PackageConnection() {
    static_cast<Link<net::ReadyTag>&>(*this).unlink();
    for (WaitLine* line : {&connecting_, &receivers_, &senders_}) {
        line->abandon("The connection is gone: nobody holds the client any more");
    }
}

zend_object* PackageConnection::connect(const PackageSettings& settings) {
    if (channel_) {
        throwException(exceptions.state, "The client is connected already: close() comes first");
        return nullptr;
    }
    Runtime& runtime = Runtime::get();
    net::Resolver& resolver = runtime.packagePools().resolver();
    client::ChannelHandler& handler = *this;
    if (settings.kind == PackageKind::Tcp) {
        auto rules = frame::FramingRules::create(settings.tcp.framing);
        if (!rules) {
            throwObject(makeException(exceptions.config, rules.error().message));
            return nullptr;
        }
        rules_ = rules.take();
        if (settings.tcp.tls) {
            auto tls = net::TlsContext::client(*settings.tcp.tls);
            if (!tls) {
                throwObject(makeException(exceptions.config, tls.error().message));
                return nullptr;
            }
            tls_ = tls.take();
        }
        const client::TcpTarget target = client::tcpTarget(settings.tcp, *rules_, tls_.get());
        channel_ = std::make_unique<client::TcpChannel>(runtime.loop(), resolver, target, handler);
    } else {
        channel_ = std::make_unique<client::UdpChannel>(runtime.loop(), resolver,
                                                        client::udpTarget(settings.udp), handler);
    }
    if (!static_cast<Link<GuestTag>&>(*this).isLinked()) {
        runtime.addGuest(*this);
    }
    auto& wait = makeWait<ConnectWait>();
    connecting_.enter(wait, {});
    return wait.object();
}

zend_object* PackageConnection::lostException() const {
    if (channel_ && channel_->error()) {
        return makePackageException(*channel_->error());
    }
    return makeException(exceptions.connect,
                         channel_ ? "The peer has closed the connection" : "The client is not connected");
}

zend_object* PackageConnection::send(std::string_view bytes) {
    if (!isOpen()) {
        return failedFuture(lostException());
    }
    const std::size_t queued = channel_->queuedBytes();
    if (queued > 0 && queued + bytes.size() > kMaxQueued) {
        return failedFuture(makeException(exceptions.backpressure,
                                          "The peer does not read: more than 8 MiB would be queued for it"));
    }
    channel_->send(bytes);
    if (channel_->queuedBytes() <= kHighWater) {
        return doneFuture();
    }
    auto& wait = makeWait<SendWait>();
    senders_.enter(wait, {});
    return wait.object();
}

zend_object* PackageConnection::receive(const WaitLimit& limit) {
    if (!channel_) {
        return failedFuture(lostException());
    }
    if (receivers_.empty()) {
        if (auto package = channel_->take()) {
            zval value;
            ZVAL_STRINGL(&value, package->data(), package->size());
            return Runtime::get().readyFuture(&value);
        }
        if (channel_->state() == client::PackageChannel::State::Ended) {
            return channel_->error() ? failedFuture(lostException()) : doneFuture();
        }
    }
    if (!limit.mayWait()) {
        return notWithin("receive", limit);
    }
    auto& wait = makeWait<ReceiveWait>();
    receivers_.enter(wait, limit);
    return wait.object();
}

void PackageConnection::close() {
    static_cast<Link<net::ReadyTag>&>(*this).unlink();
    channel_.reset();
    connecting_.rejectAll(exceptions.connect, "The connection was closed by close()");
    senders_.rejectAll(exceptions.connect, "The connection was closed by close()");
    while (Queued* receiver = receivers_.takeFirst()) {
        receiver->fulfillNull();
    }
}

// ---- from the loop

void PackageConnection::onChannel() {
    if (!static_cast<Link<net::ReadyTag>&>(*this).isLinked()) {
        Runtime::get().loop().enqueue(*this);
    }
}

void PackageConnection::run() {
    if (Runtime::get().isFatal() || !channel_) {
        return;
    }
    const Entered entered = enter([](void* self) { static_cast<PackageConnection*>(self)->update(); }, this);
    if (entered == Entered::Threw) {
        zend_object* exception = takeException();
        reportUnhandled(exception, "a connection of a client");
        OBJ_RELEASE(exception);
    }
}

void PackageConnection::update() {
    using State = client::PackageChannel::State;
    const State state = channel_->state();
    if (state == State::Connecting) {
        return;
    }
    while (Queued* wait = connecting_.takeFirst()) {
        if (state == State::Ended && channel_->error()) {
            wait->reject(lostException());
        } else {
            wait->fulfillNull();
        }
    }
    while (!senders_.empty() && (state == State::Ended || channel_->queuedBytes() == 0)) {
        Queued* sender = senders_.takeFirst();
        if (state == State::Ended) {
            sender->reject(lostException());
        } else {
            sender->fulfillNull();
        }
    }
    updateReceivers();
}

void PackageConnection::updateReceivers() {
    const bool isOver = channel_->state() == client::PackageChannel::State::Ended;
    while (!receivers_.empty() && (channel_->hasPackage() || isOver)) {
        Queued* receiver = receivers_.takeFirst();
        if (channel_->hasPackage()) {
            zval value;
            {
                const std::string package = *channel_->take();
                ZVAL_STRINGL(&value, package.data(), package.size());
            }
            receiver->fulfill(&value);
        } else if (channel_->error()) {
            receiver->reject(lostException());
        } else {
            receiver->fulfillNull();
        }
    }
}

} // namespace aha::php
