#include "core/net/connector.h"

#include "core/base/assert.h"
#include "core/net/tcp_connect.h"
#include "core/net/tls_connect.h"

#include <algorithm>

namespace aha::net {

std::vector<std::string> interleaveFamilies(const std::vector<std::string>& addresses) {
    auto isV6 = [](const std::string& address) { return address.find(':') != address.npos; };
    std::vector<std::string> first, second, result;
    for (const std::string& address : addresses) {
        (isV6(address) == isV6(addresses.front()) ? first : second).push_back(address);
    }
    for (std::size_t i = 0; i < std::max(first.size(), second.size()); ++i) {
        for (const auto* family : {&first, &second}) {
            if (i < family->size()) {
                result.push_back((*family)[i]);
            }
        }
    }
    return result;
}

Connector::Connector(Loop& loop, std::string host, unsigned port, const ConnectOptions& options,
                     Callback callback)
    : loop_(loop), host_(std::move(host)), port_(port), options_(options), callback_(std::move(callback)),
      delay_([](WheelTimer& timer) { static_cast<Timer&>(timer).owner.nextAttempt(); }, *this),
      limit_([](WheelTimer& timer) { static_cast<Timer&>(timer).owner.onConnectTimeout(); }, *this) {
    AHA_ASSERT(callback_);
    loop_.track(*this);
}

Connector::~Connector() { letGo(); }

std::unique_ptr<Connector> Connector::start(Loop& loop, Resolver& resolver, std::string host, unsigned port,
                                            const ConnectOptions& options, Callback callback) {
    std::unique_ptr<Connector> connector(
        new Connector(loop, std::move(host), port, options, std::move(callback)));
    Connector& self = *connector;
    self.enter(ConnectStep::Dns);
    if (SocketAddress::isUnixPath(self.host_)) {
        self.beginAttempts({self.host_});
    } else {
        self.query_ = resolver.resolve(self.host_, options.dnsTimeoutMs, [&self](Resolver::Answer answer) {
            self.onAddresses(std::move(answer));
        });
    }
    return connector;
}

std::string Connector::target() const {
    if (SocketAddress::isUnixPath(host_)) {
        return host_;
    }
    const bool needsBrackets = host_.find(':') != host_.npos && host_.front() != '[';
    return (needsBrackets ? "[" + host_ + "]" : host_) + ":" + std::to_string(port_);
}

double& Connector::stepMs() {
    switch (result_.step) {
    case ConnectStep::Dns: return result_.dnsMs;
    case ConnectStep::Connect: return result_.connectMs;
    case ConnectStep::Tls: break;
    }
    return result_.tlsMs;
}

void Connector::enter(ConnectStep step) {
    const std::uint64_t now = Loop::nowNs();
    if (stepStartNs_ != 0) {
        stepMs() = double(now - stepStartNs_) / 1e6;
    }
    stepStartNs_ = now;
    result_.step = step;
}

// ---- addresses

void Connector::onAddresses(Resolver::Answer answer) {
    query_.reset();
    if (!answer) {
        fail(answer.error().code, what() + ": " + answer.error().message);
        return;
    }
    beginAttempts(interleaveFamilies(answer.value()));
}

void Connector::beginAttempts(std::vector<std::string> addresses) {
    enter(ConnectStep::Connect);
    for (std::string& address : addresses) {
        attempts_.push_back({std::move(address), nullptr, {}});
    }
    if (options_.connectTimeoutMs > 0) {
        loop_.arm(limit_, options_.connectTimeoutMs);
    }
    nextAttempt();
}

void Connector::nextAttempt() {
    AHA_ASSERT(begun_ < attempts_.size());
    const std::size_t index = begun_++;
    attempts_[index].connect =
        TcpConnect::start(loop_, attempts_[index].address, port_, 0,
                          [this, index](Result<StreamPtr> result) { onAttempt(index, std::move(result)); });
    if (begun_ < attempts_.size()) {
        loop_.arm(delay_, options_.attemptDelayMs);
    } else {
        loop_.cancel(delay_); // the last one may have been begun early
    }
}

void Connector::onAttempt(std::size_t index, Result<StreamPtr> result) {
    Attempt& attempt = attempts_[index];
    if (result) {
        const bool isV6 = attempt.address.find(':') != attempt.address.npos;
        const bool isUnix = SocketAddress::isUnixPath(attempt.address);
        result_.address =
            isUnix ? attempt.address
                   : (isV6 ? "[" + attempt.address + "]" : attempt.address) + ":" + std::to_string(port_);
        loop_.cancel(delay_);
        loop_.cancel(limit_);
        attempts_.clear(); // the others are cancelled; this one has called back already
        if (options_.tls) {
            beginTls(result.take());
        } else {
            finish(std::move(result));
        }
        return;
    }
    if (std::none_of(attempts_.begin(), attempts_.end(),
                     [](const Attempt& a) { return !a.failure.empty(); })) {
        firstFailure_ = result.error().code;
    }
    attempt.connect.reset();
    attempt.failure = result.error().message;
    constexpr std::string_view kPrefix = "connect to ";
    if (attempt.failure.compare(0, kPrefix.size(), kPrefix) == 0) {
        attempt.failure.erase(0, kPrefix.size());
    }
    if (begun_ < attempts_.size()) {
        nextAttempt(); // no reason to wait
        return;
    }
    const bool isOver =
        std::all_of(attempts_.begin(), attempts_.end(), [](const Attempt& a) { return !a.connect; });
    if (isOver) {
        // A literal needs no saying twice what it is.
        const bool isPlain =
            attempts_.size() == 1 && attempts_[0].failure.compare(0, target().size(), target()) == 0;
        fail(firstFailure_, isPlain ? "connect to " + attempts_[0].failure : what() + ": " + failures());
    }
}

std::string Connector::failures() const {
    std::string text;
    for (std::size_t i = 0; i < begun_; ++i) {
        text += text.empty() ? "" : "; ";
        text += attempts_[i].failure.empty() ? attempts_[i].address + ": no answer" : attempts_[i].failure;
    }
    return text;
}

void Connector::onConnectTimeout() {
    fail(Errc::TimedOut, what() + ": no connection within " + std::to_string(options_.connectTimeoutMs) +
                             " ms (" + failures() + ")");
}

// ---- TLS, the end

void Connector::beginTls(StreamPtr stream) {
    enter(ConnectStep::Tls);
    handshake_ = TlsConnect::start(loop_, *options_.tls, std::move(stream),
                                   options_.serverName.empty() ? host_ : options_.serverName,
                                   options_.tlsTimeoutMs, [this](Result<StreamPtr> result) {
                                       if (result) {
                                           finish(std::move(result));
                                       } else {
                                           fail(result.error().code, what() + ": " + result.error().message);
                                       }
                                   });
}

void Connector::close() {
    if (!isDone()) {
        fail(Errc::Cancelled, what() + ": the event loop is closing");
    }
}

void Connector::fail(Errc code, const std::string& text) { finish(Error{code, text}); }

void Connector::finish(Result<StreamPtr> result) {
    enter(result_.step);
    letGo();
    result_.stream = std::move(result);
    Callback callback = std::exchange(callback_, nullptr);
    callback(std::move(result_)); // may destroy this
}

void Connector::letGo() {
    for (Timer* timer : {&delay_, &limit_}) {
        if (timer->isArmed()) { // the loop may be gone already
            loop_.cancel(*timer);
        }
    }
    Link<HandleTag>::unlink();
    query_.reset();
    attempts_.clear();
    handshake_.reset();
}

} // namespace aha::net
