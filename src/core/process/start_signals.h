#pragma once

#include <array>
#include <csignal>
#include <cstddef>

namespace aha::process {

// SIGTERM and SIGINT while a server starts: before its loop turns, nobody else acts on them, and a process
// that ended by one would leave its files behind. Owned by whoever starts; one at a time in a process.
// The first signal is kept until the start has come so far; the second one ends the process at once.
class StartSignals {
public:
    StartSignals();
    ~StartSignals(); // what has been set since stays
    StartSignals(const StartSignals&) = delete;
    StartSignals& operator=(const StartSignals&) = delete;

    bool askedToStop() const;

private:
    static constexpr std::array<int, 2> kSignals = {SIGTERM, SIGINT};
    std::array<struct sigaction, kSignals.size()> before_ = {};
};

} // namespace aha::process
