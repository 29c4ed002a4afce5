#pragma once

#include <cstdint>
#include <ctime>
#include <string_view>

namespace aha::php {

// The time of records, in the time zone of PHP. refresh() asks PHP, and is for methods; the rest goes on with
// the last distance to UTC, and may be used from the loop. Owned by the LoggerTable. Calls nobody.
class LogClock {
public:
    void refresh();
    void tick();                       // without PHP
    void forget() { zone_ = nullptr; } // PHP has forgotten it, too

    std::string_view dateTime(); // "2026-07-27 10:20:30"
    std::string_view offset();   // "+02:00"
    int milliseconds() const { return milliseconds_; }
    std::tm fieldsAt(std::int64_t wallSeconds) const;

private:
    std::int64_t seconds_ = -1;
    const void* zone_ = nullptr;
    std::int64_t textOf_ = -1; // what the texts say
    int milliseconds_ = 0;
    int offsetSeconds_ = 0;
    char dateTime_[40] = {};
    char offset_[16] = {};
};

} // namespace aha::php
