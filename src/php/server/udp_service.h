#pragma once

#include "core/base/intrusive_list.h"
#include "core/server/udp_server.h"
#include "php/network/server.h"
#include "php/server/handler_job.h"
#include "php/server/udp_config.h"

#include <deque>
#include <memory>
#include <string>

namespace aha::php {

// The UDP endpoint of a process: hands packets to the PHP handler of its listener.
// Owned by ServingService, which outlives the loop's run.
class UdpService final : public Endpoint,
                         public server::UdpServerHandler,
                         public HandlerJobOwner,
                         public net::ReadyItem {
public:
    UdpService(Runtime& runtime, ServerObject& server, Listener& listener, const UdpConfig& config);
    ~UdpService() override;

    Result<void> open(const ListenSocket& socket, const EndpointPlace& place) override;
    unsigned port() const override { return server_->port(); }
    void accept() override { server_->resumeReceiving(); }
    void pause() override { server_->pauseReceiving(); }
    void drain(const server::DrainOptions& options, std::function<void()> done) override;
    void cancelWork(const char* why) override;
    void close() override { server_->close(); }
    void abandonWork() override;
    void reportWork(const char* why) override;
    void describeTasks(JsonWriter& json) override;
    void writeCrashLines() noexcept override;
    UdpService* datagrams() override { return this; }

    net::UdpSocket* socket() { return server_->socket(0); } // null: it is closed
    Result<void> sendTo(const net::SocketAddress& to, std::string_view packet) {
        return server_->sendTo(to, packet);
    }
    bool isUnix() const { return listener_.isUnix(); }

    void onPacket(std::string_view packet, const net::SocketAddress& from, std::size_t socket) override;
    void onPacketError(const Error& error, std::size_t socket) override;
    void run() override; // ReadyItem
    void onJobDone(HandlerJob& job, zend_object* error) override;
    void onJobFatal(HandlerJob& job) override;

private:
    struct Packet {
        std::string bytes;
        net::SocketAddress from;
    };
    static constexpr unsigned kPacketsPerRun = 64;       // then others have a turn
    static constexpr std::uint64_t kErrorQuietMs = 1000; // between two lines of the log about lost packets
    void wake();
    void handOut();

    Runtime& runtime_;
    ServerObject& owner_;
    Listener& listener_;
    const UdpConfig& config_; // of the listener's kind
    EndpointPlace place_;
    std::deque<Packet> inbox_; // outside of PHP's memory, as long as no handler has them
    IntrusiveList<HandlerJob, HandlerJobTag> jobs_;
    std::uint32_t running_ = 0; // of jobs_
    std::uint64_t quietUntilMs_ = 0;
    std::uint64_t unreported_ = 0; // lost packets since the last line
    bool isDraining_ = false;
    bool isStopping_ = false; // cancelled by the end of the server
    std::unique_ptr<server::UdpServer> server_;
};

} // namespace aha::php
