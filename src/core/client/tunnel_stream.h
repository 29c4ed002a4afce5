#pragma once

#include "core/net/loop.h"
#include "core/net/stream.h"

#include <string>
#include <string_view>

namespace aha::client {

// A stream that was used for a handshake first and gets a new user afterwards, who finds the bytes that
// came behind the handshake. Everything else goes to the stream below.
// Owned through StreamPtr; owns the lower stream.
class TunnelStream final : public net::Stream, private net::StreamListener, private net::ReadyItem {
public:
    TunnelStream(net::Loop& loop, net::StreamPtr lower) : loop_(loop), lower_(std::move(lower)) {}

    void start(net::StreamListener& listener) override; // again after handOver()
    // The listener lets go, leaving what it has not used: reading pauses until the next one start()s.
    void handOver(std::string_view rest);

    void pauseReading() override;
    void resumeReading() override;
    void write(std::string_view bytes) override { lower_->write(bytes); }
    void write(std::string_view head, net::OwnedBytes body) override { lower_->write(head, std::move(body)); }
    std::size_t queuedBytes() const override { return lower_->queuedBytes(); }
    void shutdown() override { lower_->shutdown(); }
    void close() override { lower_->close(); }
    void reset() override { lower_->reset(); }
    std::string peerAddress() const override { return lower_->peerAddress(); }
    unsigned peerPort() const override { return lower_->peerPort(); }
    std::string localAddress() const override { return lower_->localAddress(); }
    unsigned localPort() const override { return lower_->localPort(); }
    bool peerIsGone() const override { return lower_->peerIsGone(); }
    bool hasInput() const override { return !rest_.empty() || lower_->hasInput(); }
    bool hasEnded() const override { return rest_.empty() && lower_->hasEnded(); }
    bool isQuiet() const override { return rest_.empty() && lower_->isQuiet(); }
    void setBackground(bool isBackground) override { lower_->setBackground(isBackground); }

private:
    enum class State : std::uint8_t {
        New, // the lower stream is not started
        Open,
        Abandoned, // waits for the lower stream's end, and frees itself
        Closed,
    };
    ~TunnelStream() override { ReadyItem::unlink(); }
    void disown() override;
    void onData(std::string_view bytes) override;
    void onEof() override;
    void onDrained() override;
    void onError(const Error& error) override;
    void onClosed() override;
    void run() override;

    net::Loop& loop_;
    net::StreamPtr lower_;
    net::StreamListener* listener_ = nullptr;
    std::string rest_; // came while nobody listened; at most one read and what was handed over
    bool isPaused_ = false;
    bool hasEnded_ = false;          // onEof() is still to be told
    std::unique_ptr<Error> failure_; // the same for onError()
    State state_ = State::New;
};

} // namespace aha::client
