#include "core/client/proxy_connect.h"

#include "core/base/assert.h"
#include "core/client/tunnel_stream.h"
#include "core/proto/http/credentials.h"

#include <utility>

namespace aha::client {

ProxyConnect::ProxyConnect(net::Loop& loop, net::StreamPtr stream, std::uint64_t timeoutMs, Callback callback)
    : WheelTimer(&onTimeout), loop_(loop), timeoutMs_(timeoutMs), callback_(std::move(callback)),
      tunnel_(new TunnelStream(loop, std::move(stream))) {
    AHA_ASSERT(callback_);
    stream_.reset(tunnel_);
}

ProxyConnect::~ProxyConnect() {
    ReadyItem::unlink();
    if (isArmed()) {
        loop_.cancel(*this);
    }
}

std::unique_ptr<ProxyConnect> ProxyConnect::start(net::Loop& loop, net::StreamPtr stream,
                                                  const HttpProxy& proxy, const std::string& host,
                                                  unsigned port, std::uint64_t timeoutMs, Callback callback) {
    std::unique_ptr<ProxyConnect> self(
        new ProxyConnect(loop, std::move(stream), timeoutMs, std::move(callback)));
    auto greeting = self->greeting(proxy, host, port);
    if (!greeting) {
        self->failed_ = std::make_unique<Error>(greeting.error());
        loop.enqueue(*self);
        return self;
    }
    if (timeoutMs > 0) {
        loop.arm(*self, timeoutMs);
    }
    self->stream_->start(*self);
    self->stream_->write(greeting.value());
    return self;
}

Result<std::string> ProxyConnect::greeting(const HttpProxy& proxy, const std::string& host, unsigned port) {
    std::string out;
    isSocks_ = proxy.kind == HttpProxy::Kind::Socks5;
    if (isSocks_) {
        auto started = socks_.start({host, port, proxy.user, proxy.password}, out);
        return started ? Result<std::string>(std::move(out)) : Result<std::string>(started.error());
    }
    http::Url target;
    target.scheme = "https"; // so that a port other than 443 stands in Host; CONNECT always names it
    target.host = host;
    target.port = static_cast<std::uint16_t>(port);
    target.path = "/";
    std::vector<http::HeaderLine> headers;
    headers.push_back({"Host", target.authority()});
    if (!proxy.user.empty()) {
        auto credentials = http::basicCredentials(proxy.user, proxy.password);
        if (!credentials) {
            return credentials.error();
        }
        headers.push_back({"Proxy-Authorization", credentials.take()});
    }
    auto written = http::appendRequestHead(out, {"CONNECT", target, headers, http::TargetForm::Authority});
    if (!written) {
        return written.error();
    }
    parser_.start({false, true, false});
    return out;
}

void ProxyConnect::onData(std::string_view bytes) {
    if (isSocks_) {
        readSocks(bytes);
    } else {
        readHttp(bytes);
    }
}

void ProxyConnect::readSocks(std::string_view bytes) {
    std::string out;
    auto step = socks_.feed(bytes, out);
    if (!step) {
        finish(step.error());
        return;
    }
    if (!out.empty()) {
        stream_->write(out);
    }
    if (step.value() == Socks5Handshake::Step::Done) {
        succeed(bytes);
    }
}

void ProxyConnect::readHttp(std::string_view bytes) {
    using Event = http::ResponseParser::Event;
    for (;;) {
        const auto step = parser_.next(bytes, head_);
        bytes.remove_prefix(step.consumed);
        if (step.event == Event::NeedMore) {
            return;
        }
        if (step.event == Event::Error) {
            finish(Error{parser_.error().code, "the proxy's answer to CONNECT: " + parser_.error().message});
            return;
        }
        if (step.event != Event::Head) {
            continue; // 1xx
        }
        const int status = head_.status();
        if (status >= 200 && status < 300) {
            succeed(bytes);
        } else if (status == 407) {
            finish(Error{Errc::PermissionDenied, "the proxy wants other credentials (407)"});
        } else {
            finish(Error{Errc::Refused, "the proxy answers " + std::to_string(status) + " to CONNECT"});
        }
        return;
    }
}

void ProxyConnect::succeed(std::string_view rest) {
    tunnel_->handOver(rest);
    finish(std::move(stream_));
}

void ProxyConnect::onEof() {
    finish(Error{Errc::Closed, "the proxy closed the connection in its handshake"});
}

void ProxyConnect::onError(const Error& error) {
    finish(Error{error.code, "the handshake with the proxy: " + error.message});
}

void ProxyConnect::onClosed() {
    finish(Error{Errc::Cancelled, "the handshake with the proxy: the event loop is closing"});
}

void ProxyConnect::run() { finish(*failed_); }

void ProxyConnect::onTimeout(WheelTimer& timer) {
    auto& self = static_cast<ProxyConnect&>(timer);
    self.finish(Error{Errc::TimedOut, "the handshake with the proxy was not complete within " +
                                          std::to_string(self.timeoutMs_) + " ms"});
}

void ProxyConnect::finish(Result<net::StreamPtr> result) {
    if (isArmed()) {
        loop_.cancel(*this);
    }
    const net::StreamPtr failed = std::move(stream_); // closes
    const Callback callback = std::exchange(callback_, nullptr);
    callback(std::move(result)); // may destroy this
}

} // namespace aha::client
