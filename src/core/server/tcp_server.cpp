#include "core/server/tcp_server.h"

#include "core/base/timer_wheel.h"
#include "core/server/listener_set.h"
#include "core/server/tcp_connection.h"
#include "core/server/tcp_context.h"

#include <utility>

namespace aha::server {

struct TcpServer::Impl final : TcpContext, StreamTaker, net::ReadyItem, WheelTimer {
    Impl(net::Loop& sharedLoop, TcpHandler& packageHandler, TcpOptions serverOptions,
         std::unique_ptr<frame::FramingRules> framing, ServerStats* sharedStats)
        : TcpContext(sharedLoop, packageHandler, std::move(serverOptions), std::move(framing), sharedStats),
          WheelTimer([](WheelTimer& timer) { static_cast<Impl&>(timer).cancelAll(); }),
          listeners(sharedLoop, *this) {}

    net::ListenOptions listenOptions() const {
        net::ListenOptions listening;
        listening.backlog = options.backlog;
        listening.tcpNoDelay = options.tcpNoDelay;
        return listening;
    }
    void onStream(net::StreamPtr stream, std::size_t listener) override {
        if (isDraining || count >= options.maxConnections) {
            ++stats.refused;
            return;
        }
        ++stats.accepted;
        ++stats.connections;
        ++count;
        auto* connection = new TcpConnection(*this, std::move(stream), listener);
        connections.pushBack(*connection);
        connection->start();
    }
    void onAcceptError(const Error& error) override {
        ++stats.acceptErrors;
        if (acceptErrorHook) {
            acceptErrorHook(error);
        }
    }
    void onConnectionClosed() override {
        --stats.connections;
        --count;
        listeners.askGateAgain();
        if (isDraining && count == 0) {
            announceDrained();
        }
    }
    void announceDrained() {
        if (onDrainedOut && !Link<net::ReadyTag>::isLinked()) {
            loop.enqueue(*this);
        }
    }
    void run() override { // drained
        if (count == 0 && onDrainedOut) {
            loop.cancel(*this);
            std::exchange(onDrainedOut, nullptr)();
        }
    }
    template <typename Action> void forEachConnection(Action action) {
        TcpConnection* connection = connections.front();
        while (connection) {
            TcpConnection* next = connections.next(*connection);
            action(*connection);
            connection = next;
        }
    }
    void cancelAll() {
        const Error why{Errc::Cancelled, "The server is closing"};
        forEachConnection([&why](TcpConnection& connection) { connection.abort(why); });
    }

    ListenerSet listeners;
    std::function<void()> onDrainedOut;
    std::function<void(const Error&)> acceptErrorHook;
};

static Result<void> check(const TcpOptions& options) {
    const auto wrong = [](const char* what) { return Error{Errc::InvalidArgument, what}; };
    if (options.maxPendingPackages == 0) {
        return wrong("receive_queue_length must be at least 1");
    }
    if (options.maxPendingBytes == 0) {
        return wrong("receive_queue_bytes must be at least 1");
    }
    if (options.lowWaterMark > options.highWaterMark) {
        return wrong("buffer_low_watermark must not be above buffer_high_watermark");
    }
    if (options.idPrefix > TcpConnection::kMaxIdPrefix) {
        return wrong("There are more workers than connection ids have room for");
    }
    return {};
}

Result<std::unique_ptr<TcpServer>> TcpServer::create(net::Loop& loop, TcpHandler& handler, TcpOptions options,
                                                     ServerStats* stats) {
    if (const auto checked = check(options); !checked) {
        return checked.error();
    }
    auto rules = frame::FramingRules::create(options.framing);
    if (!rules) {
        return rules.error();
    }
    auto impl = std::make_unique<Impl>(loop, handler, std::move(options), rules.take(), stats);
    return std::unique_ptr<TcpServer>(new TcpServer(std::move(impl)));
}

TcpServer::TcpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

TcpServer::~TcpServer() {
    close();
    impl_->onDrainedOut = nullptr;
    while (TcpConnection* connection = impl_->connections.front()) {
        delete connection; // its stream closes itself
        --impl_->stats.connections;
        --impl_->count;
    }
    impl_->loop.cancel(*impl_);
    impl_->Link<net::ReadyTag>::unlink();
}

Result<void> TcpServer::listen(const std::string& address, unsigned port, net::TlsContext* tls) {
    return impl_->listeners.listen(address, port, impl_->listenOptions(), tls);
}

Result<void> TcpServer::listenFd(int fd, net::TlsContext* tls) {
    return impl_->listeners.adopt(fd, impl_->listenOptions(), tls);
}

unsigned TcpServer::port(std::size_t listener) const { return impl_->listeners.port(listener); }

void TcpServer::adopt(net::StreamPtr stream) { impl_->onStream(std::move(stream), 0); }

TcpConnection* TcpServer::find(std::uint64_t id) const {
    const auto found = impl_->told.find(id);
    return found == impl_->told.end() ? nullptr : found->second;
}

TcpConnection* TcpServer::nextAfter(std::uint64_t id) const {
    const auto next = impl_->told.upper_bound(id);
    return next == impl_->told.end() ? nullptr : next->second;
}

std::size_t TcpServer::size() const { return impl_->told.size(); }

void TcpServer::setAcceptErrorHook(std::function<void(const Error&)> hook) {
    impl_->acceptErrorHook = std::move(hook);
}

void TcpServer::setAcceptGate(net::AcceptGate* gate) { impl_->listeners.setGate(gate); }
void TcpServer::pauseAccepting() { impl_->listeners.pause(); }
void TcpServer::resumeAccepting() { impl_->listeners.resume(); }

void TcpServer::drain(std::function<void()> done) { drain(TcpDrainOptions(), std::move(done)); }

void TcpServer::drain(const TcpDrainOptions& options, std::function<void()> done) {
    impl_->onDrainedOut = std::move(done);
    impl_->listeners.acceptWaiting(options.acceptWaiting);
    impl_->isDraining = true;
    impl_->drainDueMs = impl_->loop.nowMs() + options.graceMs;
    impl_->listeners.close();
    if (options.deadlineMs != 0) {
        impl_->loop.arm(*impl_, options.deadlineMs);
    }
    impl_->forEachConnection([](TcpConnection& connection) { connection.requestFlush(); });
    if (impl_->count == 0) {
        impl_->announceDrained();
    }
}

void TcpServer::close() {
    impl_->listeners.close();
    impl_->cancelAll();
}

const ServerStats& TcpServer::stats() const { return impl_->stats; }
const TcpOptions& TcpServer::options() const { return impl_->options; }

} // namespace aha::server
