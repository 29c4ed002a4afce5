#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace aha::log {

// One request that has been answered. Views; an empty one is written as "-" (or left out of JSON).
struct AccessEntry {
    std::string_view remoteAddress;
    std::string_view user;
    std::int64_t wallSeconds = 0;
    std::string_view method, target, protocol; // as sent: untrusted
    int status = 0;                            // 0 = ended without an answer: written as 499
    std::uint64_t bytes = 0;                   // of the body
    std::string_view referer, userAgent;       // untrusted
    std::uint64_t durationNs = 0;
    std::string_view requestId;
    std::uint32_t workerId = 0;
};

enum class AccessStyle : std::uint8_t { Common, Combined, Json };

// "common", "combined", "json"
Result<AccessStyle> accessStyleOf(std::string_view name);

// Writes the lines of an access log. Owned by whoever logs; not to be shared by threads, for it keeps the
// date of the present second. Pure but for the time zone.
class AccessFormat {
public:
    explicit AccessFormat(AccessStyle style) : style_(style) {}

    // Appends one line without its end. It holds no control characters, whatever the entry does; a target,
    // referer or user agent of more than kMaxFieldBytes is cut.
    void append(std::string& out, const AccessEntry& entry);
    // Valid until the next call; for LogWriter::appendClean().
    std::string_view line(const AccessEntry& entry);

    static constexpr std::size_t kMaxFieldBytes = 8192;

private:
    static constexpr std::size_t kFirstBytes = 1024;

    std::string_view date(std::int64_t wallSeconds);
    std::string_view plainLine(const AccessEntry& entry);
    void appendJson(std::string& out, const AccessEntry& entry);

    AccessStyle style_;
    std::unique_ptr<char[]> buffer_; // of the plain styles
    std::size_t capacity_ = 0;
    std::string json_;
    std::int64_t dateOf_ = -1;
    char date_[40] = {}; // "27/Jul/2026:10:20:30 +0200", JSON: "2026-07-27T10:20:30+02:00"
    std::size_t dateSize_ = 0;
};

} // namespace aha::log
