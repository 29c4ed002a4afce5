#include "core/log/sink_spec.h"

#include <array>
#include <cstddef>
#include <utility>

namespace aha::log {

static Error refusal(std::string_view text, std::string_view why) {
    return Error{Errc::InvalidArgument,
                 "the log target \"" + std::string(text.substr(0, 200)) + "\" " + std::string(why)};
}

static int hexValue(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    c = char(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool decodePercent(std::string_view text, std::string& out) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        if (i + 2 >= text.size() || hexValue(text[i + 1]) < 0 || hexValue(text[i + 2]) < 0) {
            return false;
        }
        out += char(hexValue(text[i + 1]) * 16 + hexValue(text[i + 2]));
        i += 2;
    }
    return true;
}

static int facilityOf(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, int>, 20> kFacilities = {
        {{"kern", 0},      {"user", 1},    {"mail", 2},    {"daemon", 3},  {"auth", 4},
         {"syslog", 5},    {"lpr", 6},     {"news", 7},    {"uucp", 8},    {"cron", 9},
         {"authpriv", 10}, {"ftp", 11},    {"local0", 16}, {"local1", 17}, {"local2", 18},
         {"local3", 19},   {"local4", 20}, {"local5", 21}, {"local6", 22}, {"local7", 23}}};
    for (auto [known, number] : kFacilities) {
        if (known == name) {
            return number;
        }
    }
    return -1;
}

static Result<SinkSpec> parseSyslog(std::string_view text, std::string_view rest) {
    SinkSpec spec;
    spec.kind = SinkSpec::Kind::Syslog;
    std::size_t query = rest.find('?');
    std::string_view facility = rest.substr(0, query);
    if (!facility.empty() && (spec.facility = facilityOf(facility)) < 0) {
        return refusal(text, "names no facility of syslog: user, daemon, local0 … local7 …");
    }
    rest = query == std::string_view::npos ? std::string_view() : rest.substr(query + 1);
    while (!rest.empty()) {
        std::size_t end = rest.find('&');
        std::string_view pair = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
        std::size_t equals = pair.find('=');
        std::string_view key = pair.substr(0, equals);
        std::string value;
        if (equals == std::string_view::npos || !decodePercent(pair.substr(equals + 1), value) ||
            value.empty()) {
            return refusal(text, "has a malformed query");
        }
        if (key == "ident") {
            spec.ident = std::move(value);
        } else if (key == "socket") {
            spec.socket = std::move(value);
        } else {
            return refusal(text, "has a query with other names than ident and socket");
        }
    }
    for (char c : spec.ident) {
        if (c <= ' ' || c == 0x7f || c == ':' || c == '[') {
            return refusal(text, "has an ident with a blank, a colon, a bracket or a control character");
        }
    }
    return spec;
}

Result<SinkSpec> SinkSpec::parse(std::string_view text) {
    SinkSpec spec;
    if (text.empty() || text.find('\0') != std::string_view::npos) {
        return refusal(text, "is empty or holds a NUL byte");
    }
    if (text == "stdout" || text == "php://stdout") {
        spec.kind = Kind::Stdout;
        return spec;
    }
    if (text == "stderr" || text == "php://stderr") {
        spec.kind = Kind::Stderr;
        return spec;
    }
    if (text == "blackhole" || text == "blackhole:" || text == "blackhole://") {
        spec.kind = Kind::Blackhole;
        return spec;
    }
    for (std::string_view scheme : {"syslog://", "syslog:"}) {
        if (text.substr(0, scheme.size()) == scheme) {
            return parseSyslog(text, text.substr(scheme.size()));
        }
    }
    spec.kind = Kind::File;
    if (text.substr(0, 7) == "file://") {
        if (text.substr(7, 1) != "/" || !decodePercent(text.substr(7), spec.path) ||
            spec.path.find('\0') != std::string::npos) {
            return refusal(text, "must be file:// and an absolute path");
        }
        return spec;
    }
    if (text.find("://") != std::string_view::npos) {
        return refusal(text,
                       "is none of: a path, file://, stdout, stderr, php://stdout, php://stderr, syslog://, "
                       "blackhole:");
    }
    spec.path = text;
    return spec;
}

} // namespace aha::log
