#include "core/client/redis/redis_link.h"

#include "core/base/assert.h"
#include "core/client/redis/redis_call.h"
#include "core/proto/resp/resp_command.h"

#include <algorithm>
#include <utility>

namespace aha::client {

using Kind = RedisFailure::Kind;

// What may be queued for a server that does not read.
static constexpr std::size_t kMaxUnwritten = std::size_t{16} * 1024 * 1024;
static constexpr std::size_t kWritePiece = 256 * 1024; // given to the stream at a time
static constexpr std::size_t kKeptOutput = 64 * 1024;  // capacity of an idle buffer

std::string redisAddress(const RedisOptions& options) {
    const std::string database = "/" + std::to_string(options.database);
    if (options.host.compare(0, 5, "unix:") == 0) {
        return "redis+" + options.host + database;
    }
    const bool needsBrackets = options.host.find(':') != options.host.npos;
    return std::string(options.tls ? "rediss://" : "redis://") +
           (needsBrackets ? "[" + options.host + "]" : options.host) + ":" + std::to_string(options.port) +
           database;
}

RedisLink::RedisLink(pool::PoolSlot slot, net::Loop& loop, net::Resolver& resolver, RedisTarget& target)
    : WheelTimer(&onTimer), slot_(slot), loop_(loop), target_(target), reader_(target.options.limits) {
    const RedisOptions& options = target.options;
    net::ConnectOptions connect;
    connect.dnsTimeoutMs = connect.connectTimeoutMs = connect.tlsTimeoutMs = options.connectTimeoutMs;
    connect.tls = target.tls;
    connect.serverName = options.serverName;
    armFor(loop.nowMs() + options.connectTimeoutMs);
    connector_ = net::Connector::start(loop, resolver, options.host, options.port, connect,
                                       [this](net::ConnectResult result) { onConnected(std::move(result)); });
}

RedisLink::~RedisLink() {
    if (WheelTimer::isArmed()) {
        loop_.cancelBackground(*this);
    }
    static_cast<Link<net::FlushTag>&>(*this).unlink();
    for (const Slot& slot : slots_) {
        AHA_ASSERT(!slot.call); // whoever gives the lease back has taken them
    }
}

// ---- connect and login

void RedisLink::onConnected(net::ConnectResult result) {
    if (!result.stream) {
        const Error& error = result.stream.error();
        connectFailed(Error{error.code, target_.address + ": " + error.message});
        return;
    }
    stream_ = result.stream.take();
    stream_->setBackground(true); // who waits for a reply holds the loop
    state_ = State::LoggingIn;
    stream_->start(*this);
    logIn();
}

void RedisLink::logIn() {
    const RedisOptions& options = target_.options;
    const std::string database = std::to_string(options.database);
    std::string bytes;
    auto step = [&](const char* name, std::vector<std::string_view> arguments) {
        resp::appendCommand(bytes, arguments);
        loginSteps_.insert(loginSteps_.begin(), name);
    };
    const bool hasSecret = !options.password.empty() || !options.user.empty();
    const std::string_view user = options.user.empty() ? std::string_view("default") : options.user;
    if (options.protocol == 3) {
        std::vector<std::string_view> hello{"HELLO", "3"};
        if (hasSecret) {
            hello.insert(hello.end(), {"AUTH", user, options.password});
        }
        step("HELLO", std::move(hello));
    } else if (hasSecret && options.user.empty()) {
        step("AUTH", {"AUTH", options.password});
    } else if (hasSecret) {
        step("AUTH", {"AUTH", user, options.password});
    }
    if (!options.clientName.empty()) {
        step("CLIENT SETNAME", {"CLIENT", "SETNAME", options.clientName});
    }
    if (options.database != 0) {
        step("SELECT", {"SELECT", database});
    }
    if (loginSteps_.empty()) {
        becomeReady();
    } else {
        stream_->write(bytes);
    }
}

void RedisLink::onLoginReply(const resp::Reply& reply) {
    const char* step = loginSteps_.back();
    loginSteps_.pop_back();
    if (reply.isError()) {
        const std::string_view code = resp::errorCode(reply.text());
        const bool isRefused = code == "NOAUTH" || code == "WRONGPASS" || code == "NOPERM" || code == "ERR";
        connectFailed(Error{isRefused ? Errc::PermissionDenied : Errc::Unreachable,
                            target_.address + ": " + step + " was refused: " + std::string(reply.text())});
    } else if (loginSteps_.empty()) {
        becomeReady();
    }
}

void RedisLink::becomeReady() {
    state_ = State::Ready;
    armedMs_ = kRedisNoLimit;
    loop_.cancelBackground(*this);
    slot_.connected();
}

void RedisLink::connectFailed(Error error) {
    if (error.code == Errc::TimedOut) { // which means a limit of the caller's: a wait, a reply
        error.code = Errc::Unreachable;
    }
    state_ = State::Lost;
    connector_.reset();
    if (stream_) {
        stream_->close();
    }
    slot_.connectFailed(error);
}

// ---- the pool

pool::Liveness RedisLink::liveness() {
    return state_ == State::Ready && stream_->isQuiet() ? pool::Liveness::Alive : pool::Liveness::Dead;
}

void RedisLink::ping() {
    if (state_ != State::Ready) {
        slot_.pinged(false);
        return;
    }
    static constexpr std::string_view kPing[] = {"PING"};
    std::string bytes;
    resp::appendCommand(bytes, kPing);
    isPinging_ = true;
    slots_.push_back({nullptr, 1, written_, loop_.nowMs(), kRedisNoLimit}); // the pool has the limit
    ++commandsInFlight_;
    stream_->write(bytes);
    written_ += bytes.size();
}

// ---- sending

std::uint64_t RedisLink::carry(RedisCall& call) {
    const RedisRequest& request = call.request();
    const std::uint64_t now = loop_.nowMs();
    const std::uint64_t limitMs = call.limitMs();
    const std::uint64_t dueMs = limitMs == kRedisNoLimit ? kRedisNoLimit : now + limitMs;
    slots_.push_back({&call, request.replies, written_ + unwritten(), now, dueMs});
    commandsInFlight_ += request.replies;
    commandsInOut_ += request.replies;
    armFor(dueMs);
    send(request.package);
    return firstTicket_ + slots_.size() - 1;
}

void RedisLink::send(std::string_view bytes) {
    out_.append(bytes);
    if (!static_cast<Link<net::FlushTag>&>(*this).isLinked()) {
        loop_.enqueueFlush(*this);
    }
}

void RedisLink::forget(std::uint64_t ticket) {
    AHA_ASSERT(ticket >= firstTicket_ && ticket - firstTicket_ < slots_.size());
    slots_[ticket - firstTicket_].call = nullptr;
}

void RedisLink::flushNow() {
    static_cast<Link<net::FlushTag>&>(*this).unlink();
    if (state_ != State::Ready || unwritten() == 0 || stream_->queuedBytes() > 0) {
        return;
    }
    RedisTraffic& traffic = target_.traffic;
    traffic.sentBytes += unwritten();
    traffic.commands += commandsInOut_;
    traffic.largestBatch = std::max<std::uint64_t>(traffic.largestBatch, commandsInOut_);
    ++traffic.writes;
    commandsInOut_ = 0;
    // What the stream was not given is certainly unsent when the connection breaks.
    while (unwritten() > 0 && stream_->queuedBytes() == 0) {
        const std::string_view piece = std::string_view(out_).substr(outBegin_, kWritePiece);
        outBegin_ += piece.size();
        written_ += piece.size();
        stream_->write(piece);
    }
    if (unwritten() == 0) {
        outBegin_ = 0;
        out_.clear();
        if (out_.capacity() > kKeptOutput) {
            std::string().swap(out_);
        }
    }
}

bool RedisLink::hasRoom() const { return state_ == State::Ready && unwritten() < kMaxUnwritten; }

void RedisLink::listen() {
    AHA_ASSERT(slots_.empty());
    isListening_ = true;
}

void RedisLink::setReading(bool isOn) {
    if (state_ == State::Ready) {
        isOn ? stream_->resumeReading() : stream_->pauseReading();
    }
}

// ---- replies

void RedisLink::onData(std::string_view bytes) {
    if (state_ == State::Lost) {
        return;
    }
    target_.traffic.receivedBytes += bytes.size();
    reader_.feed(bytes);
    for (resp::Reply reply;;) {
        const resp::Reader::Step step = reader_.next(reply);
        if (step == resp::Reader::Step::Error) {
            breakOff(reader_.error().code == Errc::Malformed ? Errc::Malformed : reader_.error().code,
                     reader_.error().message);
            return;
        }
        if (step == resp::Reader::Step::NeedMore) {
            break;
        }
        if (!onReply(reply)) {
            return;
        }
    }
    if (state_ == State::Ready && !isListening_ && slots_.empty() && !reader_.isBetweenReplies()) {
        breakOff(Errc::Malformed, "the server has sent what nobody has asked for");
        return;
    }
    // Only now may the connection go to somebody else: what has come before he asks is no reply to him.
    if (user_) {
        user_->onLinkProgress(*this);
    }
}

bool RedisLink::onReply(resp::Reply& reply) {
    if (state_ == State::LoggingIn) {
        onLoginReply(reply);
        return state_ != State::Lost;
    }
    if (isListening_ && user_) {
        user_->onLinkMessage(*this, reply);
        return state_ == State::Ready;
    }
    if (reply.type() == resp::Type::Push || slots_.empty() || slots_.front().begin >= written_) {
        breakOff(Errc::Malformed, "the server has sent a reply that nobody has asked for");
        return false;
    }
    return answer(reply);
}

bool RedisLink::answer(resp::Reply& reply) {
    Slot& slot = slots_.front();
    const bool isLast = --slot.replies == 0;
    RedisCall* call = slot.call;
    target_.traffic.serverErrors += reply.isError() ? 1 : 0;
    --commandsInFlight_;
    if (isLast) {
        slots_.pop_front();
        ++firstTicket_;
    }
    if (call) {
        call->onReply(std::move(reply));
    } else if (std::exchange(isPinging_, false)) {
        slot_.pinged(!reply.isError());
    }
    return state_ == State::Ready;
}

// ---- the end

void RedisLink::onTimer(WheelTimer& timer) { static_cast<RedisLink&>(timer).onDue(); }

void RedisLink::armFor(std::uint64_t dueMs) {
    if (dueMs < armedMs_) {
        armedMs_ = dueMs;
        const std::uint64_t now = loop_.nowMs();
        loop_.armBackground(*this, dueMs > now ? dueMs - now : 0);
    }
}

// The timer is not moved with each reply: it may fire for a call that was answered long ago.
void RedisLink::onDue() {
    armedMs_ = kRedisNoLimit;
    if (state_ == State::Connecting || state_ == State::LoggingIn) {
        connectFailed(Error{Errc::TimedOut, target_.address + ": no connection within " +
                                                std::to_string(target_.options.connectTimeoutMs) + " ms"});
        return;
    }
    const std::uint64_t now = loop_.nowMs();
    std::uint64_t nextMs = kRedisNoLimit;
    for (Slot& slot : slots_) {
        if (slot.dueMs > now) {
            nextMs = std::min(nextMs, slot.dueMs);
            continue;
        }
        std::string text = target_.address + ": no reply ";
        if (RedisCall* call = std::exchange(slot.call, nullptr)) {
            text += "to " + call->request().name + " within " + std::to_string(call->limitMs()) + " ms";
            call->onFailed({Kind::TimedOut, Error{Errc::TimedOut, text}});
        } else {
            text += "to a command that was cancelled";
        }
        fail({Kind::Lost, Error{Errc::Closed, text + ", so the connection was closed"}});
        return;
    }
    armFor(nextMs);
}

void RedisLink::onEof() {
    breakOff(Errc::Closed, isIdle() || isListening_
                               ? "the server has closed the connection"
                               : "the server has closed the connection before its reply");
}

void RedisLink::onDrained() {
    flushNow();
    if (user_) {
        user_->onLinkProgress(*this);
    }
}

void RedisLink::onError(const Error& error) { breakOff(error.code, error.message); }

void RedisLink::onClosed() {
    if (state_ != State::Lost) { // the loop closes
        breakOff(Errc::Closed, "the connection was closed");
    }
}

void RedisLink::breakOff(Errc code, std::string_view text) {
    Error error{code, target_.address + ": " + std::string(text)};
    if (state_ == State::LoggingIn) {
        connectFailed(std::move(error));
    } else {
        fail({Kind::Lost, std::move(error)});
    }
}

void RedisLink::fail(RedisFailure failure) {
    if (state_ == State::Lost) {
        return;
    }
    state_ = State::Lost;
    isListening_ = false;
    stream_->close();
    if (user_) {
        std::exchange(user_, nullptr)->onLinkLost(*this, failure);
    } else {
        slot_.lost();
    }
}

std::vector<RedisLink::Unanswered> RedisLink::takeCalls() {
    std::vector<Unanswered> calls;
    for (Slot& slot : slots_) {
        if (RedisCall* call = std::exchange(slot.call, nullptr)) {
            // A call of which some replies have come has surely been sent.
            calls.push_back({call, slot.begin >= written_});
        }
    }
    return calls;
}

} // namespace aha::client
