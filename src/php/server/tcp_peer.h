#pragma once

#include "core/base/intrusive_list.h"
#include "core/base/ref.h"
#include "core/server/tcp_connection.h"
#include "php/coroutine/wait_line.h"
#include "php/network/listener.h"
#include "php/server/handler_job.h"

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

namespace aha::php {

class TcpService;
struct TcpPeerTag {};

// The code of exceptions that say that the connection has ended: no error of its handlers.
inline constexpr zend_long kConnectionEnded = 499;

// One TCP connection as PHP sees it: the core's connection below as long as there is one, the packages that
// no handler has taken, the handlers at work for it, who waits for what.
// Shared by its service, until it is closed and its handlers are done, and by its Connection object.
class TcpPeer final : public RefCounted<TcpPeer>,
                      public Link<TcpPeerTag>,
                      public net::ReadyItem,
                      public HandlerJobOwner {
public:
    // What stays known when the connection is gone.
    struct Facts {
        std::uint64_t id = 0;
        std::string address;
        unsigned port = 0;
        std::string localAddress;
        unsigned localPort = 0;
        std::int64_t connectedAt = 0; // Unix time
        std::int64_t receivedAt = 0;  // of the last byte
        std::uint64_t bytesIn = 0, bytesOut = 0, packages = 0;
        std::size_t queued = 0; // for the peer, not taken by the kernel
        bool isEncrypted = false;
        bool isOpen = false;
        std::string endedBy; // why it is closed
    };

    static Ref<TcpPeer> make(TcpService& service, server::TcpConnection& connection);
    static void destroy(TcpPeer* peer) noexcept { delete peer; }

    std::uint64_t id() const { return facts_.id; }
    const Facts& facts();         // as of now
    std::string describe() const; // "connection 3 of 127.0.0.1:4711"
    bool isOpen() const { return connection_ && connection_->isOpen(); }
    bool hasWork() { return !jobs_.empty(); }
    IntrusiveList<HandlerJob, HandlerJobTag>& jobs() { return jobs_; }
    TcpService* service() { return service_; }
    zend_long uid = 0;                 // of bind()
    std::uint64_t silentMs() const;    // since the last byte of the peer
    std::uint64_t idleLimitMs() const; // heartbeat_idle_time, 0 = none

    // For PHP code. The futures are owned by the caller; null: an exception was thrown.
    zend_object* receive(const WaitLimit& limit);
    zend_object* send(zend_string* data); // the future fails when the connection has ended
    zend_object* sendFile(const std::string& path, std::uint64_t offset, std::uint64_t length);
    bool end(); // what is queued leaves first; false: it has ended already
    bool reset();
    bool shutdown();

    zend_object* object(); // the Connection object; the caller owns the reference
    void objectFreed() { object_ = nullptr; }

    // For its service, from callbacks of the loop.
    void onPackage(std::string_view package);
    void onEof();
    void onDrained();
    void onClose(const Error& why);
    void cancel(const char* why);
    void abandon();       // PHP has broken down
    void forgetService(); // the server is gone

    void run() override; // ReadyItem
    void onJobDone(HandlerJob& job, zend_object* error) override;
    void onJobFatal(HandlerJob& job) override;
    void updateWork(); // whether the one handler of the connection waits for a package has changed

private:
    friend class RefCounted<TcpPeer>;
    static constexpr unsigned kPackagesPerRun = 64; // then others have a turn
    TcpPeer(TcpService& service, server::TcpConnection& connection);
    ~TcpPeer();

    void wake();
    void begin();
    void startJob(Event event, std::uint32_t count, zval* arguments);
    void startEvent(Event event, std::string* package);
    void jobEnded(HandlerJob& job);
    void giveReaders();
    void endReaders();
    std::string takePackage();
    void settleWrites(const Error* why);
    zend_object* sent(Result<server::TcpConnection::Sent> result);
    bool isQuiet(zend_object* error) const;
    void finishIfDone();
    void refreshFacts();

    TcpService* service_;               // null: the server is gone
    server::TcpConnection* connection_; // null: it is closed
    Facts facts_;
    Error why_{Errc::Closed, {}};   // once it is closed
    std::deque<std::string> inbox_; // outside of PHP's memory, as long as no handler has them
    WaitLine readers_;
    std::vector<zend_object*> writes_; // futures that wait for the peer; owned
    IntrusiveList<HandlerJob, HandlerJobTag> jobs_;
    zend_object* object_ = nullptr; // borrowed; it tells when it goes
    std::uint64_t workSinceNs_ = 0; // 0: the one handler of the connection waits for a package
    std::uint32_t running_ = 0;     // of jobs_: those that have a package
    bool isBegun_ = false;          // the first handler was called
    bool isReady_ = false;          // packages may be handed out: the handler of connect is done
    bool isLooping_ = false;        // the one handler of the connection has begun
    bool isShut_ = false;           // we send no more
    bool isEof_ = false;            // the peer sends no more
    bool isStopping_ = false;       // cancelled by the end of the server
    bool isThrough_ = false;        // closed, and all handlers are done
    Ref<TcpPeer> self_;             // until it is through
};

// The class Aha\Server\Connection.
zend_object* makeConnection(TcpPeer& peer);

} // namespace aha::php
