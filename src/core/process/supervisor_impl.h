#pragma once

#include "core/process/supervisor.h"
#include "core/process/supervisor_throttle.h"

#include <map>

namespace aha::process {

// The state behind Supervisor.
// Each event changes the state of one process; advance() then does whatever has become possible.
// Its functions call SupervisorActions last, or with everything in order.
struct Supervisor::Impl {
    static constexpr std::uint64_t kNever = ~std::uint64_t{0};
    static constexpr std::size_t kMaxEarlyExits = 1'024; // then the oldest is given up

    enum class Phase : std::uint8_t {
        Idle,     // start() has not been called
        Booting,  // the first generation
        Serving,  // and perhaps reloading
        Stopping, // no process is started any more
        Finished, // all have ended
    };
    enum class Reload : std::uint8_t {
        None,
        Waiting, // too many processes drain
        Canary,  // slot 0 of the next generation boots
        Rest,    // the others boot
    };

    struct Process {
        Member member;
        std::uint64_t dueMs = kNever; // Starting: the end of its time to boot; Draining: SIGKILL
        std::uint64_t graceMs = 0;    // for Cancel, when it was cancelled before it was forked
        bool isTold = false;          // to end; then its end is no loss
        bool isCancelled = false;
        bool isKilled = false; // SIGKILL was sent
        std::string bootError; // why it will not become ready; then it ends, or is killed
        bool isServing() const { return member.state == MemberState::Active; }
    };

    struct Slot {
        explicit Slot(const SupervisorOptions& options) : throttle(options) {}
        Process* active = nullptr;
        Process* next = nullptr;       // of the active generation: the first one, a replacement, a successor
        Process* fresh = nullptr;      // of the generation that a reload boots
        std::uint64_t notBeforeMs = 0; // back-off
        std::uint64_t noSuccessorBeforeMs = 0;
        std::uint64_t restarts = 0;
        bool isFinished = false; // its process has done what it was for; until the next reload
        CrashThrottle throttle;
    };

    Impl(const Clock& c, const SupervisorOptions& o, SupervisorActions& a);

    // supervisor_impl.cpp: one process
    std::uint64_t now() const { return clock.nowMs(); }
    Process* find(std::uint64_t id);
    Process* findPid(int pid);
    Process* create(std::uint32_t slot, std::uint32_t ofGeneration);
    void enter(Process& process, MemberState state);
    void spawned(Process& process, int pid);
    void activate(Process& process);
    void drain(Process& process, std::uint64_t limitMs);
    void cancel(Process& process, std::uint64_t graceMs);
    void kill(Process& process);
    void onDue(Process& process);
    void refuseBoot(Process& process, std::string why);
    void detach(const Process& process);
    bool forgetEarlyExit(int pid, ExitStatus& status);

    // supervisor_slots.cpp: keeping the slots filled
    void advance();
    void activateFirst();
    void fill(std::uint32_t slot);
    std::uint64_t startDue(const Slot& slot) const;
    std::uint64_t nextDue() const;
    void ended(Process& process, const ExitStatus& status);
    void bury(Process& process, const ExitStatus& status);
    bool hasFinished(const Process& process, const ExitStatus& status) const;
    void reportToldEnd(const Process& process, const ExitStatus& status);
    void mourn(Process& process, const ExitStatus& status, std::uint64_t servedMs);
    void spawnFailed(Process& process, const Error& error);

    // supervisor_ending.cpp: reload and stop
    void beginReload();
    void advanceReload();
    void commitReload();
    void failReload(const std::string& why, Errc code);
    void endReload(const Result<void>& result);
    bool isBootingReload() const { return reload == Reload::Canary || reload == Reload::Rest; }
    void failBoot(const std::string& why, Errc code);
    void beginStop(bool atOnce);
    void cancelAll(std::uint64_t graceMs);
    std::uint64_t drainLeftMs(const Process& process) const; // of one that drains already
    void advanceStop();

    std::size_t drainingCount() const;
    bool isCrowded() const { return drainingCount() > options.maxDraining; }
    std::uint32_t slotCount() const { return static_cast<std::uint32_t>(slots.size()); }

    const Clock& clock;
    const SupervisorOptions options;
    SupervisorActions& actions;
    Phase phase = Phase::Idle;
    Reload reload = Reload::None;
    bool mustReloadAgain = false;
    std::uint64_t lastId = 0;
    std::uint32_t generation = 0;     // the active one
    std::uint32_t lastGeneration = 0; // a failed reload's number is not used again
    std::uint64_t stopBeganMs = 0;
    Result<void> outcome; // for onFinished
    std::map<std::uint64_t, std::unique_ptr<Process>> processes;
    std::vector<Slot> slots;
    // Exits that were noticed before the fork was.
    std::vector<std::pair<int, ExitStatus>> earlyExits;
    bool isBusy = false; // an action must not call back
};

} // namespace aha::process
