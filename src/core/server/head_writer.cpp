#include "core/server/head_writer.h"

#include "core/proto/http/response_head.h"

#include <charconv>

namespace aha::server {

namespace {

constexpr std::string_view kLengthName = "content-length";

bool isLengthLine(std::string_view line) {
    if (line.size() <= kLengthName.size() || line[kLengthName.size()] != ':') {
        return false;
    }
    for (std::size_t i = 0; i < kLengthName.size(); ++i) {
        if ((line[i] | 0x20) != kLengthName[i] && line[i] != kLengthName[i]) {
            return false;
        }
    }
    return true;
}

// Takes the next line off `lines`, with its line end.
std::string_view takeLine(std::string_view& lines) {
    const std::size_t end = lines.find('\n');
    const std::size_t length = end == std::string_view::npos ? lines.size() : end + 1;
    const std::string_view line = lines.substr(0, length);
    lines.remove_prefix(length);
    return line;
}

std::optional<std::uint64_t> numberOf(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
        text.remove_prefix(1);
    }
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') {
        text.remove_suffix(1);
    }
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

} // namespace

std::optional<std::uint64_t> contentLengthOf(std::string_view lines) {
    std::optional<std::uint64_t> found;
    while (!lines.empty()) {
        const std::string_view line = takeLine(lines);
        if (!isLengthLine(line)) {
            continue;
        }
        const std::optional<std::uint64_t> value = numberOf(line.substr(kLengthName.size() + 1));
        if (!value || (found && *found != *value)) {
            return std::nullopt;
        }
        found = value;
    }
    return found;
}

void appendWithoutContentLength(std::string& out, std::string_view lines) {
    while (!lines.empty()) {
        const std::string_view line = takeLine(lines);
        if (!isLengthLine(line)) {
            out.append(line);
        }
    }
}

HeadWriter::HeadWriter(std::string_view serverName) {
    if (!serverName.empty()) {
        http::appendField(serverLine_, "Server", serverName);
    }
}

void HeadWriter::refresh(std::int64_t wallSeconds) {
    char date[30];
    http::formatDate(wallSeconds, date);
    dateLine_.clear();
    http::appendField(dateLine_, "Date", date);
    okBlock_.clear();
    http::appendStatusLine(okBlock_, 1, 200);
    okBlock_ += serverLine_;
    okBlock_ += dateLine_;
    renderedAt_ = wallSeconds;
}

void HeadWriter::append(std::string& out, std::int64_t wallSeconds, const HeadPlan& plan,
                        const ResponseFields& fields) {
    if (wallSeconds != renderedAt_) {
        refresh(wallSeconds);
    }
    if (plan.status == 200 && !fields.hasServer && !fields.hasDate) {
        out += okBlock_;
    } else {
        http::appendStatusLine(out, 1, plan.status);
        if (!fields.hasServer) {
            out += serverLine_;
        }
        if (!fields.hasDate) {
            out += dateLine_;
        }
    }
    if (fields.hasContentLength && plan.framing != Framing::Own) {
        appendWithoutContentLength(out, fields.lines);
    } else {
        out += fields.lines;
    }
    if (plan.framing == Framing::Length) {
        char line[48] = "Content-Length: ";
        char* end = std::to_chars(line + 16, line + 40, plan.length).ptr;
        *end++ = '\r';
        *end++ = '\n';
        if (plan.persistence == HeadPlan::Persistence::Keep) { // the common case: one append
            *end++ = '\r';
            *end++ = '\n';
            out.append(line, end);
            return;
        }
        out.append(line, end);
    } else if (plan.framing == Framing::Chunked) {
        out += "Transfer-Encoding: chunked\r\n";
    }
    if (plan.persistence == HeadPlan::Persistence::Close) {
        out += "Connection: close\r\n";
    } else if (plan.persistence == HeadPlan::Persistence::KeepAndSay) {
        out += "Connection: keep-alive\r\n";
    }
    out += "\r\n";
}

} // namespace aha::server
