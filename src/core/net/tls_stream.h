#pragma once

#include "core/base/error.h"
#include "core/base/ref.h"
#include "core/net/loop.h"
#include "core/net/stream.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct ssl_st;

namespace aha::net {

struct TlsEngine;

// TLS over another stream, either side. What the lower stream brings goes straight into OpenSSL, what
// OpenSSL makes goes straight to the lower stream: there is no buffer in between.
// Owned through StreamPtr and owns the lower stream. Made by TlsContext.
// Calls its listener as any stream does; onOpen() comes after the handshake.
class TlsStream final : public Stream, private StreamListener, private ReadyItem {
public:
    static StreamPtr over(Loop& loop, StreamPtr lower, Ref<TlsEngine> engine, const std::string& serverName);
    static const TlsStream* of(const Stream& stream) { return dynamic_cast<const TlsStream*>(&stream); }

    void start(StreamListener& listener) override; // again after handOver()
    // The listener of an open stream lets go: reading pauses until the next one start()s, who gets all that
    // has come meanwhile. For those who do no more than the handshake.
    void handOver();
    void pauseReading() override;
    void resumeReading() override;
    void write(std::string_view bytes) override;
    void write(std::string_view head, OwnedBytes body) override;
    std::size_t queuedBytes() const override;
    void shutdown() override;
    void close() override;
    void reset() override;
    std::string peerAddress() const override { return lower_->peerAddress(); }
    unsigned peerPort() const override { return lower_->peerPort(); }
    std::string localAddress() const override { return lower_->localAddress(); }
    unsigned localPort() const override { return lower_->localPort(); }
    bool peerIsGone() const override { return lower_->peerIsGone(); }
    bool hasInput() const override { return !rest_.empty() || lower_->hasInput(); }
    bool hasEnded() const override { return rest_.empty() && lower_->hasEnded(); }
    bool isQuiet() const override { return rest_.empty() && lower_->isQuiet(); }
    void setBackground(bool isBackground) override { lower_->setBackground(isBackground); }
    bool isEncrypted() const override { return true; }
    std::string_view alpn() const override;

    std::string_view protocol() const;          // "TLSv1.3"
    std::string_view cipher() const;            // "TLS_AES_256_GCM_SHA384"
    std::string_view serverName() const;        // what the client asked for by SNI, "" if nothing
    std::string peerCertificateSubject() const; // "CN=…,O=…" (RFC 2253), "" without a certificate
    bool isResumed() const;

private:
    enum class State : std::uint8_t {
        New,         // not started
        Handshaking, // writes wait in early_
        Open,
        Broken,    // an error was reported, or waits to be
        Closing,   // waits for the lower stream
        Abandoned, // the same, and the owner has let go: frees itself
        Closed,
    };
    enum class Reading : std::uint8_t {
        On,
        Paused,
        Ended, // by close_notify, or with the lower stream
    };
    enum class Writing : std::uint8_t {
        Open,
        ShutdownPending, // after the handshake
        Shut,            // close_notify is sent
    };
    struct SslDeleter {
        void operator()(ssl_st* ssl) const;
    };
    struct Bio;

    TlsStream(Loop& loop, StreamPtr lower, Ref<TlsEngine> engine);
    ~TlsStream() override;
    void disown() override;
    void prepare(const std::string& serverName);

    // The lower stream's listener.
    void onOpen() override;
    void onData(std::string_view bytes) override;
    void onEof() override;
    void onDrained() override;
    void onError(const Error& error) override;
    void onClosed() override;
    // What a call on the stream has found out is told from the loop.
    void run() override;
    void wake();

    void process();
    bool handshake();
    void readRecords();
    void endOfLower();
    void endReading();
    void encrypt(std::string_view bytes);
    void encrypt(std::string_view head, std::string_view body);
    void flushCipherText();
    void sendCloseNotify();
    void fail(Error error);
    void failLater(Error error);
    Error handshakeError() const;
    void keepRest();
    bool isReadable() const { return state_ == State::Open && reading_ == Reading::On; }

    Loop& loop_;
    StreamPtr lower_;
    Ref<TlsEngine> engine_;
    std::unique_ptr<ssl_st, SslDeleter> ssl_;
    StreamListener* listener_ = nullptr;
    std::string_view input_; // not yet consumed by OpenSSL; of the lower stream's onData() or of rest_
    std::string rest_;       // kept while reading is paused
    std::string early_;      // written before the handshake was complete
    std::unique_ptr<Error> failure_; // to be told from the loop
    State state_ = State::New;
    Reading reading_ = Reading::On;
    Writing writing_ = Writing::Open;
    bool lowerEnded_ = false;
    bool askedToRenegotiate_ = false;
};

} // namespace aha::net
