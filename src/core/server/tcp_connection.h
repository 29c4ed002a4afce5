#pragma once

#include "core/base/intrusive_list.h"
#include "core/base/result.h"
#include "core/base/timer_wheel.h"
#include "core/net/loop.h"
#include "core/net/stream.h"
#include "core/proto/frame/framing.h"
#include "core/server/file_sink.h"
#include "core/server/http_exchange.h"
#include "core/server/tcp_context.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>

namespace aha::server {

class FileSender;

// One accepted connection: hands out packages as fast as they are taken, sends as fast as the peer reads.
// Owned by the list of its server's context; deletes itself only in onClosed(). Holds no buffer while idle.
// Calls TcpHandler from the loop; an end is told by onClose() only, never from within a call made here.
class TcpConnection final : public net::StreamListener,
                            public net::FlushItem,
                            public FileSink,
                            public Link<TcpConnectionTag>,
                            private net::ReadyItem,
                            private WheelTimer {
public:
    enum class Sent : std::uint8_t {
        Ok,
        Wait,   // accepted; more than the high mark is queued: onDrained() will be called
        Closed, // dropped: the connection ends, or its sending half is closed
    };
    static constexpr std::uint16_t kMaxIdPrefix = 4095; // ids stay below 2^53
    static constexpr std::size_t kMaxWaiting = 256;     // behind a file; then sendFile() refuses

    void* peer = nullptr; // the handler's own, for what it keeps of the connection

    TcpConnection(TcpContext& context, net::StreamPtr stream, std::size_t listener);
    ~TcpConnection();
    void start();

    std::uint64_t id() const { return id_; }              // never used again in this process
    std::size_t listener() const { return listener_; }    // the index of the listening socket
    bool isOpen() const { return state_ == State::Open; } // neither side has ended it
    bool isEndedByPeer() const { return hasEof_; }
    const net::Stream& stream() const override { return *stream_; } // addresses, TLS
    const std::string& peerAddress() const { return peerAddress_; } // also when the connection is broken
    unsigned peerPort() const { return peerPort_; }
    std::int64_t connectedAtSeconds() const { return connectedAt_; } // Unix time
    std::uint64_t lastReceiveMs() const { return lastReceiveMs_; }   // of the loop's clock
    std::uint64_t bytesReceived() const { return bytesReceived_; }
    std::uint64_t bytesSent() const { return bytesSent_; } // given to the stream
    std::uint64_t packagesReceived() const { return packages_; }
    std::uint32_t pendingPackages() const { return pendingPackages_; }
    std::size_t pendingBytes() const { return pendingBytes_; }
    std::size_t backlog() const { return out_.size() + stream_->queuedBytes() + waitingBytes_; }

    // Small pieces of one turn leave with one write. When more than maxQueuedBytes would be queued, the
    // connection is reset, and onClose() says that the peer reads too slowly; one piece alone is never too
    // much.
    Sent send(std::string_view bytes);
    Sent send(net::OwnedBytes bytes);
    // In order with what is sent before and after; onDrained() is called when it has left. Length 0 = to the
    // end. A file that turns out shorter resets the connection.
    Result<Sent> sendFile(const std::string& path, std::uint64_t offset = 0, std::uint64_t length = 0);
    void shutdown();          // after what is queued: the peer sees the end, and may go on sending
    void close();             // after what is queued; nothing is received any more
    void closeFor(Error why); // the same, with a reason for onClose()
    void reset();             // at once; the peer sees a broken connection
    void abort(Error why);    // at once, what is queued is dropped

    // Backpressure: a package that the receiver has queued, and of that size, is in hand now.
    void packageTaken(std::size_t bytes);
    void pauseReading(); // idempotent; nothing is handed out meanwhile
    void resumeReading();
    // Work that an idle end (EOF, drain) has to wait for; counted as in flight. Its duration is the latency.
    void beginWork();
    void endWork(std::uint64_t durationNs);

    // For the server.
    void requestFlush();
    void tellClosed(); // does nothing the second time

    // FileSink
    std::string& out() override;
    void writeOut(net::OwnedBytes body) override;
    void writeCopy(std::string_view bytes) override;
    void continueFile() override;

    // StreamListener, FlushItem
    void onOpen() override;
    void onData(std::string_view bytes) override;
    void onEof() override;
    void onDrained() override;
    void onError(const Error& error) override;
    void onClosed() override;
    void flush() override;

private:
    enum class State : std::uint8_t {
        Opening, // TLS: the handshake; the handler does not know of it
        Open,
        Ending,  // what is queued leaves, then our FIN; input is discarded until EOF or the deadline
        Closing, // the stream is closed; onClosed() comes
    };
    // What is sent behind a file that is not through yet: small pieces joined, a large piece, or a file.
    struct Waiting {
        std::string joined;
        net::OwnedBytes bytes;
        FileBody file; // none: fd -1
    };
    static constexpr std::size_t kCopyBelow = 8 * 1024;  // smaller pieces are copied behind one another
    static constexpr std::size_t kTurnBytes = 64 * 1024; // more output does not wait for the end of the turn
    static constexpr std::size_t kMaxRestBytes = 256 * 1024; // read, not looked at yet
    static constexpr std::uint64_t kProbeEveryMs = 1000;     // after EOF: is the peer still there
    static constexpr unsigned kWriteChecks = 4;              // looks for progress per write timeout
    static constexpr unsigned kInputChecks = 100; // looks, 1 ms apart, for input before a drained end

    // receiving (tcp_connection.cpp)
    void run() override;
    std::size_t deliver(std::string_view input);
    bool mayDeliver() const;
    bool mayResume() const;
    bool hasRest() const { return rest_.size() > restAt_; }
    void keepRest(std::string_view bytes);
    void wake();
    void updateReading();
    void finishInput();

    // sending (tcp_connection_write.cpp)
    bool admit(std::size_t bytes);
    Sent afterSend();
    void emit(net::OwnedBytes bytes);
    void waitBehindFile(net::OwnedBytes bytes, bool mayJoin);
    void startFile(const FileBody& file);
    bool pumpFiles();
    void sendWaiting();
    void dropOutput();
    bool isOutputThrough() const { return !file_ && waiting_.empty() && out_.empty(); }
    void watchWrites();
    void notifyDrained();

    // ending (tcp_connection_end.cpp)
    static void onTimer(WheelTimer& timer);
    void onDeadline();
    void onOpenDeadline(std::uint64_t nowMs);
    void onWriteDeadline(std::uint64_t nowMs);
    std::uint64_t dueMs() const;
    void setTimer();
    bool isIdle() const;
    void endIfIdle();
    void end(Error why);
    void continueEnding();
    void closeNow(Error why, bool withReset);

    TcpContext& context_;
    net::StreamPtr stream_;
    std::unique_ptr<frame::Framing> framing_;
    std::unique_ptr<FileSender> file_;
    std::deque<Waiting> waiting_;
    std::size_t waitingBytes_ = 0; // of waiting_, without files
    std::string out_;              // what leaves at the end of this turn
    std::string rest_;             // read, and not handed out: the receiver has enough
    std::size_t restAt_ = 0;
    std::string peerAddress_;
    Error why_{Errc::Cancelled, "The event loop has ended"}; // valid once it is ending
    const std::uint64_t id_;
    std::uint64_t bytesReceived_ = 0, bytesSent_ = 0, packages_ = 0;
    std::int64_t connectedAt_ = 0;
    std::uint64_t lastReceiveMs_ = 0;
    std::uint64_t stateDueMs_ = 0; // Opening: handshake; Open: probe after EOF, or look for input; Ending
    std::uint64_t writeDeadlineMs_ = 0; // 0 = nothing is queued
    std::uint64_t writeMark_ = 0;       // queued bytes at the last look
    std::size_t pendingBytes_ = 0;
    std::uint32_t pendingPackages_ = 0;
    std::uint32_t works_ = 0;
    const std::uint32_t listener_;
    std::uint16_t peerPort_ = 0;
    State state_ = State::Opening;
    std::uint8_t writeStalls_ = 0;
    std::uint8_t inputChecks_ = 0;
    bool isDelivering_ : 1; // inside deliver()
    bool isStalled_ : 1;    // delivery waits for the receiver
    bool isPausedByUser_ : 1;
    bool isReadingPaused_ : 1; // the stream is
    bool hasEof_ : 1;          // the peer sends no more
    bool isEofTold_ : 1;       // and all it has sent was handed out
    bool isDrainTold_ : 1;
    bool isShutDue_ : 1;    // our half ends after what is queued
    bool isShut_ : 1;       // it has ended
    bool wantsDrained_ : 1; // onDrained() is due when less is queued
    bool isCloseTold_ : 1;
};

} // namespace aha::server
