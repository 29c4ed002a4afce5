#include "core/mvc/hook_chain.h"

namespace aha::mvc {

HookChain::Turn HookChain::enter(HookPhase phase, std::uint32_t count) {
    leave();
    const auto index = static_cast<std::uint8_t>(phase);
    if (index < open_) {
        return Turn::Done;
    }
    open_ = static_cast<std::uint8_t>(index + 1);
    phase_ = phase;
    count_ = count;
    next_ = 0;
    if (count_ == 0) {
        return Turn::Done;
    }
    state_ = State::Ready;
    return Turn::Call;
}

void HookChain::leave() { state_ = State::Idle; }

HookChain::Turn HookChain::end(Turn turn) {
    leave();
    return turn;
}

std::uint32_t HookChain::call() {
    state_ = State::Called;
    resumed_ = dropped_ = false;
    return ++ticket_;
}

HookChain::Turn HookChain::goOn() {
    if (++next_ == count_) {
        return end(Turn::Done);
    }
    state_ = State::Ready;
    return Turn::Call;
}

HookChain::Turn HookChain::returned(HookReply reply, HookAnswer answer) {
    if (resumed_ || reply == HookReply::Declined) {
        return goOn();
    }
    // After the response there is nothing left to answer: only the continuation counts.
    const bool isAnswered = phase_ != HookPhase::PostDispatch && answer == HookAnswer::Given;
    if (isAnswered || (dropped_ && answer != HookAnswer::None)) {
        return end(Turn::Stop);
    }
    state_ = State::Waiting;
    return Turn::Await;
}

HookChain::Turn HookChain::woken(HookAnswer answer) {
    if (resumed_) {
        return goOn();
    }
    return end(answer == HookAnswer::None ? Turn::Refuse : Turn::Stop);
}

bool HookChain::resume(std::uint32_t ticket) {
    if (!isPending(ticket)) {
        return false;
    }
    resumed_ = true;
    return true;
}

bool HookChain::drop(std::uint32_t ticket) {
    if (!isPending(ticket)) {
        return false;
    }
    dropped_ = true;
    return state_ == State::Waiting;
}

} // namespace aha::mvc
