#include "core/mvc/hook_chain.h"

#include "core/mvc/hook_order.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace aha::mvc {

using Turn = HookChain::Turn;
using enum HookPhase;

static const char* nameOf(Turn turn) {
    switch (turn) {
    case Turn::Call: return "call";
    case Turn::Await: return "await";
    case Turn::Done: return "done";
    case Turn::Stop: return "stop";
    case Turn::Refuse: return "refuse";
    }
    return "?";
}

// One word a step, for the table: what it was and what came of it.
class Script {
public:
    HookChain chain;
    std::string log;

    void run(const std::string& words) {
        std::size_t begin = 0;
        while (begin < words.size()) {
            const std::size_t end = std::min(words.find(' ', begin), words.size());
            step(words.substr(begin, end - begin));
            begin = end + 1;
        }
    }

private:
    void step(const std::string& word) {
        const auto turn = [this](Turn came) { add(nameOf(came)); };
        if (word == "call") {
            const std::uint32_t place = chain.next();
            ticket_ = chain.call();
            tickets_.push_back(ticket_);
            add("#" + std::to_string(place));
        } else if (word == "resume") {
            add(chain.resume(ticket_) ? "yes" : "no");
        } else if (word == "resume-first") {
            add(chain.resume(tickets_.front()) ? "yes" : "no");
        } else if (word == "drop") {
            add(chain.drop(ticket_) ? "heard" : "unheard");
        } else if (word == "leave") {
            chain.leave();
        } else if (word == "later") {
            turn(chain.returned(HookReply::Later, HookAnswer::None));
        } else if (word == "later-answered") {
            turn(chain.returned(HookReply::Later, HookAnswer::Given));
        } else if (word == "later-command") {
            turn(chain.returned(HookReply::Later, HookAnswer::Unknown));
        } else if (word == "declined") {
            turn(chain.returned(HookReply::Declined, HookAnswer::None));
        } else if (word == "declined-answered") {
            turn(chain.returned(HookReply::Declined, HookAnswer::Given));
        } else if (word == "woken") {
            turn(chain.woken(HookAnswer::None));
        } else if (word == "woken-answered") {
            turn(chain.woken(HookAnswer::Given));
        } else if (word == "woken-command") {
            turn(chain.woken(HookAnswer::Unknown));
        } else {
            ADD_FAILURE() << "there is no step " << word;
        }
    }
    void add(const std::string& word) { log += (log.empty() ? "" : " ") + word; }

    std::uint32_t ticket_ = 0;
    std::vector<std::uint32_t> tickets_;
};

struct Case {
    const char* what;
    HookPhase phase;
    std::uint32_t hooks;
    const char* steps;
    const char* log;
};

static const Case kCases[] = {
    {"goes on at once", PreRouter, 2, "call resume later call resume later", "#0 yes call #1 yes done"},
    {"goes on later", PreRouter, 2, "call later resume woken call later resume woken",
     "#0 await yes call #1 await yes done"},
    {"goes on at once, ends later", PreRouter, 1, "call resume drop later", "#0 yes unheard done"},
    {"twice at once", PreRouter, 2, "call resume resume later call", "#0 yes no call #1"},
    {"twice, the second time when the next one is at work", PreRouter, 2,
     "call resume later call resume-first later", "#0 yes call #1 no await"},
    {"twice, the second time before the next one is called", PreRouter, 2, "call resume later resume call",
     "#0 yes call no #1"},
    {"twice, the second time after the last one", PreRouter, 1, "call resume later resume", "#0 yes done no"},
    {"twice while it waits", PreRouter, 1, "call later resume resume woken resume",
     "#0 await yes no done no"},
    {"declines", PreDispatch, 2, "call declined call declined", "#0 call #1 done"},
    {"declines after going on: one hook is passed over, not two", PreDispatch, 3,
     "call resume declined call resume", "#0 yes call #1 yes"},
    {"declines although it has answered", PreDispatch, 1, "call declined-answered", "#0 done"},
    {"goes on after declining", PreDispatch, 2, "call declined resume call", "#0 call no #1"},
    {"answers", PreRouter, 2, "call later-answered resume", "#0 stop no"},
    {"goes on and answers", PreRouter, 2, "call resume later-answered", "#0 yes call"},
    {"answers later", PreRouter, 2, "call later woken-answered resume", "#0 await stop no"},
    {"neither goes on nor answers", PreRouter, 2, "call drop later woken resume",
     "#0 unheard await refuse no"},
    {"loses its continuation while it waits", PreRouter, 1, "call later drop woken", "#0 await heard refuse"},
    {"is woken for its answer and goes on before the turn", PreRouter, 1, "call later resume woken-answered",
     "#0 await yes done"},
    {"of a command: nobody knows of an answer", PreRouter, 2, "call later-command resume woken-command call",
     "#0 await yes call #1"},
    {"of a command: without its continuation", PreRouter, 2, "call drop later-command", "#0 unheard stop"},
    {"of a command: loses its continuation", PreRouter, 2, "call later-command drop woken-command",
     "#0 await heard stop"},
    {"after the response: waits, answered or not", PostDispatch, 2,
     "call later-answered resume woken-answered call", "#0 await yes call #1"},
    {"after the response: keeps nobody", PostDispatch, 2, "call drop later-answered resume",
     "#0 unheard stop no"},
    {"after the response: what became of the hook before is forgotten", PostDispatch, 2,
     "call drop declined call later-answered", "#0 unheard call #1 await"},
    {"after the response: loses its continuation", PostDispatch, 2, "call later-answered drop woken-answered",
     "#0 await heard stop"},
    {"throws", PreRouter, 2, "call leave resume drop", "#0 no unheard"},
    {"throws after going on", PreRouter, 2, "call resume leave resume", "#0 yes no"},
    {"is cancelled while it waits", PreRouter, 2, "call later leave resume drop", "#0 await no unheard"},
};

