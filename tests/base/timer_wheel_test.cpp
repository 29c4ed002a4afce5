#include "core/base/timer_wheel.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <vector>

namespace aha {
namespace {

// A timer that notes its firing in a log.
struct Probe : WheelTimer {
    explicit Probe(int number, std::vector<int>& log) : WheelTimer(&onFire), id(number), fired(log) {}
    static void onFire(WheelTimer& timer) {
        auto& probe = static_cast<Probe&>(timer);
        probe.fired.push_back(probe.id);
        if (probe.action) {
            probe.action();
        }
    }
    int id;
    std::vector<int>& fired;
    std::function<void()> action;
};

// What the wheel should do, written as plainly as possible: a list sorted by (tick, order of arming).
class Model {
public:
    explicit Model(std::uint64_t nowMs) : nowMs_(nowMs) {}
    void arm(int id, std::uint64_t dueMs) {
        cancel(id);
        armed_[id] = {std::max(dueMs, nowMs_), sequence_++};
    }
    void cancel(int id) { armed_.erase(id); }
    std::vector<int> advance(std::uint64_t nowMs) {
        nowMs_ = nowMs;
        std::vector<std::pair<std::pair<std::uint64_t, std::uint64_t>, int>> due;
        for (auto& [id, key] : armed_) {
            if (key.first <= nowMs) {
                due.push_back({key, id});
            }
        }
        std::sort(due.begin(), due.end());
        std::vector<int> ids;
        for (auto& [key, id] : due) {
            ids.push_back(id);
            armed_.erase(id);
        }
        return ids;
    }
    std::size_t size() const { return armed_.size(); }
    std::uint64_t first() const {
        std::uint64_t first = ~std::uint64_t{0};
        for (auto& [id, key] : armed_) {
            first = std::min(first, key.first);
        }
        return first;
    }

private:
    std::map<int, std::pair<std::uint64_t, std::uint64_t>> armed_;
    std::uint64_t nowMs_;
    std::uint64_t sequence_ = 0;
};

std::uint64_t randomDelay(std::mt19937_64& random) {
    unsigned bits = unsigned(random() % 31); // 4,000 steps stay below the 34 years of one wheel
    return random() & ((std::uint64_t{1} << bits) - 1);
}

class TimerWheelRandom : public testing::TestWithParam<unsigned> {};

TEST_P(TimerWheelRandom, BehavesLikeASortedList) {
    std::mt19937_64 random(GetParam());
    std::uint64_t now = random() % 5'000'000'000;
    TimerWheel wheel(now);
    Model model(now);
    std::vector<int> fired;
    std::deque<Probe> timers;
    for (int id = 0; id < 200; ++id) {
        timers.emplace_back(id, fired);
    }
    for (int step = 0; step < 4000; ++step) {
        auto& timer = timers[random() % timers.size()];
        unsigned what = unsigned(random() % 10);
        if (what < 6) {
            std::uint64_t due = random() % 8 == 0 ? now - std::min<std::uint64_t>(now, random() % 300)
                                                  : now + randomDelay(random);
            wheel.arm(timer, due);
            model.arm(timer.id, due);
        } else if (what < 7) {
            wheel.cancel(timer);
            model.cancel(timer.id);
        } else {
            // As a loop does (to the next event), by small steps, and by long gaps.
            std::uint64_t next = wheel.empty() ? now : std::max(now, wheel.nextDueMs());
            now = what == 7 ? next : now + (what == 8 ? random() % 700 : randomDelay(random));
            fired.clear();
            wheel.advance(now);
            ASSERT_EQ(fired, model.advance(now)) << "step " << step;
        }
        ASSERT_EQ(wheel.size(), model.size());
        if (!wheel.empty()) {
            ASSERT_LE(wheel.nextDueMs(), std::max(now, model.first()));
        }
    }
    for (auto& timer : timers) {
        wheel.cancel(timer);
    }
    EXPECT_TRUE(wheel.empty());
}

INSTANTIATE_TEST_SUITE_P(Seeds, TimerWheelRandom, testing::Range(1U, 41U));

TEST(TimerWheel, ReachesEveryTimerThroughNextDueAlone) {
    std::vector<int> fired;
    Probe timer(1, fired);
    for (std::uint64_t delay :
         {1U, 255U, 256U, 257U, 65'535U, 65'536U, 75'000U, 16'777'216U, 4'000'000'000U}) {
        std::uint64_t due = 17 + delay;
        TimerWheel fresh(17);
        fresh.arm(timer, due);
        int wakeUps = 0;
        std::uint64_t now = 17;
        while (!fresh.empty()) {
            ASSERT_GT(fresh.nextDueMs(), now) << "no progress";
            now = fresh.nextDueMs();
            fresh.advance(now);
            ++wakeUps;
        }
        EXPECT_EQ(now, due);
        EXPECT_LE(wakeUps, 5); // at most one cascade a level
    }
}

TEST(TimerWheel, KeepsTheOrderOfArmingWithinATickAcrossACascade) {
    TimerWheel wheel(0);
    std::vector<int> fired;
    Probe early(1, fired), late(2, fired), later(3, fired);
    wheel.arm(early, 300);
    wheel.advance(200);
    wheel.arm(late, 300); // only 100 ms ahead, and still behind `early`
    wheel.advance(290);
    wheel.arm(later, 300);
    wheel.advance(300);
    EXPECT_EQ(fired, (std::vector<int>{1, 2, 3}));
}

TEST(TimerWheel, FiresWhatACallbackArmsForNowAtTheNextAdvance) {
    TimerWheel wheel(1000);
    std::vector<int> fired;
    Probe timer(1, fired);
    timer.action = [&] { wheel.arm(timer, fired.size() == 1 ? 1500 : 900); };
    wheel.arm(timer, 1200);
    wheel.advance(2000); // 1500 has passed too
    EXPECT_EQ(fired.size(), 1U);
    EXPECT_EQ(wheel.nextDueMs(), 2000U);
    wheel.advance(2000);
    EXPECT_EQ(fired.size(), 2U);
    EXPECT_EQ(wheel.size(), 1U);
    wheel.cancel(timer);
}

TEST(TimerWheel, LetsACallbackCancelAndDestroyOthersThatAreDue) {
    TimerWheel wheel(0);
    std::vector<int> fired;
    Probe first(1, fired), second(2, fired);
    auto third = std::make_unique<Probe>(3, fired);
    first.action = [&] {
        wheel.cancel(*third);
        third.reset();
        wheel.arm(second, 50);
    };
    wheel.arm(first, 10);
    wheel.arm(second, 10);
    wheel.arm(*third, 10);
    wheel.advance(10);
    EXPECT_EQ(fired, (std::vector<int>{1}));
    EXPECT_EQ(wheel.size(), 1U);
    wheel.advance(50);
    EXPECT_EQ(fired, (std::vector<int>{1, 2}));
}

TEST(TimerWheel, CancelOfAnIdleTimerAndRearmChangeNothingElse) {
    TimerWheel wheel(0);
    std::vector<int> fired;
    Probe timer(1, fired);
    wheel.cancel(timer);
    EXPECT_EQ(wheel.size(), 0U);
    wheel.arm(timer, 10);
    wheel.arm(timer, 20);
    EXPECT_EQ(wheel.size(), 1U);
    wheel.advance(19);
    EXPECT_TRUE(fired.empty());
    EXPECT_EQ(timer.dueMs(), 20U);
    wheel.advance(20);
    EXPECT_EQ(fired.size(), 1U);
    EXPECT_FALSE(timer.isArmed());
}

TEST(TimerWheel, TakesTheLargestTimes) {
    TimerWheel wheel(1'700'000'000'000);
    std::vector<int> fired;
    Probe never(1, fired), soon(2, fired);
    wheel.arm(never, ~std::uint64_t{0});
    EXPECT_EQ(never.dueMs(), 1'700'000'000'000 + (std::uint64_t{1} << 40) - 1);
    wheel.arm(soon, 1'700'000'000'001);
    EXPECT_EQ(wheel.nextDueMs(), 1'700'000'000'001);
    wheel.advance(1'700'000'000'001);
    EXPECT_EQ(fired, (std::vector<int>{2}));
    wheel.advance(~std::uint64_t{0});
    EXPECT_EQ(fired, (std::vector<int>{2, 1}));
}

TEST(TimerWheel, TimeNeverGoesBack) {
    TimerWheel wheel(1000);
    std::vector<int> fired;
    Probe timer(1, fired);
    wheel.advance(2000);
    wheel.advance(1500);
    wheel.arm(timer, 1800); // past
    EXPECT_EQ(wheel.nextDueMs(), 2000U);
    wheel.advance(1500);
    EXPECT_EQ(fired.size(), 1U);
}

TEST(TimerWheel, UnlinksArmedTimersWhenItIsDestroyed) {
    std::vector<int> fired;
    Probe overdue(1, fired), near(2, fired), last(3, fired), far(4, fired);
    {
        TimerWheel wheel(0);
        wheel.arm(overdue, 0);
        wheel.arm(near, 1);
        wheel.arm(last, 255);
        wheel.arm(far, ~std::uint64_t{0});
    }
    for (Probe* probe : {&overdue, &near, &last, &far}) {
        EXPECT_FALSE(probe->isArmed());
    }
    EXPECT_TRUE(fired.empty());
}

TEST(TimerWheel, HandlesAMillionTimers) {
    TimerWheel wheel(0);
    std::mt19937_64 random(7);
    static std::size_t fired;
    static std::uint64_t last;
    fired = last = 0;
    std::deque<WheelTimer> million;
    for (int i = 0; i < 1'000'000; ++i) {
        auto& timer = million.emplace_back([](WheelTimer& self) {
            ++fired;
            ASSERT_LE(last, self.dueMs());
            last = self.dueMs();
        });
        wheel.arm(timer, 1 + random() % 3'600'000);
    }
    for (std::size_t i = 0; i < million.size(); i += 2) {
        wheel.cancel(million[i]);
    }
    EXPECT_EQ(wheel.size(), 500'000U);
    for (std::uint64_t now = 0; now <= 3'600'000; now += 1000) {
        wheel.advance(now);
    }
    EXPECT_EQ(fired, 500'000U);
    EXPECT_TRUE(wheel.empty());
}

} // namespace
} // namespace aha
