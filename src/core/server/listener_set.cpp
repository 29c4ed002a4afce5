#include "core/server/listener_set.h"

#include "core/net/tls_context.h"

#include <utility>

namespace aha::server {

struct ListenerSet::Listener final : net::AcceptHandler {
    Listener(ListenerSet& owner, net::TlsContext* context, bool isOurs)
        : set(owner), tls(context), index(owner.listeners_.size()), isOwn(isOurs) {}
    void onAccept(net::StreamPtr stream) override {
        set.taker_.onStream(tls ? tls->accept(set.loop_, std::move(stream)) : std::move(stream), index);
    }
    void onAcceptError(const Error& error) override { set.taker_.onAcceptError(error); }

    ListenerSet& set;
    net::TlsContext* tls;
    const std::size_t index;
    const bool isOwn; // opened here, not inherited
    net::TcpListenerPtr socket;
};

ListenerSet::ListenerSet(net::Loop& loop, StreamTaker& taker) : loop_(loop), taker_(taker) {}
ListenerSet::~ListenerSet() = default;

Result<void> ListenerSet::listen(const std::string& address, unsigned port, const net::ListenOptions& options,
                                 net::TlsContext* tls) {
    auto listener = std::make_unique<Listener>(*this, tls, true);
    auto socket = net::TcpListener::listen(loop_, address, port, options, *listener);
    return add(std::move(listener), std::move(socket));
}

Result<void> ListenerSet::adopt(int fd, const net::ListenOptions& options, net::TlsContext* tls) {
    auto listener = std::make_unique<Listener>(*this, tls, false);
    auto socket = net::TcpListener::adopt(loop_, fd, options, *listener);
    return add(std::move(listener), std::move(socket));
}

Result<void> ListenerSet::add(std::unique_ptr<Listener> listener, Result<net::TcpListenerPtr> socket) {
    if (!socket) {
        return socket.error();
    }
    listener->socket = socket.take();
    listener->socket->setGate(gate_);
    listeners_.push_back(std::move(listener));
    return {};
}

unsigned ListenerSet::port(std::size_t listener) const {
    return listener < listeners_.size() ? listeners_[listener]->socket->port() : 0;
}

void ListenerSet::setGate(net::AcceptGate* gate) {
    gate_ = gate;
    for (const auto& listener : listeners_) {
        listener->socket->setGate(gate);
    }
}

void ListenerSet::askGateAgain() {
    if (gate_) {
        for (const auto& listener : listeners_) {
            listener->socket->askGateAgain();
        }
    }
}

void ListenerSet::pause() {
    for (const auto& listener : listeners_) {
        listener->socket->pause();
    }
}

void ListenerSet::resume() {
    for (const auto& listener : listeners_) {
        listener->socket->resume();
    }
}

// By index: what is accepted may close the set.
void ListenerSet::acceptWaiting(bool inheritedToo) {
    for (std::size_t i = 0; i < listeners_.size(); ++i) {
        if (listeners_[i]->isOwn || inheritedToo) {
            listeners_[i]->socket->acceptWaiting();
        }
    }
}

void ListenerSet::close() { listeners_.clear(); }

} // namespace aha::server
