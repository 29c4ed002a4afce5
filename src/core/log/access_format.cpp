#include "core/log/access_format.h"

#include "core/log/json_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>

namespace aha::log {

// As nginx does it: quotes, backslashes, control characters and all beyond ASCII as \xHH.
static constexpr std::array<bool, 256> plainBytes() {
    std::array<bool, 256> plain{};
    for (int c = 0x20; c < 0x7f; ++c) {
        plain[std::size_t(c)] = c != '"' && c != '\\';
    }
    return plain;
}
static constexpr std::array<bool, 256> kPlain = plainBytes();
static constexpr int kNoAnswer = 499; // the client had gone

static void appendQuotable(std::string& out, std::string_view text) {
    static constexpr char kHex[] = "0123456789ABCDEF";
    bool isCut = text.size() > AccessFormat::kMaxFieldBytes;
    text = text.substr(0, AccessFormat::kMaxFieldBytes);
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto byte = static_cast<unsigned char>(text[i]);
        if (kPlain[byte]) {
            continue;
        }
        out.append(text, from, i - from);
        out.append("\\x").append(1, kHex[byte >> 4]).append(1, kHex[byte & 15]);
        from = i + 1;
    }
    out.append(text, from, text.size() - from);
    if (isCut) {
        out.append("...");
    }
}

static void appendField(std::string& out, std::string_view text) {
    if (text.empty()) {
        out += '-';
    } else {
        appendQuotable(out, text);
    }
}

static void appendNumber(std::string& out, std::uint64_t number) {
    char digits[24];
    auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    out.append(digits, std::size_t(end - digits));
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

void AccessFormat::appendCommon(std::string& out, const AccessEntry& entry) {
    appendField(out, entry.remoteAddress);
    out.append(" - ");
    appendField(out, entry.user);
    out.append(" [").append(date(entry.wallSeconds)).append("] \"");
    if (entry.method.empty()) {
        out += '-'; // what came was no request
    } else {
        appendQuotable(out, entry.method);
        out += ' ';
        appendQuotable(out, entry.target);
        out += ' ';
        appendQuotable(out, entry.protocol);
    }
    out.append("\" ");
    appendNumber(out, statusOf(entry));
    out += ' ';
    appendNumber(out, entry.bytes);
}

static void appendText(std::string& out, std::string_view key, std::string_view text) {
    if (text.empty()) {
        return;
    }
    out.append(",\"").append(key).append("\":\"");
    bool isCut = text.size() > AccessFormat::kMaxFieldBytes;
    appendJsonText(out, text.substr(0, AccessFormat::kMaxFieldBytes));
    out.append(isCut ? "...\"" : "\"");
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
        return;
    }
    appendCommon(out, entry);
    if (style_ == AccessStyle::Combined) {
        out.append(" \"");
        appendField(out, entry.referer);
        out.append("\" \"");
        appendField(out, entry.userAgent);
        out += '"';
    }
}

std::string_view AccessFormat::line(const AccessEntry& entry) {
    line_.clear();
    append(line_, entry);
    return line_;
}

} // namespace aha::log
