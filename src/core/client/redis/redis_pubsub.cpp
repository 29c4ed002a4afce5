#include "core/client/redis/redis_pubsub.h"

#include "core/proto/resp/resp_command.h"

#include <algorithm>
#include <utility>

namespace aha::client {

using Kind = RedisFailure::Kind;
using State = RedisSubscription::State;

// How often a silent connection is asked whether it lives, and how long it may take to answer.
static constexpr std::uint64_t kPubSubPingMs = 15'000;
static constexpr std::uint64_t kPubSubPongMs = 5'000;

RedisPubSub::RedisPubSub(RedisClient& client)
    : WheelTimer(&onTimer), client_(client), backOff_(client.options().pool.backOff, client.options().seed) {}

void RedisPubSub::close() {
    if (isClosed_) {
        return;
    }
    isClosed_ = true;
    while (RedisSubscription* member = members_.front()) {
        member->end({Kind::Cancelled, Error{Errc::Cancelled, client_.address() + ": the client was closed"}});
    }
    loop().cancelBackground(*this);
    cancelAcquire();
    if (RedisLink* link = std::exchange(link_, nullptr)) {
        link->use(nullptr);
    }
    lease_.release(pool::Release::Cancelled);
}

// ---- members

void RedisPubSub::join(RedisSubscription& subscription, const Name& name) {
    Entry& entry = entries_[name];
    const bool isNew = entry.members.empty();
    entry.members.push_back(&subscription);
    if (entry.isConfirmed) {
        subscription.confirm();
    } else if (isNew && link_) {
        send(Sent::Kind::Subscribe, name);
    }
    if (!link_ && !isWaiting() && !WheelTimer::isArmed()) {
        acquire();
    }
}

void RedisPubSub::leave(RedisSubscription& subscription, const Name& name) {
    const auto found = entries_.find(name);
    if (found == entries_.end()) {
        return;
    }
    std::vector<RedisSubscription*>& members = found->second.members;
    members.erase(std::remove(members.begin(), members.end(), &subscription), members.end());
    if (!members.empty()) {
        return;
    }
    entries_.erase(found);
    if (link_ && !isClosed_) {
        send(Sent::Kind::Unsubscribe, name);
    } else if (entries_.empty()) {
        loop().cancelBackground(*this);
        cancelAcquire();
    }
}

void RedisPubSub::updateReading() {
    bool mayRead = true;
    for (RedisSubscription* member = members_.front(); member; member = members_.next(*member)) {
        mayRead = mayRead && !member->holdsUp();
    }
    if (link_ && mayRead != isReading_) {
        link_->setReading(mayRead);
        heardMs_ = loop().nowMs(); // silence of our own making says nothing
    }
    isReading_ = mayRead;
}

// ---- the connection

void RedisPubSub::acquire() {
    Result<pool::PoolLease> lease = client_.acquireOwn(*this, "subscriptions");
    if (!lease) {
        onAcquireFailed(lease.error());
    } else if (lease.value()) {
        onLease(lease.take());
    }
}

void RedisPubSub::onLease(pool::PoolLease lease) {
    lease_ = std::move(lease);
    link_ = static_cast<RedisLink*>(lease_.connection());
    link_->use(this);
    link_->listen();
    backOff_.onSuccess();
    isReading_ = true;
    updateReading();
    for (const auto& [name, entry] : entries_) {
        send(Sent::Kind::Subscribe, name);
    }
    heardMs_ = loop().nowMs();
    loop().armBackground(*this, kPubSubPingMs);
    releaseIfDone(); // all may have left meanwhile
}

// Those that were never open are told; those that were wait for the next attempt.
void RedisPubSub::onAcquireFailed(const Error& error) {
    const RedisFailure failure = client_.failureOf(error);
    for (RedisSubscription* member = members_.front(); member;) {
        RedisSubscription* next = members_.next(*member);
        if (member->state() == State::Opening) {
            member->end(failure);
        }
        member = next;
    }
    if (!entries_.empty() && !isClosed_) {
        lose();
    }
}

void RedisPubSub::lose() {
    sent_.clear();
    for (auto& [name, entry] : entries_) {
        entry.isConfirmed = false;
    }
    for (RedisSubscription* member = members_.front(); member; member = members_.next(*member)) {
        member->lose();
    }
    const std::uint64_t now = loop().nowMs();
    backOff_.onFailure(backOff_.wave(), now);
    const std::uint64_t retryAtMs = std::max(backOff_.retryAtMs(), now);
    loop().armBackground(*this, retryAtMs - now);
}

void RedisPubSub::onLinkLost(RedisLink&, const RedisFailure&) {
    link_ = nullptr;
    lease_.release(pool::Release::Broken);
    loop().cancelBackground(*this);
    if (!entries_.empty()) {
        lose();
    }
}

void RedisPubSub::onTimer(WheelTimer& timer) { static_cast<RedisPubSub&>(timer).onDue(); }

void RedisPubSub::onDue() {
    if (!link_) {
        acquire();
        return;
    }
    const std::uint64_t silentMs = loop().nowMs() - heardMs_;
    const bool isAsked = std::any_of(sent_.begin(), sent_.end(),
                                     [](const Sent& sent) { return sent.kind == Sent::Kind::Ping; });
    if (!isReading_ || silentMs < kPubSubPingMs) {
        loop().armBackground(*this, isReading_ ? kPubSubPingMs - silentMs : kPubSubPingMs);
    } else if (!isAsked) {
        send(Sent::Kind::Ping, {});
        loop().armBackground(*this, kPubSubPongMs);
    } else {
        link_->fail({Kind::TimedOut,
                     Error{Errc::TimedOut, client_.address() + ": the server is silent, also to a PING"}});
    }
}

void RedisPubSub::send(Sent::Kind kind, const Name& name) {
    static constexpr std::string_view kVerbs[2][2] = {{"SUBSCRIBE", "PSUBSCRIBE"},
                                                      {"UNSUBSCRIBE", "PUNSUBSCRIBE"}};
    std::vector<std::string_view> command{"PING"};
    if (kind != Sent::Kind::Ping) {
        command = {kVerbs[kind == Sent::Kind::Unsubscribe ? 1 : 0][name.isPattern ? 1 : 0], name.text};
    }
    std::string bytes;
    resp::appendCommand(bytes, command);
    sent_.push_back({kind, name});
    link_->send(bytes);
}

// The server has confirmed that there is nothing left: the connection is an ordinary one again.
void RedisPubSub::releaseIfDone() {
    if (!link_ || !entries_.empty() || !sent_.empty()) {
        return;
    }
    loop().cancelBackground(*this);
    RedisLink* link = std::exchange(link_, nullptr);
    link->stopListening();
    link->use(nullptr);
    lease_.release(pool::Release::Reusable);
}

void RedisPubSub::onLinkProgress(RedisLink&) { releaseIfDone(); }

// ---- what it brings

void RedisPubSub::onLinkMessage(RedisLink& link, resp::Reply& reply) {
    heardMs_ = loop().nowMs();
    if (!deliver(reply) && !acknowledge(reply)) {
        link.fail({Kind::Lost, Error{Errc::Malformed,
                                     client_.address() + ": the server has sent what nobody has asked for"}});
    }
}

bool RedisPubSub::deliver(const resp::Reply& reply) {
    const bool isList = reply.type() == resp::Type::Array || reply.type() == resp::Type::Push;
    if (!isList || reply.size() < 3 || reply.nodes() != reply.size() + 1) {
        return false;
    }
    const bool isPattern = reply.text(1) == "pmessage" && reply.size() == 4;
    if (!isPattern && (reply.text(1) != "message" || reply.size() != 3)) {
        return false;
    }
    for (std::size_t i = 1; i <= reply.size(); ++i) {
        if (reply.type(i) != resp::Type::String) {
            return false;
        }
    }
    ++messages_;
    const std::size_t channel = isPattern ? 3 : 2;
    const auto found = entries_.find(Name{isPattern, std::string(reply.text(2))});
    if (found == entries_.end()) {
        return true; // was on its way when all had left
    }
    const RedisMessage message{std::string(reply.text(channel)), std::string(reply.text(channel + 1)),
                               isPattern ? std::string(reply.text(2)) : std::string()};
    const std::vector<RedisSubscription*> members = found->second.members; // one may end by it
    for (RedisSubscription* member : members) {
        member->receive(message);
    }
    updateReading();
    return true;
}

// An answer to what was sent, in order.
bool RedisPubSub::acknowledge(const resp::Reply& reply) {
    if (sent_.empty()) {
        return false;
    }
    const Sent sent = sent_.front();
    if (reply.isError()) {
        sent_.pop_front();
        onRefused(sent, reply.text());
        return true;
    }
    const bool isList = resp::isAggregate(reply.type()) && reply.size() >= 2 &&
                        reply.type(1) == resp::Type::String && reply.nodes() == reply.size() + 1;
    const std::string_view verb = isList                               ? reply.text(1)
                                  : reply.type() == resp::Type::Status ? reply.text()
                                                                       : "";
    if (sent.kind == Sent::Kind::Ping) {
        sent_.pop_front();
        return verb == "pong" || verb == "PONG";
    }
    const std::string expected = std::string(sent.name.isPattern ? "p" : "") +
                                 (sent.kind == Sent::Kind::Subscribe ? "subscribe" : "unsubscribe");
    if (!isList || verb != expected || reply.type(2) != resp::Type::String ||
        reply.text(2) != sent.name.text) {
        return false;
    }
    sent_.pop_front();
    if (sent.kind == Sent::Kind::Subscribe) {
        onConfirmed(sent.name);
    }
    return true;
}

void RedisPubSub::onConfirmed(const Name& name) {
    const auto found = entries_.find(name);
    const bool isSentAgain = std::any_of(sent_.begin(), sent_.end(), [&name](const Sent& other) {
        return other.kind == Sent::Kind::Subscribe && !(other.name < name) && !(name < other.name);
    });
    if (found == entries_.end() || isSentAgain) {
        return; // left again, and perhaps joined anew
    }
    found->second.isConfirmed = true;
    for (RedisSubscription* member : std::vector<RedisSubscription*>(found->second.members)) {
        member->confirm();
    }
}

void RedisPubSub::onRefused(const Sent& sent, std::string_view text) {
    const auto found = entries_.find(sent.name);
    if (sent.kind != Sent::Kind::Subscribe || found == entries_.end()) {
        return;
    }
    const RedisFailure failure{Kind::ConnectFailed,
                               Error{Errc::PermissionDenied, client_.address() + ": subscribing to \"" +
                                                                 sent.name.text +
                                                                 "\" was refused: " + std::string(text)}};
    for (RedisSubscription* member : std::vector<RedisSubscription*>(found->second.members)) {
        member->end(failure);
    }
}

} // namespace aha::client