TEST(HookChain, OnePhase) {
    for (const Case& one : kCases) {
        Script script;
        EXPECT_EQ(script.chain.enter(one.phase, one.hooks), Turn::Call);
        script.run(one.steps);
        EXPECT_EQ(script.log, one.log) << one.what;
    }
}

TEST(HookChain, AnEndIsTheEnd) {
    for (const char* steps : {"call declined", "call later-answered", "call later woken", "call leave"}) {
        Script script;
        script.chain.enter(PreRouter, 1);
        EXPECT_TRUE(script.chain.isActive());
        script.run(steps);
        EXPECT_FALSE(script.chain.isActive()) << steps;
        EXPECT_FALSE(script.chain.isWaiting()) << steps;
    }
}

TEST(HookChain, PhasesAreGoneThroughOnceAndForward) {
    HookChain chain;
    EXPECT_EQ(chain.enter(PreRouter, 0), Turn::Done);
    EXPECT_FALSE(chain.isActive());
    EXPECT_EQ(chain.enter(PreRouter, 1), Turn::Done) << "it had no hooks when it was its turn";
    EXPECT_EQ(chain.enter(PreDispatch, 1), Turn::Call);
    EXPECT_EQ(chain.enter(PostRouter, 1), Turn::Done) << "passed over by an error";
    EXPECT_EQ(chain.enter(PreDispatch, 1), Turn::Done);
    EXPECT_EQ(chain.enter(PostDispatch, 2), Turn::Call);
    EXPECT_EQ(chain.enter(PostDispatch, 2), Turn::Done);
    EXPECT_FALSE(chain.isActive());
}

TEST(HookChain, TheNextPhaseBeginsWithItsFirstHook) {
    Script script;
    script.chain.enter(PreRouter, 2);
    script.run("call declined call resume later");
    EXPECT_EQ(script.chain.enter(PostRouter, 1), Turn::Call);
    script.run("resume call resume-first resume later");
    EXPECT_EQ(script.log, "#0 call #1 yes done no #0 no yes done");
}

// A ticket is of one request: another that has come to the same place does not hear of it.
TEST(HookChain, RequestsDoNotShareAnything) {
    HookChain one;
    HookChain other;
    one.enter(PreRouter, 1);
    other.enter(PreRouter, 1);
    const std::uint32_t ticket = one.call();
    other.call();
    EXPECT_EQ(one.returned(HookReply::Later, HookAnswer::None), Turn::Await);
    EXPECT_EQ(other.returned(HookReply::Later, HookAnswer::None), Turn::Await);
    EXPECT_TRUE(one.resume(ticket));
    EXPECT_EQ(one.woken(HookAnswer::None), Turn::Done);
    EXPECT_EQ(other.woken(HookAnswer::None), Turn::Refuse);
}

TEST(HookOrder, IsThatOfTheRegistration) {
    int hooks[5] = {};
    HookOrder<int> order;
    EXPECT_TRUE(order.isEmpty());
    EXPECT_EQ(order.add(PostDispatch, hooks[0]), 0u);
    EXPECT_EQ(order.add(PreRouter, hooks[1]), 0u);
    EXPECT_EQ(order.add(PostDispatch, hooks[2]), 1u);
    EXPECT_EQ(order.add(PreRouter, hooks[3]), 1u);
    EXPECT_EQ(order.add(PreRouter, hooks[1]), 2u) << "the same again is called again";
    EXPECT_EQ(order.of(PreRouter), (std::vector<int*>{&hooks[1], &hooks[3], &hooks[1]}));
    EXPECT_EQ(order.of(PostDispatch), (std::vector<int*>{&hooks[0], &hooks[2]}));
    EXPECT_TRUE(order.of(PostRouter).empty());
    EXPECT_FALSE(order.isEmpty());
}

TEST(HookOrder, ARequestKeepsWhatItHasBegunWith) {
    int hooks[2] = {};
    HookOrder<int> first;
    first.add(PreRouter, hooks[0]);
    HookOrder<int> second = first; // a hook of `first` registers another
    second.add(PreRouter, hooks[1]);
    EXPECT_EQ(first.of(PreRouter).size(), 1u);
    EXPECT_EQ(second.of(PreRouter).size(), 2u);
}

