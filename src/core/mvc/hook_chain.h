#pragma once

#include <cstddef>
#include <cstdint>

namespace aha::mvc {

// The phases that hooks are registered for, in the order in which a request goes through them.
enum class HookPhase : std::uint8_t { PreRouter, PostRouter, PreDispatch, PostDispatch };
inline constexpr std::size_t kHookPhases = 4;

// What is known of the answer to a request while its hooks are at work.
enum class HookAnswer : std::uint8_t {
    None,    // not yet given
    Given,   // or the client is gone: nobody waits for one
    Unknown, // of a command, which may be answered by a send() that nobody sees
};

// What a hook says by the value that it ends with.
enum class HookReply : std::uint8_t {
    Later,    // it has gone on, goes on later, or answers in place of the action
    Declined, // AHA_DECLINED: it has nothing to say, the next one is called
};

// The hooks of one request: which is next, and who may go on to it. A hook goes on by its continuation, which
// is known here by a ticket: at once, later, or never. Each phase is gone through once at most, each hook
// called once at most, in order; each ticket lets go on once. Owned by the request; calls nobody.
class HookChain {
public:
    // What the request has to do.
    enum class Turn : std::uint8_t {
        Call,   // call the hook next()
        Await,  // wait: for a resume() or drop() that says so, or for the answer; then ask woken()
        Done,   // all hooks of the phase have gone on
        Stop,   // answered in place of what comes next: the rest of the phase is not called
        Refuse, // neither gone on nor answered, and nobody is left who could
    };

    // Begins a phase; one that is under way is left. Done as well for a phase that is over or behind it: its
    // hooks are not called again.
    Turn enter(HookPhase phase, std::uint32_t count);
    // The phase ends here, whatever it was at: an error, a cancellation, an answer.
    void leave();

    bool isActive() const { return state_ != State::Idle; }
    bool isWaiting() const { return state_ == State::Waiting; }
    std::uint32_t next() const { return next_; }

    // The hook next() is being called; the ticket is for its continuation.
    std::uint32_t call();
    Turn returned(HookReply reply, HookAnswer answer);
    // While it waits: something has happened.
    Turn woken(HookAnswer answer);

    // The continuation was called. False: it has gone on already, or its hook's turn is over.
    bool resume(std::uint32_t ticket);
    // Nobody can call the continuation any more. True: the chain waits for it, woken() may know more.
    bool drop(std::uint32_t ticket);

private:
    enum class State : std::uint8_t {
        Idle,    // in no phase
        Ready,   // next() may be called
        Called,  // its hook is at work
        Waiting, // its hook has ended without having gone on
    };

    bool isPending(std::uint32_t ticket) const {
        return ticket == ticket_ && !resumed_ && (state_ == State::Called || state_ == State::Waiting);
    }
    Turn goOn();
    Turn end(Turn turn);

    std::uint32_t count_ = 0;
    std::uint32_t next_ = 0;
    std::uint32_t ticket_ = 0;
    HookPhase phase_ = HookPhase::PreRouter;
    State state_ = State::Idle;
    std::uint8_t open_ = 0; // the first phase that may still be entered
    bool resumed_ = false;
    bool dropped_ = false;
};

} // namespace aha::mvc
