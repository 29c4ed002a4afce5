#include "core/log/access_format.h"

#include "core/base/json_text.h"
#include "core/log/byte_scan.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>

namespace aha::log {

static constexpr int kNoAnswer = 499; // the client had gone

// Each of these writes where there is room, and returns the place behind it.
static char* put(char* to, std::string_view text) {
    std::memcpy(to, text.data(), text.size());
    return to + text.size();
}

// As nginx does it: what is special is written as \xHH.
static char* putQuotable(char* to, std::string_view text) {
    static constexpr char kHex[] = "0123456789ABCDEF";
    bool isCut = text.size() > AccessFormat::kMaxFieldBytes;
    text = text.substr(0, AccessFormat::kMaxFieldBytes);
    if (!hasSpecial(text)) {
        to = text.empty() ? to : put(to, text);
    } else {
        for (char c : text) {
            auto byte = static_cast<unsigned char>(c);
            if (!isSpecial(byte)) {
                *to++ = c;
            } else {
                to = put(to, "\\x");
                *to++ = kHex[byte >> 4];
                *to++ = kHex[byte & 15];
            }
        }
    }
    return isCut ? put(to, "...") : to;
}

static char* putField(char* to, std::string_view text) {
    return text.empty() ? put(to, "-") : putQuotable(to, text);
}

static char* putNumber(char* to, std::uint64_t number) { return std::to_chars(to, to + 24, number).ptr; }

static std::size_t roomFor(std::string_view text) {
    return std::min(text.size(), AccessFormat::kMaxFieldBytes) * 4 + 4;
}

static void appendNumber(std::string& out, std::uint64_t number) {
    char digits[24];
    out.append(digits, std::size_t(putNumber(digits, number) - digits));
}

static std::uint64_t statusOf(const AccessEntry& entry) {
    return std::uint64_t(entry.status > 0 ? entry.status : kNoAnswer);
}

Result<AccessStyle> accessStyleOf(std::string_view name) {
    if (name == "common") {
        return AccessStyle::Common;
    }
    if (name == "combined") {
        return AccessStyle::Combined;
    }
    if (name == "json") {
        return AccessStyle::Json;
    }
    return Error{Errc::InvalidArgument, "the access log has the formats common, combined and json, not " +
                                            std::string(name.substr(0, 50))};
}

std::string_view AccessFormat::date(std::int64_t wallSeconds) {
    static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (wallSeconds == dateOf_) {
        return {date_, dateSize_};
    }
    auto seconds = std::time_t(wallSeconds);
    std::tm t{};
    ::localtime_r(&seconds, &t);
    long offset = std::labs(t.tm_gmtoff) / 60;
    char sign = t.tm_gmtoff < 0 ? '-' : '+';
    int size;
    if (style_ == AccessStyle::Json) {
        size = std::snprintf(date_, sizeof date_, "%04d-%02d-%02dT%02d:%02d:%02d%c%02ld:%02ld",
                             t.tm_year + 1900, t.tm_mon + 1, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec, sign,
                             offset / 60, offset % 60);
    } else {
        size = std::snprintf(date_, sizeof date_, "%02d/%s/%04d:%02d:%02d:%02d %c%02ld%02ld", t.tm_mday,
                             kMonths[t.tm_mon % 12], t.tm_year + 1900, t.tm_hour, t.tm_min, t.tm_sec, sign,
                             offset / 60, offset % 60);
    }
    dateSize_ = std::min(std::size_t(size), sizeof date_ - 1);
    dateOf_ = wallSeconds;
    return {date_, dateSize_};
}

std::string_view AccessFormat::plainLine(const AccessEntry& entry) {
    constexpr std::size_t kFixedBytes = 160; // the date, two numbers, quotes and blanks
    std::size_t wanted = kFixedBytes;
    for (std::string_view text : {entry.remoteAddress, entry.user, entry.method, entry.target, entry.protocol,
                                  entry.referer, entry.userAgent}) {
        wanted += roomFor(text);
    }
    if (capacity_ < wanted) {
        capacity_ = std::max(wanted, kFirstBytes);
        buffer_.reset(new char[capacity_]);
    }
    char* to = putField(buffer_.get(), entry.remoteAddress);
    to = putField(put(to, " - "), entry.user);
    to = put(put(put(to, " ["), date(entry.wallSeconds)), "] \"");
    if (entry.method.empty()) {
        to = put(to, "-"); // what came was no request
    } else {
        to = putQuotable(put(putQuotable(put(putQuotable(to, entry.method), " "), entry.target), " "),
                         entry.protocol);
    }
    to = putNumber(put(putNumber(put(to, "\" "), statusOf(entry)), " "), entry.bytes);
    if (style_ == AccessStyle::Combined) {
        to = putField(put(to, " \""), entry.referer);
        to = put(putField(put(to, "\" \""), entry.userAgent), "\"");
    }
    return {buffer_.get(), std::size_t(to - buffer_.get())};
}

static void appendText(std::string& out, std::string_view key, std::string_view text) {
    if (text.empty()) {
        return;
    }
    out.append(",\"").append(key).append("\":");
    appendJsonString(out, text.substr(0, AccessFormat::kMaxFieldBytes));
    if (text.size() > AccessFormat::kMaxFieldBytes) {
        out.back() = '.';
        out.append("..\"");
    }
}

void AccessFormat::appendJson(std::string& out, const AccessEntry& entry) {
    out.append("{\"time\":\"").append(date(entry.wallSeconds)).append("\"");
    appendText(out, "remote_addr", entry.remoteAddress);
    appendText(out, "user", entry.user);
    appendText(out, "method", entry.method);
    appendText(out, "target", entry.target);
    appendText(out, "protocol", entry.protocol);
    out.append(",\"status\":");
    appendNumber(out, statusOf(entry));
    out.append(",\"bytes\":");
    appendNumber(out, entry.bytes);
    appendText(out, "referer", entry.referer);
    appendText(out, "user_agent", entry.userAgent);
    char duration[48];
    std::snprintf(duration, sizeof duration, ",\"duration\":%llu.%06llu",
                  static_cast<unsigned long long>(entry.durationNs / 1'000'000'000),
                  static_cast<unsigned long long>(entry.durationNs / 1'000 % 1'000'000));
    out.append(duration);
    appendText(out, "request_id", entry.requestId);
    out.append(",\"worker\":");
    appendNumber(out, entry.workerId);
    out += '}';
}

void AccessFormat::append(std::string& out, const AccessEntry& entry) {
    if (style_ == AccessStyle::Json) {
        appendJson(out, entry);
    } else {
        out.append(plainLine(entry));
    }
}

std::string_view AccessFormat::line(const AccessEntry& entry) {
    if (style_ != AccessStyle::Json) {
        return plainLine(entry);
    }
    json_.clear();
    appendJson(json_, entry);
    return json_;
}

} // namespace aha::log
