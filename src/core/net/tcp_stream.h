#pragma once

#include "core/base/result.h"
#include "core/net/loop.h"
#include "core/net/stream.h"

struct uv_stream_s;

namespace aha::net {

// One connected TCP or unix socket. An idle one costs its own size and nothing more: a write queue exists
// only while the kernel does not take what was written.
// Owned through StreamPtr; the loop closes it when it closes.
class TcpStream final : public Stream, public Handle {
public:
    // Takes a connected, non-blocking stream socket; closes it on failure.
    static Result<StreamPtr> adopt(Loop& loop, int fd);
    static Result<StreamPtr> adopt(Loop& loop, int fd, bool isUnix);

    void start(StreamListener& listener) override;
    void pauseReading() override;
    void resumeReading() override;
    void write(std::string_view bytes) override;
    void write(std::string_view head, OwnedBytes body) override;
    std::size_t queuedBytes() const override;
    void shutdown() override;
    void close() override;
    void reset() override;
    std::string peerAddress() const override;
    unsigned peerPort() const override;
    std::string localAddress() const override;
    unsigned localPort() const override;
    bool peerIsGone() const override;
    bool hasInput() const override;
    bool hasEnded() const override;
    bool isQuiet() const override;
    void setBackground(bool isBackground) override;
    int rawFd() const override;

private:
    struct WriteQueue;
    struct Callbacks;
    enum class State : std::uint8_t {
        Open,
        Closing,   // waits for libuv's close callback
        Abandoned, // the same, and the owner has let go: frees itself
        Closed,    // the owner may let go
    };
    enum class Reading : std::uint8_t {
        NotStarted,
        On,
        Paused,
        Ended, // EOF or error
    };
    enum class Writing : std::uint8_t {
        Open,
        ShutdownPending, // once the queue is empty
        Shut,            // FIN sent
        Broken,          // an error was reported
    };

    TcpStream(Loop& loop, bool isUnix);
    ~TcpStream() override;
    void disown() override;

    uv_stream_s* uv() const;
    std::size_t tryWrite(std::string_view head, std::string_view body);
    WriteQueue& queue();
    void sendQueue();
    void onWritten(int status);
    void onRead(long bytes, const char* data);
    void fail(int err, const char* what);
    void shutdownNow();
    void finishClose();

    // Room for a uv_tcp_t or a uv_pipe_t, whose sizes are fixed within libuv 1.
    static constexpr std::size_t kHandleBytes = 264;
    alignas(8) mutable unsigned char handle_[kHandleBytes];
    Loop& loop_;
    StreamListener* listener_ = nullptr;
    std::unique_ptr<WriteQueue> queue_;
    State state_ = State::Open;
    Reading reading_ = Reading::NotStarted;
    Writing writing_ = Writing::Open;
    bool isUnix_;
};

} // namespace aha::net
