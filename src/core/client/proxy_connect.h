#pragma once

#include "core/base/result.h"
#include "core/client/http_types.h"
#include "core/client/socks5_handshake.h"
#include "core/net/loop.h"
#include "core/net/stream.h"
#include "core/proto/http/response_parser.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace aha::client {

class TunnelStream;

// The handshake with a proxy over a stream that is connected to it: CONNECT of HTTP, or SOCKS5.
// Owned by whoever starts it; destroying it cancels silently and closes the stream.
// Calls back once, from the loop, with a stream that leads to the target and is to be start()ed, or an error;
// the callback may destroy it.
class ProxyConnect final : private net::StreamListener, private WheelTimer, private net::ReadyItem {
public:
    using Callback = std::function<void(Result<net::StreamPtr>)>;
    // A time-out of 0 leaves it to the peer.
    static std::unique_ptr<ProxyConnect> start(net::Loop& loop, net::StreamPtr stream, const HttpProxy& proxy,
                                               const std::string& host, unsigned port,
                                               std::uint64_t timeoutMs, Callback callback);
    ~ProxyConnect();

private:
    ProxyConnect(net::Loop& loop, net::StreamPtr stream, std::uint64_t timeoutMs, Callback callback);
    static void onTimeout(WheelTimer& timer);
    Result<std::string> greeting(const HttpProxy& proxy, const std::string& host, unsigned port);
    void onOpen() override {}
    void onData(std::string_view bytes) override;
    void onEof() override;
    void onError(const Error& error) override;
    void onClosed() override;
    void run() override;
    void readSocks(std::string_view bytes);
    void readHttp(std::string_view bytes);
    void succeed(std::string_view rest);
    void finish(Result<net::StreamPtr> result);

    net::Loop& loop_;
    std::uint64_t timeoutMs_;
    Callback callback_; // empty once called
    net::StreamPtr stream_;
    TunnelStream* tunnel_; // the same
    bool isSocks_ = false;
    Socks5Handshake socks_;
    http::ResponseParser parser_;
    http::ResponseHead head_;
    std::unique_ptr<Error> failed_; // within start(), told from the loop
};

} // namespace aha::client
