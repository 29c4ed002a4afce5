#pragma once

#include "core/base/intrusive_list.h"
#include "core/net/tls.h"
#include "core/server/tcp_handler.h"
#include "core/server/tcp_server.h"
#include "php/network/server.h"
#include "php/server/tcp_config.h"
#include "php/server/tcp_peer.h"

#include <memory>

namespace aha::php {

// The TCP endpoint of a process: hands connections and packages to the PHP handlers of its listener.
// Owned by ServingService, which outlives the loop's run.
class TcpService final : public Endpoint, public server::TcpHandler {
public:
    TcpService(Runtime& runtime, ServerObject& server, Listener& listener, const TcpConfig& config);
    ~TcpService() override;

    Result<void> open(const ListenSocket& socket, const EndpointPlace& place) override;
    unsigned port() const override { return server_->port(); }
    void accept() override { server_->resumeAccepting(); }
    void pause() override { server_->pauseAccepting(); }
    void drain(const server::DrainOptions& options, std::function<void()> done) override;
    void cancelWork(const char* why) override;
    void close() override { server_->close(); }
    void abandonWork() override;
    void reportWork(const char* why) override;
    void describeTasks(JsonWriter& json) override;
    void writeCrashLines() noexcept override;
    Result<bool> reloadCertificates() override;
    TcpPeer* findPeer(std::uint64_t id) override;
    TcpPeer* nextPeer(std::uint64_t after) override;

    void onConnect(server::TcpConnection& connection) override;
    void onPackage(server::TcpConnection& connection, std::string_view package) override;
    void onEof(server::TcpConnection& connection) override;
    void onDrained(server::TcpConnection& connection) override;
    void onClose(server::TcpConnection& connection, const Error& why) override;

    // For its peers.
    Runtime& runtime() { return runtime_; }
    ServerObject& server() { return owner_; }
    Listener& listener() { return listener_; }
    const TcpConfig& config() const { return config_; }
    std::size_t index() const { return place_.index; } // of the listener
    std::uint32_t workerId() const { return place_.workerId; }
    IntrusiveList<TcpPeer, TcpPeerTag>& peers() { return peers_; }
    Callable& handler(Event event) { return handlerOf(owner_, listener_, event); }
    // A listener with a handler of receive or connection of its own does not take the other from the server.
    static Callable& handlerOf(ServerObject& server, Listener& listener, Event event);
    bool loops() { return handler(Event::Connection).isSet(); } // one handler for a whole connection
    void tellError(zend_object* error, zend_object* connection);

private:
    Runtime& runtime_;
    ServerObject& owner_;
    Listener& listener_;
    const TcpConfig& config_; // of the listener's kind
    EndpointPlace place_;
    std::unique_ptr<net::TlsContext> tls_;
    IntrusiveList<TcpPeer, TcpPeerTag> peers_; // all that are not through yet
    std::unique_ptr<server::TcpServer> server_;
};

} // namespace aha::php
