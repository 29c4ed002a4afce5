#pragma once

#include <csignal>

namespace aha::log {

// Keeps crash signals away from this thread between a write(2) and the note of what it wrote, so that a crash
// in between writes nothing twice. Costs two system calls, and none while no crash handler is installed.
// Owned by the frame around the write. Calls nobody.
class CrashHold {
public:
    CrashHold();
    ~CrashHold();
    CrashHold(const CrashHold&) = delete;
    CrashHold& operator=(const CrashHold&) = delete;

private:
    bool isHolding_;
    sigset_t former_;
};

} // namespace aha::log
