#pragma once

#include "core/process/supervisor.h"
#include "support/fake_clock.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace aha::test {

// The processes that a supervisor would have, played by the test, and a record of what it had done with them.
// Checks on its own that no process is told twice, too early or too late.
class ProcessWorld final : public process::SupervisorActions {
public:
    // What a process knows; the supervisor's own view is in Member.
    struct Played {
        std::uint64_t id = 0;
        std::uint32_t slot = 0, generation = 0;
        int pid = 0;
        bool isAnswered = false, isReady = false, isActivated = false, isDrained = false, isCancelled = false;
        bool isHurried = false;    // drained once more
        std::uint64_t limitMs = 0; // of its Drain
        bool isKilled = false, isLost = false, isGone = false;
        bool isTold() const { return isDrained || isCancelled; }
    };

    explicit ProcessWorld(const process::SupervisorOptions& options) : supervisor(clock, options, *this) {}
    static process::SupervisorOptions options(std::uint32_t workers, std::uint32_t taskWorkers = 0) {
        process::SupervisorOptions options;
        options.workers = workers;
        options.taskWorkers = taskWorkers;
        return options;
    }

    // ---- what processes do; by id
    void spawned(std::uint64_t id) {
        played.at(id).pid = pidOf(id);
        played.at(id).isAnswered = true;
        supervisor.onSpawned(id, pidOf(id));
    }
    void spawnFails(std::uint64_t id) {
        played.at(id).isAnswered = played.at(id).isGone = true;
        supervisor.onSpawnFailed(id, Error{Errc::Resource, "fork: no room"});
    }
    void ready(std::uint64_t id) {
        played.at(id).isReady = true;
        supervisor.onReady(id);
    }
    void boot(std::uint64_t id) {
        spawned(id);
        ready(id);
    }
    void exits(std::uint64_t id, int code = 0) { supervisor.onExited(pidOf(id), {code, 0}); }
    void dies(std::uint64_t id, int signal = SIGKILL) { supervisor.onExited(pidOf(id), {0, signal}); }
    static int pidOf(std::uint64_t id) { return static_cast<int>(1'000 + id); }

    // start(), and all become ready
    void serve() {
        supervisor.start();
        bootAll();
        EXPECT_EQ(servings, 1);
        takeLog();
        takeLines();
    }
    void bootAll() {
        while (const std::uint64_t id = firstUnanswered()) {
            boot(id);
        }
    }
    std::uint64_t firstUnanswered() const {
        for (const auto& [id, process] : played) {
            if (!process.isAnswered) {
                return id;
            }
        }
        return 0;
    }
    // The process of the slot that was wished for last.
    std::uint64_t newest(std::uint32_t slot) const {
        std::uint64_t found = 0;
        for (const auto& [id, process] : played) {
            found = process.slot == slot ? id : found;
        }
        return found;
    }

    // Time passes; the supervisor is called when it has asked for it, and only then.
    void pass(std::uint64_t ms) {
        const std::uint64_t end = clock.nowMs() + ms;
        for (int i = 0; supervisor.nextDueMs() <= end; ++i) {
            ASSERT_LT(i, 10'000) << "always due";
            clock.advance(std::max(supervisor.nextDueMs(), clock.nowMs()) - clock.nowMs());
            supervisor.tick();
        }
        clock.advance(end - clock.nowMs());
    }

    // What was done since the last call: "spawn 4, activate 4, drain 1".
    std::string takeLog() { return std::exchange(log_, {}); }
    std::vector<std::string> takeLines() { return std::exchange(lines, {}); }

    // ---- SupervisorActions
    void spawn(const process::Member& member) override {
        EXPECT_TRUE(played.empty() || played.rbegin()->first < member.id) << "ids are not used again";
        EXPECT_EQ(finishes, 0);
        Played process;
        process.id = member.id;
        process.slot = member.slot;
        process.generation = member.generation;
        played.emplace(member.id, process);
        note("spawn", member);
    }
    void activate(const process::Member& member) override {
        Played& process = living(member);
        EXPECT_TRUE(process.isReady && !process.isActivated && !process.isTold());
        EXPECT_EQ(member.state, process::MemberState::Active);
        process.isActivated = true;
        note("activate", member);
    }
    void drain(const process::Member& member, std::uint64_t limitMs) override {
        Played& process = living(member);
        // A second time only because the server stops now, and with no more time than before.
        const bool isAgain = process.isDrained && supervisor.isStopping() && !process.isHurried;
        EXPECT_TRUE(process.isActivated && !process.isCancelled && (isAgain || !process.isDrained));
        EXPECT_TRUE(!isAgain || limitMs <= process.limitMs);
        process.isHurried = process.isDrained;
        process.limitMs = limitMs;
        EXPECT_EQ(member.state, process::MemberState::Draining);
        process.isDrained = true;
        lastLimitMs = limitMs;
        note("drain", member);
    }
    void cancel(const process::Member& member) override {
        Played& process = living(member);
        EXPECT_FALSE(process.isCancelled);
        EXPECT_EQ(member.state, process::MemberState::Draining);
        EXPECT_NE(member.pid, 0);
        process.isCancelled = true;
        note("cancel", member);
    }
    void kill(const process::Member& member, int signal) override {
        Played& process = living(member);
        EXPECT_FALSE(process.isKilled);
        EXPECT_EQ(signal, SIGKILL);
        EXPECT_NE(member.pid, 0);
        process.isKilled = true;
        note("kill", member);
    }
    void report(int severity, const std::string& line) override {
        EXPECT_GE(severity, 3);
        EXPECT_LE(severity, 5);
        lines.push_back(line);
    }
    void onLost(const process::Member& member, const process::ExitStatus& status) override {
        Played& process = living(member);
        EXPECT_FALSE(process.isLost);
        EXPECT_TRUE(!process.isTold() || (member.isRetiring && !status.isClean() && !process.isKilled));
        EXPECT_EQ(member.state, process::MemberState::Gone);
        process.isLost = true;
        note("lost", member);
    }
    void onGone(const process::Member& member, const process::ExitStatus&) override {
        living(member).isGone = true;
        EXPECT_EQ(member.state, process::MemberState::Gone);
        note("gone", member);
    }
    void onServing() override {
        ++servings;
        note("serving");
    }
    void onReloadEnded(const Result<void>& result) override {
        reloadErrors.push_back(result ? "" : result.error().message);
        note(result ? "reloaded" : "reload failed");
    }
    void onFinished(const Result<void>& result) override {
        ++finishes;
        finishError = result ? "" : result.error().message;
        note("finished");
    }

    FakeClock clock;
    std::map<std::uint64_t, Played> played;
    std::vector<std::string> lines;
    std::vector<std::string> reloadErrors; // "" for one that went well
    std::string finishError;
    int servings = 0, finishes = 0;
    std::uint64_t lastLimitMs = 0;
    process::Supervisor supervisor;

private:
    Played& living(const process::Member& member) {
        Played& process = played.at(member.id);
        EXPECT_FALSE(process.isGone) << member.id;
        EXPECT_EQ(process.slot, member.slot);
        EXPECT_EQ(process.generation, member.generation);
        EXPECT_EQ(finishes, 0);
        return process;
    }
    void note(const char* what) { log_ += (log_.empty() ? "" : ", ") + std::string(what); }
    void note(const char* what, const process::Member& member) {
        note(what);
        log_ += " " + std::to_string(member.id);
    }

    std::string log_;
};

} // namespace aha::test
