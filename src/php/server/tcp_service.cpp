#include "php/server/tcp_service.h"

#include "core/base/json_text.h"
#include "php/coroutine/deadlock.h"
#include "php/enter.h"
#include "php/error.h"
#include "php/network/length_function.h"
#include "php/network/serving_service.h"
#include "php/process/crash_report.h"

#include <syslog.h>

namespace aha::php {

TcpService::TcpService(Runtime& runtime, ServerObject& server, Listener& listener, const TcpConfig& config)
    : runtime_(runtime), owner_(server), listener_(listener), config_(config) {}

TcpService::~TcpService() {
    while (TcpPeer* peer = peers_.front()) {
        peer->forgetService();
    }
}

Callable& TcpService::handlerOf(ServerObject& server, Listener& listener, Event event) {
    const bool isForm = event == Event::Receive || event == Event::Connection;
    const bool hasForm =
        listener.handler(Event::Receive).isSet() || listener.handler(Event::Connection).isSet();
    return isForm && hasForm ? listener.handler(event) : server.handlerFor(listener, event);
}

Result<void> TcpService::open(const ListenSocket& socket, const EndpointPlace& place) {
    place_ = place;
    if (config_.tls.isSet()) {
        auto context = config_.tls.open();
        if (!context) {
            return context.error();
        }
        tls_ = context.take();
    }
    server::TcpOptions options = config_.core;
    options.idPrefix = static_cast<std::uint16_t>(place.workerId);
    if (options.framing.kind == frame::Kind::Function) {
        options.framing.lengthFunction = [this](std::string_view begin) {
            return askPackageLength(const_cast<TcpConfig&>(config_).lengthFunction, begin);
        };
    }
    auto created = server::TcpServer::create(runtime_.loop(), *this, std::move(options), place.stats);
    if (!created) {
        return created.error();
    }
    server_ = created.take();
    server_->setAcceptErrorHook(
        [](const Error& error) { logLine("aha: accept: " + error.message, LOG_ERR); });
    server_->setAcceptGate(place.gate);
    return socket.fd < 0 ? server_->listen(socket.host, socket.port, tls_.get())
                         : server_->listenFd(socket.fd, tls_.get());
}

Result<bool> TcpService::reloadCertificates() {
    if (!tls_) {
        return false;
    }
    auto reloaded = tls_->reload();
    return reloaded ? Result<bool>(true) : Result<bool>(reloaded.error());
}

void TcpService::drain(const server::DrainOptions& options, std::function<void()> done) {
    server::TcpDrainOptions own;
    own.acceptWaiting = options.acceptWaiting;
    // A stop does not wait for idle connections: they have been told nothing that they wait for.
    own.graceMs = options.acceptWaiting ? 0 : options.graceMs;
    server_->drain(own, std::move(done));
}

void TcpService::cancelWork(const char* why) {
    for (TcpPeer* peer = peers_.front(); peer;) {
        TcpPeer* next = peers_.next(*peer);
        peer->cancel(why);
        peer = next;
    }
}

void TcpService::abandonWork() {
    for (TcpPeer* peer = peers_.front(); peer; peer = peers_.next(*peer)) {
        peer->abandon();
    }
}

template <typename Visit> static void eachAtWork(IntrusiveList<TcpPeer, TcpPeerTag>& peers, Visit visit) {
    for (TcpPeer* peer = peers.front(); peer; peer = peers.next(*peer)) {
        for (HandlerJob* job = peer->jobs().front(); job; job = peer->jobs().next(*job)) {
            visit(*peer, *job);
        }
    }
}

void TcpService::reportWork(const char* why) {
    eachAtWork(peers_, [why](TcpPeer& peer, HandlerJob& job) {
        logLine("aha: " + std::string(why) + ": " + peer.describe() +
                    (job.scope() ? describeWaits(*job.scope()) : std::string()),
                LOG_WARNING);
    });
}

void TcpService::describeTasks(JsonWriter& json) {
    eachAtWork(peers_, [&json](TcpPeer& peer, HandlerJob& job) {
        json.beginObject().field("what", peer.describe());
        json.field("waits", job.scope() ? describeWaits(*job.scope()) : std::string()).endObject();
    });
}

void TcpService::writeCrashLines() noexcept {
    static constexpr std::size_t kMaxLines = 1000;
    std::size_t count = 0;
    for (TcpPeer* peer = peers_.front(); peer && count < kMaxLines; peer = peers_.next(*peer)) {
        if (peer->hasWork()) {
            CrashLine line;
            line.add("  connection ").add(peer->id()).write();
            ++count;
        }
    }
}

TcpPeer* TcpService::findPeer(std::uint64_t id) {
    server::TcpConnection* connection = server_ ? server_->find(id) : nullptr;
    return connection ? static_cast<TcpPeer*>(connection->peer) : nullptr;
}

TcpPeer* TcpService::nextPeer(std::uint64_t after) {
    server::TcpConnection* connection = server_ ? server_->nextAfter(after) : nullptr;
    return connection ? static_cast<TcpPeer*>(connection->peer) : nullptr;
}

void TcpService::tellError(zend_object* error, zend_object* connection) {
    owner_.serving->tellError(listener_, error, connection);
}

static TcpPeer* peerOf(server::TcpConnection& connection) { return static_cast<TcpPeer*>(connection.peer); }

void TcpService::onConnect(server::TcpConnection& connection) {
    if (!runtime_.isFatal()) {
        TcpPeer::make(*this, connection);
    }
}

void TcpService::onPackage(server::TcpConnection& connection, std::string_view package) {
    TcpPeer* peer = peerOf(connection);
    const bool isEmpty =
        package.empty() && !config_.emptyPackages && config_.core.framing.kind == frame::Kind::Eof;
    if (!peer || runtime_.isFatal() || isEmpty) {
        connection.packageTaken(package.size());
        return;
    }
    owner_.serving->countRequest();
    peer->onPackage(package);
}

void TcpService::onEof(server::TcpConnection& connection) {
    if (TcpPeer* peer = peerOf(connection); peer && !runtime_.isFatal()) {
        peer->onEof();
    }
}

void TcpService::onDrained(server::TcpConnection& connection) {
    if (TcpPeer* peer = peerOf(connection); peer && !runtime_.isFatal()) {
        peer->onDrained();
    }
}

void TcpService::onClose(server::TcpConnection& connection, const Error& why) {
    if (TcpPeer* peer = peerOf(connection)) {
        connection.peer = nullptr;
        peer->onClose(why);
    }
}

} // namespace aha::php
