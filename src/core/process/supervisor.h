#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/process/process_kind.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace aha::process {

// A process beside the workers, see Server::addProcess().
struct AddedProcess {
    std::string name;
    bool restarts = true; // also when it has ended well; else it rests until the next reload
};

struct SupervisorOptions {
    std::uint32_t workers = 1;
    std::uint32_t taskWorkers = 0;
    std::vector<AddedProcess> added;
    std::uint64_t maxWaitMs = 30'000;     // max_wait_time: Drain until Cancel is the process's own business;
                                          // SIGKILL comes killGraceMs after it
    std::uint64_t killGraceMs = 3'000;    // after the limit of Drain, and after Cancel
    std::uint64_t stopGraceMs = 1'000;    // after the Cancel of a stop at once
    std::uint64_t bootTimeoutMs = 60'000; // boot_timeout: no Ready by then = boot failed, SIGKILL
    std::uint32_t crashLimit = 5;         // so many deaths of one slot …
    std::uint64_t crashWindowMs = 10'000; // … within this time throttle it:
    std::uint64_t backOffMs = 1'000;      // doubles with each further death,
    std::uint64_t maxBackOffMs = 30'000;  // up to here; a life longer than the window resets it
    std::uint64_t successorGapMs = 100;   // a slot starts successors of retiring processes no more often
    std::uint32_t maxDraining = 64;       // with more processes that drain, reloads and successors wait
};

struct ExitStatus {
    int code = 0; // of exit(), when signal is 0
    int signal = 0;
    std::string describe() const; // "exit code 255", "signal 9 (SIGKILL)"
    bool isClean() const { return code == 0 && signal == 0; }
};

enum class MemberState : std::uint8_t {
    Starting, // to be forked, or forked and booting
    Ready,    // booted, waits for its generation
    Active,   // serves
    Draining, // finishes what it has
    Gone,
};

// One process of the server, from the wish for it to its end. Identified by `id`, never used again.
struct Member {
    std::uint64_t id = 0;
    std::uint32_t slot = 0; // worker id, in the order of ProcessKind
    std::uint32_t generation = 0;
    int pid = 0; // 0 until it is forked
    MemberState state = MemberState::Starting;
    ProcessKind kind = ProcessKind::Worker;
    std::string name;          // of an added one
    bool isRetiring = false;   // has asked for a successor
    std::uint64_t sinceMs = 0; // when the state was entered
};

// Carries out what the supervisor decides. No call here may call back into the supervisor.
class SupervisorActions {
public:
    virtual void spawn(const Member& member) = 0; // answer: onSpawned() or onSpawnFailed(), later
    virtual void activate(const Member& member) = 0;
    // Once more when the server stops meanwhile: then nobody needs to be waited for.
    virtual void drain(const Member& member, std::uint64_t limitMs) = 0;
    virtual void cancel(const Member& member) = 0;
    virtual void kill(const Member& member, int signal) = 0;
    virtual void report(int severity, const std::string& line) = 0; // syslog severities
    // Died without having been told to (crash, exit(), kill), or had asked for a successor and then ended
    // badly: for onWorkerError.
    virtual void onLost(const Member& member, const ExitStatus& status) = 0;
    // The end of every process, after onLost. A spawn that failed had none.
    virtual void onGone(const Member& member, const ExitStatus& status) = 0;
    virtual void onServing() = 0;                               // the first generation is active
    virtual void onReloadEnded(const Result<void>& result) = 0; // once for each reload that was begun
    // All processes have ended after stop(), or the first generation could not boot (the error).
    virtual void onFinished(const Result<void>& result) = 0;

protected:
    ~SupervisorActions() = default;
};

// Keeps the processes of a server alive: which are wanted, when to start, drain and kill them. Pure: time and
// actions are injected; it neither forks nor waits.
// - start(): boots generation 1; when all are ready they are activated together. A boot failure before that
//   ends everything with the error (no endless restarts of a server that cannot start).
// - A process that dies is replaced in its slot at once; crashLimit deaths within crashWindowMs make its slot
//   back off, with one log line; the other slots are not touched.
// - onRetiring(): a successor boots in the same slot while the old one serves on; when it is ready it is
//   activated, then the old one drains. If the successor cannot boot, the old one stays and it is tried again
//   later.
// - reload(): a canary (slot 0) of the next generation boots first, then the rest, task workers as well; only
//   when all are ready they are activated, then the old ones drain. If one cannot boot, the new ones end and
//   the old generation stays. A reload() while another boots is remembered: one more follows. Deaths of old
//   workers during a reload are replaced by the old generation's code only if the reload fails; a successor
//   that is booting when the reload begins is cancelled, a replacement goes on.
// - An added process that ends well and does not restart leaves its slot empty until the next reload.
// - stop(): drains the workers and added processes and, when they are gone, the task workers, whose answers
//   they may await (all within maxWaitMs); what boots is cancelled. A second stop(), or stop(true), cancels
//   all; what is left is killed.
class Supervisor {
public:
    Supervisor(const Clock& clock, SupervisorOptions options, SupervisorActions& actions);
    ~Supervisor();
    Supervisor(const Supervisor&) = delete;
    Supervisor& operator=(const Supervisor&) = delete;

    void start();
    void reload();
    void stop(bool atOnce = false);

    void onSpawned(std::uint64_t id, int pid);
    void onSpawnFailed(std::uint64_t id, const Error& error);
    void onReady(std::uint64_t id);
    void onBootFailed(std::uint64_t id, std::string_view why); // its exit follows
    void onRetiring(std::uint64_t id, std::string_view why);
    void onExited(int pid, const ExitStatus& status);
    void replaceStuck(std::uint64_t id, std::string_view why); // SIGKILL, then as any death

    void tick();                     // acts on what is due; call it at nextDueMs()
    std::uint64_t nextDueMs() const; // ~0 = nothing is due

    const Member* find(std::uint64_t id) const;
    const Member* findPid(int pid) const;
    const Member* active(std::uint32_t slot) const; // the one that serves the slot, or null
    std::vector<const Member*> members() const;     // all that are not gone
    std::uint32_t generation() const;               // the active one
    bool isReloading() const;
    bool isStopping() const;
    std::uint64_t restarts(std::uint32_t slot) const; // unasked deaths

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace aha::process
