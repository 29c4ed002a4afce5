#include "php/log/log_clock.h"

#include "php/zend.h"

#include <cstdio>
#include <cstdlib>

namespace aha::php {

void LogClock::tick() {
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    seconds_ = now.tv_sec;
    milliseconds_ = static_cast<int>(now.tv_nsec / 1'000'000);
}

void LogClock::refresh() {
    std::int64_t before = seconds_;
    tick();
    const void* zone = get_timezone_info();
    if (seconds_ == before && zone == zone_) {
        return;
    }
    zone_ = zone;
    zend_string* text = php_format_date("Z", 1, static_cast<time_t>(seconds_), true);
    int offset = static_cast<int>(strtol(ZSTR_VAL(text), nullptr, 10));
    zend_string_release(text);
    if (offset != offsetSeconds_) {
        offsetSeconds_ = offset;
        textOf_ = -1;
    }
}

std::tm LogClock::fieldsAt(std::int64_t wallSeconds) const {
    auto shifted = static_cast<time_t>(wallSeconds + offsetSeconds_);
    std::tm fields{};
    gmtime_r(&shifted, &fields);
    return fields;
}

std::string_view LogClock::dateTime() {
    if (textOf_ != seconds_) {
        textOf_ = seconds_;
        std::tm t = fieldsAt(seconds_);
        snprintf(dateTime_, sizeof dateTime_, "%04d-%02d-%02d %02d:%02d:%02d", (t.tm_year + 1900) % 10'000,
                 t.tm_mon + 1, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec);
    }
    return dateTime_;
}

std::string_view LogClock::offset() {
    int minutes = std::abs(offsetSeconds_) / 60;
    snprintf(offset_, sizeof offset_, "%c%02d:%02d", offsetSeconds_ < 0 ? '-' : '+', minutes / 60 % 24,
             minutes % 60);
    return offset_;
}

} // namespace aha::php
