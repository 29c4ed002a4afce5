#pragma once

#include <cstdint>

namespace aha::net {
class Loop;
}

namespace aha::log {

class LogWriter;

// The writers of this process. The one mutable global of the core: signal handlers can be given no context,
// and what they have to write must be found from nowhere. Writers enter and leave it by themselves. A list
// that a signal handler can walk at any moment on the thread that changes it. Calls nobody.
class WriterRegistry {
public:
    static WriterRegistry& instance();

    void add(LogWriter& writer);
    void remove(LogWriter& writer);

    void reopenAll();
    void flushAllNow();
    void detachFrom(net::Loop& loop);
    void forgetAfterFork();
    std::uint64_t droppedTotal() const; // of writers that have gone, too
    void crashFlush() noexcept;

private:
    LogWriter* first_ = nullptr;
    std::uint64_t droppedBefore_ = 0;
};

void reopenAll();   // after a rename by somebody else (SIGUSR1 of logrotate): files are opened anew
void flushAllNow(); // before the process ends, after a fatal error: on this thread, waits for the sinks
// Before a loop is destroyed: its writers write what they have, and go on without one.
void detachAllFrom(net::Loop& loop);
// First thing in a child. The parent calls flushAllNow() right before it forks, so that no thread of the pool
// is at work in the middle of what the child inherits.
void forgetAllAfterFork();
std::uint64_t droppedTotal();

} // namespace aha::log