// A request whose hooks do anything at any time, against what must hold whatever they do.
class RandomRequest {
public:
    explicit RandomRequest(unsigned seed) : random_(seed), isCommand_(chance(4)) {}

    void run() {
        for (HookPhase phase : {PreRouter, PostRouter, PreDispatch, PostDispatch}) {
            if (phase == PostDispatch) {
                isAnswered_ = true;
            } else if (isOver_) {
                continue;
            }
            goThrough(phase);
            disturb();
        }
        for (auto& [ticket, hook] : hooks_) {
            EXPECT_FALSE(chain_.resume(ticket)) << "after the end";
            EXPECT_LE(hook.resumed, 1);
        }
    }

private:
    struct Called {
        bool isCurrent = true;
        int resumed = 0;
        bool dropped = false;
    };

    bool chance(unsigned of) { return random_() % of == 0; }
    HookAnswer answer() const {
        if (isCommand_) {
            return HookAnswer::Unknown;
        }
        return isAnswered_ ? HookAnswer::Given : HookAnswer::None;
    }

    void goThrough(HookPhase phase) {
        const auto count = static_cast<std::uint32_t>(random_() % 4);
        Turn turn = chain_.enter(phase, count);
        std::uint32_t calls = 0;
        bool hasEnded = false;
        while (!hasEnded) {
            switch (turn) {
            case Turn::Call:
                ASSERT_LT(calls, count) << "each at most once";
                ASSERT_EQ(chain_.next(), calls) << "in order";
                ++calls;
                turn = callHook();
                break;
            case Turn::Await:
                ASSERT_TRUE(chain_.isWaiting());
                turn = await();
                break;
            case Turn::Done:
                EXPECT_EQ(calls, count) << "all were called";
                EXPECT_TRUE(count == 0 || wentOn_);
                hasEnded = true;
                break;
            case Turn::Stop:
                EXPECT_NE(answer(), HookAnswer::None);
                EXPECT_FALSE(wentOn_);
                isOver_ = hasEnded = true;
                break;
            case Turn::Refuse:
                EXPECT_EQ(answer(), HookAnswer::None);
                EXPECT_FALSE(wentOn_);
                isOver_ = hasEnded = true;
                break;
            }
            if (left_) {
                isOver_ = hasEnded = true;
                left_ = false;
            }
        }
        EXPECT_FALSE(chain_.isActive()) << "one end";
    }

    Turn callHook() {
        for (auto& [ticket, hook] : hooks_) {
            hook.isCurrent = false;
        }
        wentOn_ = false;
        current_ = chain_.call();
        EXPECT_TRUE(hooks_.emplace(current_, Called()).second) << "a ticket of its own";
        disturb();
        isAnswered_ = isAnswered_ || chance(6);
        if (chance(8)) { // throws
            return leave();
        }
        const HookReply reply = chance(3) ? HookReply::Declined : HookReply::Later;
        wentOn_ = wentOn_ || reply == HookReply::Declined;
        return after(chain_.returned(reply, answer()));
    }

    // Something wakes it: that somebody goes on, the answer, that nobody can go on; or it is cancelled.
    Turn await() {
        disturb();
        isAnswered_ = isAnswered_ || chance(4);
        return chance(8) ? leave() : after(chain_.woken(answer()));
    }

    Turn after(Turn turn) {
        if (turn != Turn::Await) {
            EXPECT_TRUE(wentOn_ || (turn != Turn::Call && turn != Turn::Done)) << nameOf(turn);
            hooks_[current_].isCurrent = false;
        }
        return turn;
    }

    Turn leave() {
        chain_.leave();
        hooks_[current_].isCurrent = false;
        left_ = true;
        return Turn::Stop;
    }

    // Continuations of all hooks so far are called and dropped.
    void disturb() {
        for (auto& [ticket, hook] : hooks_) {
            const bool mayGoOn = hook.isCurrent && hook.resumed == 0;
            if (!hook.dropped && chance(3)) {
                EXPECT_EQ(chain_.resume(ticket), mayGoOn);
                hook.resumed += mayGoOn ? 1 : 0;
                wentOn_ = wentOn_ || mayGoOn;
            } else if (!hook.dropped && chance(4)) {
                hook.dropped = true;
                EXPECT_EQ(chain_.drop(ticket), mayGoOn && chain_.isWaiting());
            }
        }
    }

    std::mt19937 random_;
    HookChain chain_;
    std::map<std::uint32_t, Called> hooks_; // by ticket
    std::uint32_t current_ = 0;
    bool isCommand_ = false;
    bool isAnswered_ = false;
    bool isOver_ = false; // what comes before the response
    bool wentOn_ = false; // the hook that was called last
    bool left_ = false;
};

TEST(HookChain, WhateverHooksDo) {
    for (unsigned seed = 0; seed < 20'000; ++seed) {
        SCOPED_TRACE(seed);
        RandomRequest(seed).run();
        if (::testing::Test::HasFailure()) {
            return;
        }
    }
}

} // namespace aha::mvc
