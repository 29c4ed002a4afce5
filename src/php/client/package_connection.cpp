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
    if (line_.channel) {
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
        line_.rules = rules.take();
        if (settings.tcp.tls) {
            auto tls = net::TlsContext::client(*settings.tcp.tls);
            if (!tls) {
                throwObject(makeException(exceptions.config, tls.error().message));
                return nullptr;
            }
            line_.tls = tls.take();
        }
        const client::TcpTarget target = client::tcpTarget(settings.tcp, *line_.rules, line_.tls.get());
        line_.channel = std::make_unique<client::TcpChannel>(runtime.loop(), resolver, target, handler);
    } else {
        line_.channel = std::make_unique<client::UdpChannel>(runtime.loop(), resolver,
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
    if (line_.channel && line_.channel->error()) {
        return makePackageException(*line_.channel->error());
    }
    return makeException(exceptions.connect, line_.channel ? "The peer has closed the connection"
                                                           : "The client is not connected");
}

zend_object* PackageConnection::send(std::string_view bytes) {
    if (!isOpen()) {
        return failedFuture(lostException());
    }
    const std::size_t queued = line_.channel->queuedBytes();
    if (queued > 0 && queued + bytes.size() > kMaxQueued) {
        return failedFuture(makeException(exceptions.backpressure,
                                          "The peer does not read: more than 8 MiB would be queued for it"));
    }
    line_.channel->send(bytes);
    if (line_.channel->queuedBytes() <= kHighWater) {
        return doneFuture();
    }
    auto& wait = makeWait<SendWait>();
    senders_.enter(wait, {});
    return wait.object();
}

zend_object* PackageConnection::receive(const WaitLimit& limit) {
    if (!line_.channel) {
        return failedFuture(lostException());
    }
    if (receivers_.empty()) {
        if (auto package = line_.channel->take()) {
            zval value;
            ZVAL_STRINGL(&value, package->data(), package->size());
            return Runtime::get().readyFuture(&value);
        }
        if (line_.channel->state() == client::PackageChannel::State::Ended) {
            return line_.channel->error() ? failedFuture(lostException()) : doneFuture();
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
    if (line_.rules && line_.rules->callsOut()) { // it may be the caller
        if (line_.channel) {
            line_.channel->abandon();
        }
        closed_.push_back(std::move(line_));
        onChannel();
    } else {
        const Line gone = std::move(line_); // in the right order
    }
    connecting_.rejectAll(exceptions.connect, "The connection was closed by close()");
    senders_.rejectAll(exceptions.connect, "The connection was closed by close()");
    while (Queued* receiver = receivers_.takeFirst()) {
        receiver->fulfillNull();
    }
}

void PackageConnection::onRuntimeEnd() {
    closed_.clear();
    const Line gone = std::move(line_);
}

// ---- from the loop

void PackageConnection::onChannel() {
    if (!static_cast<Link<net::ReadyTag>&>(*this).isLinked()) {
        Runtime::get().loop().enqueue(*this);
    }
}

void PackageConnection::run() {
    closed_.clear();
    if (Runtime::get().isFatal() || !line_.channel) {
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
    const State state = line_.channel->state();
    if (state == State::Connecting) {
        return;
    }
    while (Queued* wait = connecting_.takeFirst()) {
        if (state == State::Ended && line_.channel->error()) {
            wait->reject(lostException());
        } else {
            wait->fulfillNull();
        }
    }
    while (!senders_.empty() && (state == State::Ended || line_.channel->queuedBytes() == 0)) {
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
    const bool isOver = line_.channel->state() == client::PackageChannel::State::Ended;
    while (!receivers_.empty() && (line_.channel->hasPackage() || isOver)) {
        Queued* receiver = receivers_.takeFirst();
        if (line_.channel->hasPackage()) {
            zval value;
            {
                const std::string package = *line_.channel->take();
                ZVAL_STRINGL(&value, package.data(), package.size());
            }
            receiver->fulfill(&value);
        } else if (line_.channel->error()) {
            receiver->reject(lostException());
        } else {
            receiver->fulfillNull();
        }
    }
}

} // namespace aha::php
