#include "core/server/http_server.h"

#include "core/server/http_connection.h"
#include "core/server/listener_set.h"
#include "core/server/serving_context.h"

#include <utility>

namespace aha::server {

struct HttpServer::Impl final : ServingContext, StreamTaker, net::ReadyItem {
    Impl(net::Loop& sharedLoop, HttpHandler& requestHandler, HttpOptions serverOptions,
         ServerStats* sharedStats)
        : ServingContext(sharedLoop, requestHandler, std::move(serverOptions), sharedStats),
          listeners(sharedLoop, *this) {}

    net::ListenOptions listenOptions() const {
        net::ListenOptions listening;
        listening.backlog = options.backlog;
        listening.tcpNoDelay = options.tcpNoDelay;
        return listening;
    }
    // A refused connection stays until its client has read the answer. There may be a sixteenth more of
    // those; beyond that there is no answer.
    void onStream(net::StreamPtr stream, std::size_t) override {
        const std::uint32_t maximum = options.maxConnections;
        const bool isRefused = isDraining || stats.connections >= maximum;
        if (isRefused && (stats.connections >= maximum + maximum / 16 + 16 || stream->isEncrypted())) {
            ++stats.refused;
            return;
        }
        ++stats.connections;
        auto* connection = new HttpConnection(*this, std::move(stream));
        connections.pushBack(*connection);
        connection->start();
        if (isRefused) {
            ++stats.refused;
            connection->refuse();
        } else {
            ++stats.accepted;
        }
    }
    void onAcceptError(const Error& error) override {
        ++stats.acceptErrors;
        if (acceptErrorHook) {
            acceptErrorHook(error);
        }
    }
    void onConnectionClosed() override {
        --stats.connections;
        listeners.askGateAgain();
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

    ListenerSet listeners;
    std::function<void()> onDrainedOut;
    std::function<void(const Error&)> acceptErrorHook;
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
    return impl_->listeners.listen(address, port, impl_->listenOptions(), tls);
}

Result<void> HttpServer::listenFd(int fd, net::TlsContext* tls) {
    return impl_->listeners.adopt(fd, impl_->listenOptions(), tls);
}

unsigned HttpServer::port() const { return impl_->listeners.port(0); }
void HttpServer::adopt(net::StreamPtr stream) { impl_->onStream(std::move(stream), 0); }
void HttpServer::pauseAccepting() { impl_->listeners.pause(); }
void HttpServer::resumeAccepting() { impl_->listeners.resume(); }
void HttpServer::setAcceptErrorHook(std::function<void(const Error&)> hook) {
    impl_->acceptErrorHook = std::move(hook);
}
void HttpServer::setAcceptGate(net::AcceptGate* gate) { impl_->listeners.setGate(gate); }
void HttpServer::setObserver(HttpObserver* observer) { impl_->observer = observer; }
void HttpServer::setClock(std::uint64_t (*nowNs)()) { impl_->clockNs = nowNs; }

void HttpServer::drain(std::function<void()> done) {
    DrainOptions options;
    options.graceMs = impl_->options.drainGraceMs;
    drain(options, std::move(done));
}

void HttpServer::drain(const DrainOptions& options, std::function<void()> done) {
    impl_->onDrainedOut = std::move(done);
    impl_->listeners.acceptWaiting(options.acceptWaiting);
    impl_->isDraining = true;
    impl_->drainGraceMs = options.graceMs;
    impl_->listeners.close();
    impl_->forEachConnection([](HttpConnection& connection) { connection.onDraining(); });
    if (impl_->connections.empty()) {
        impl_->announceDrained();
    }
}

void HttpServer::close() {
    impl_->listeners.close();
    const Error why{Errc::Cancelled, "The server is closing"};
    impl_->forEachConnection([&why](HttpConnection& connection) { connection.abort(why); });
}

const ServerStats& HttpServer::stats() const { return impl_->stats; }
const HttpOptions& HttpServer::options() const { return impl_->options; }

} // namespace aha::server
