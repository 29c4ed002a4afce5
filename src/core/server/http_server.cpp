#include "core/server/http_server.h"

#include "core/net/tcp_listener.h"
#include "core/net/tls_context.h"
#include "core/server/http_connection.h"
#include "core/server/serving_context.h"

#include <utility>
#include <vector>

namespace aha::server {

struct HttpServer::Impl final : ServingContext, net::ReadyItem {
    // One listening socket; what it accepts is encrypted when there is a context for that.
    struct Listener final : net::AcceptHandler {
        Listener(HttpServer& owner, net::TlsContext* context, bool isOurs)
            : server(owner), tls(context), isOwn(isOurs) {}
        void onAccept(net::StreamPtr stream) override {
            server.adopt(tls ? tls->accept(server.impl_->loop, std::move(stream)) : std::move(stream));
        }
        void onAcceptError(const Error& error) override {
            ++server.impl_->stats.acceptErrors;
            if (server.impl_->onAcceptError) {
                server.impl_->onAcceptError(error);
            }
        }

        HttpServer& server;
        net::TlsContext* tls;
        const bool isOwn; // opened here, not inherited
        net::TcpListenerPtr socket;
    };

    using ServingContext::ServingContext;

    net::ListenOptions listenOptions() const {
        net::ListenOptions listening;
        listening.backlog = options.backlog;
        listening.tcpNoDelay = options.tcpNoDelay;
        return listening;
    }
    Result<void> add(std::unique_ptr<Listener> listener, Result<net::TcpListenerPtr> socket) {
        if (!socket) {
            return socket.error();
        }
        listener->socket = socket.take();
        listener->socket->setGate(acceptGate);
        listeners.push_back(std::move(listener));
        return {};
    }
    void onConnectionClosed() override {
        --stats.connections;
        if (acceptGate) {
            for (const auto& listener : listeners) {
                listener->socket->askGateAgain();
            }
        }
        if (isDraining && connections.empty()) {
            announceDrained();
        }
    }
    void announceDrained() {
        if (onDrainedOut && !isLinked()) {
            loop.enqueue(*this);
        }
    }
    void run() override { // drained
        if (connections.empty() && onDrainedOut) {
            std::exchange(onDrainedOut, nullptr)();
        }
    }
    template <typename Action> void forEachConnection(Action action) {
        HttpConnection* connection = connections.front();
        while (connection) {
            HttpConnection* next = connections.next(*connection);
            action(*connection);
            connection = next;
        }
    }

    std::vector<std::unique_ptr<Listener>> listeners;
    net::AcceptGate* acceptGate = nullptr;
    std::function<void()> onDrainedOut;
    std::function<void(const Error&)> onAcceptError;
};

HttpServer::HttpServer(net::Loop& loop, HttpHandler& handler, HttpOptions options, ServerStats* stats)
    : impl_(std::make_unique<Impl>(loop, handler, std::move(options), stats)) {}

HttpServer::~HttpServer() {
    close();
    impl_->onDrainedOut = nullptr;
    impl_->Link<net::ReadyTag>::unlink();
    while (HttpConnection* connection = impl_->connections.front()) {
        delete connection; // its stream closes itself
    }
    if (impl_->gate) {
        impl_->gate->close();
    }
}

Result<void> HttpServer::listen(const std::string& address, unsigned port, net::TlsContext* tls) {
    auto listener = std::make_unique<Impl::Listener>(*this, tls, true);
    auto socket = net::TcpListener::listen(impl_->loop, address, port, impl_->listenOptions(), *listener);
    return impl_->add(std::move(listener), std::move(socket));
}

Result<void> HttpServer::listenFd(int fd, net::TlsContext* tls) {
    auto listener = std::make_unique<Impl::Listener>(*this, tls, false);
    auto socket = net::TcpListener::adopt(impl_->loop, fd, impl_->listenOptions(), *listener);
    return impl_->add(std::move(listener), std::move(socket));
}

unsigned HttpServer::port() const {
    return impl_->listeners.empty() ? 0 : impl_->listeners.front()->socket->port();
}

void HttpServer::adopt(net::StreamPtr stream) {
    ServerStats& stats = impl_->stats;
    // A refused connection stays until its client has read the answer. There may be a sixteenth more of
    // those; beyond that there is no answer.
    const std::uint32_t maximum = impl_->options.maxConnections;
    const bool isRefused = impl_->isDraining || stats.connections >= maximum;
    if (isRefused && (stats.connections >= maximum + maximum / 16 + 16 || stream->isEncrypted())) {
        ++stats.refused;
        return;
    }
    ++stats.connections;
    auto* connection = new HttpConnection(*impl_, std::move(stream));
    impl_->connections.pushBack(*connection);
    connection->start();
    if (isRefused) {
        ++stats.refused;
        connection->refuse();
    } else {
        ++stats.accepted;
    }
}

void HttpServer::pauseAccepting() {
    for (const auto& listener : impl_->listeners) {
        listener->socket->pause();
    }
}

void HttpServer::resumeAccepting() {
    for (const auto& listener : impl_->listeners) {
        listener->socket->resume();
    }
}

void HttpServer::setAcceptErrorHook(std::function<void(const Error&)> hook) {
    impl_->onAcceptError = std::move(hook);
}

void HttpServer::setAcceptGate(net::AcceptGate* gate) {
    impl_->acceptGate = gate;
    for (const auto& listener : impl_->listeners) {
        listener->socket->setGate(gate);
    }
}

void HttpServer::setObserver(HttpObserver* observer) { impl_->observer = observer; }
void HttpServer::setClock(std::uint64_t (*nowNs)()) { impl_->clockNs = nowNs; }

void HttpServer::drain(std::function<void()> done) {
    DrainOptions options;
    options.graceMs = impl_->options.drainGraceMs;
    drain(options, std::move(done));
}

void HttpServer::drain(const DrainOptions& options, std::function<void()> done) {
    impl_->onDrainedOut = std::move(done);
    for (const auto& listener : impl_->listeners) {
        if (listener->isOwn || options.acceptWaiting) {
            listener->socket->acceptWaiting();
        }
    }
    impl_->isDraining = true;
    impl_->drainGraceMs = options.graceMs;
    impl_->listeners.clear();
    impl_->forEachConnection([](HttpConnection& connection) { connection.onDraining(); });
    if (impl_->connections.empty()) {
        impl_->announceDrained();
    }
}

void HttpServer::close() {
    impl_->listeners.clear();
    const Error why{Errc::Cancelled, "The server is closing"};
    impl_->forEachConnection([&why](HttpConnection& connection) { connection.abort(why); });
}

const ServerStats& HttpServer::stats() const { return impl_->stats; }
const HttpOptions& HttpServer::options() const { return impl_->options; }

} // namespace aha::server
