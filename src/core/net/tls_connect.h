#pragma once

#include "core/base/result.h"
#include "core/net/loop.h"
#include "core/net/stream.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace aha::net {

class TlsContext;

// A client's TLS handshake over a stream that is connected.
// Owned by whoever starts it; destroying it cancels silently and closes the stream.
// Calls back once, from the loop, with an encrypted stream that is open and to be start()ed, or an error; the
// callback may destroy it.
class TlsConnect final : private StreamListener, private WheelTimer {
public:
    using Callback = std::function<void(Result<StreamPtr>)>;
    // `serverName` is what the certificate has to be for. A time-out of 0 leaves it to the peer.
    static std::unique_ptr<TlsConnect> start(Loop& loop, TlsContext& context, StreamPtr lower,
                                             const std::string& serverName, std::uint64_t timeoutMs,
                                             Callback callback);
    ~TlsConnect();
    bool isDone() const { return !callback_; }

private:
    TlsConnect(Loop& loop, std::uint64_t timeoutMs, Callback callback);
    static void onTimeout(WheelTimer& timer);
    void onOpen() override;
    void onData(std::string_view) override {} // none comes before the handshake is over
    void onEof() override;
    void onError(const Error& error) override;
    void onClosed() override;
    void finish(Result<StreamPtr> result);

    Loop& loop_;
    std::uint64_t timeoutMs_;
    Callback callback_; // empty once called
    StreamPtr stream_;
};

} // namespace aha::net
