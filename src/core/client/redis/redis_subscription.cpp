#include "core/client/redis/redis_pubsub.h"

#include <algorithm>

namespace aha::client {

using State = RedisSubscription::State;

static bool isSame(const RedisSubscription::Name& a, const RedisSubscription::Name& b) {
    return a.isPattern == b.isPattern && a.text == b.text;
}

RedisSubscription::RedisSubscription(RedisPubSub& hub, std::size_t maxQueued, RedisOverflow overflow,
                                     RedisSubscriptionHandler& handler)
    : hub_(&hub), handler_(handler), maxQueued_(maxQueued), overflow_(overflow), hold_(hub.loop()) {
    hub.members_.pushBack(*this);
    ++hub.count_;
}

void RedisSubscription::add(Name name) {
    const bool isKnown =
        std::any_of(names_.begin(), names_.end(), [&name](const Name& other) { return isSame(other, name); });
    if (!hub_ || isKnown) {
        return;
    }
    names_.push_back(name);
    ++unconfirmed_;
    if (state_ == State::Open) {
        state_ = State::Opening;
        hold_ = net::Loop::Hold(hub_->loop());
    }
    hub_->join(*this, names_.back());
}

void RedisSubscription::remove(const Name& name) {
    const auto found = std::find_if(names_.begin(), names_.end(),
                                    [&name](const Name& other) { return isSame(other, name); });
    if (!hub_ || found == names_.end()) {
        return;
    }
    const Name gone = *found;
    names_.erase(found);
    hub_->leave(*this, gone);
    if (names_.empty()) {
        close();
    }
}

void RedisSubscription::close() {
    if (state_ == State::Ended) {
        return;
    }
    state_ = State::Ended;
    hold_.release();
    RedisPubSub* hub = hub_;
    for (const Name& name : names_) {
        hub->leave(*this, name);
    }
    hub_ = nullptr;
    Link<>::unlink();
    --hub->count_;
    hub->updateReading();
    handler_.onSubscription();
}

std::optional<RedisMessage> RedisSubscription::take() {
    if (kept_.empty()) {
        return {};
    }
    RedisMessage message = std::move(kept_.front());
    kept_.pop_front();
    if (hub_ && overflow_ == RedisOverflow::Pause) {
        hub_->updateReading();
    }
    return message;
}

// ---- from the hub

void RedisSubscription::receive(const RedisMessage& message) {
    ++received_;
    if (isFull() && overflow_ == RedisOverflow::Fail) {
        end({RedisFailure::Kind::Exhausted,
             Error{Errc::TooMany, "The subscription has more than " + std::to_string(maxQueued_) +
                                      " messages that nobody has taken (option max_queue)"}});
        return;
    }
    if (isFull() && overflow_ != RedisOverflow::Pause) {
        ++dropped_;
        if (overflow_ == RedisOverflow::DropNewest) {
            return;
        }
        kept_.pop_front();
    }
    kept_.push_back(message); // Pause: what one read has brought is kept
    handler_.onSubscription();
}

void RedisSubscription::confirm() {
    if (unconfirmed_ > 0 && --unconfirmed_ == 0) {
        hold_.release();
        reconnects_ += state_ == State::Reconnecting ? 1 : 0;
        state_ = State::Open;
        handler_.onSubscription();
    }
}

void RedisSubscription::lose() {
    unconfirmed_ = names_.size();
    if (state_ == State::Open) {
        state_ = State::Reconnecting;
        handler_.onSubscription();
    }
}

void RedisSubscription::end(RedisFailure failure) {
    failure_ = std::move(failure);
    close();
}

} // namespace aha::client
