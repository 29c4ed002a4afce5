#include "core/net/tls_connect.h"

#include "core/base/assert.h"
#include "core/net/tls.h"

namespace aha::net {

TlsConnect::TlsConnect(Loop& loop, std::uint64_t timeoutMs, Callback callback)
    : WheelTimer(&onTimeout), loop_(loop), timeoutMs_(timeoutMs), callback_(std::move(callback)) {
    AHA_ASSERT(callback_);
}

TlsConnect::~TlsConnect() {
    if (isArmed()) { // the loop may be gone already
        loop_.cancel(*this);
    }
}

std::unique_ptr<TlsConnect> TlsConnect::start(Loop& loop, TlsContext& context, StreamPtr lower,
                                              const std::string& serverName, std::uint64_t timeoutMs,
                                              Callback callback) {
    std::unique_ptr<TlsConnect> handshake(new TlsConnect(loop, timeoutMs, std::move(callback)));
    handshake->stream_ = context.connect(loop, std::move(lower), serverName);
    if (timeoutMs > 0) {
        loop.arm(*handshake, timeoutMs);
    }
    handshake->stream_->start(*handshake);
    return handshake;
}

void TlsConnect::onOpen() {
    static_cast<TlsStream&>(*stream_).handOver();
    finish(std::move(stream_));
}

void TlsConnect::onEof() { finish(Error{Errc::Closed, "TLS handshake: the peer closed the connection"}); }

void TlsConnect::onError(const Error& error) { finish(error); }

void TlsConnect::onClosed() { finish(Error{Errc::Cancelled, "TLS handshake: the event loop is closing"}); }

void TlsConnect::onTimeout(WheelTimer& timer) {
    auto& self = static_cast<TlsConnect&>(timer);
    self.finish(Error{Errc::TimedOut,
                      "TLS handshake: not complete within " + std::to_string(self.timeoutMs_) + " ms"});
}

void TlsConnect::finish(Result<StreamPtr> result) {
    if (isArmed()) {
        loop_.cancel(*this);
    }
    StreamPtr failed = std::move(stream_); // closes
    Callback callback = std::exchange(callback_, nullptr);
    callback(std::move(result)); // may destroy this
}

} // namespace aha::net
