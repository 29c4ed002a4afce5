#include "php/server/response_draft.h"

#include "core/proto/http/response_head.h"

#include <charconv>
#include <strings.h>

namespace aha::php {

static bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

static bool parseLength(std::string_view text, std::int64_t& out) {
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc() && end == text.data() + text.size() && out >= 0;
}

bool ResponseDraft::setField(std::string_view name, std::string_view value, bool replace) {
    if (same(name, "connection")) {
        close = close || same(value, "close");
        return same(value, "close") || same(value, "keep-alive");
    }
    if (same(name, "transfer-encoding") || same(name, "upgrade") || same(name, "keep-alive")) {
        return false;
    }
    if (same(name, "content-length")) {
        return parseLength(value, contentLength);
    }
    if (replace) {
        removeField(name);
    }
    hasDate = hasDate || same(name, "date");
    hasServer = hasServer || same(name, "server");
    hasContentType = hasContentType || same(name, "content-type");
    hasContentEncoding = hasContentEncoding || same(name, "content-encoding");
    http::appendField(lines, name, value);
    return true;
}

// Calls `visit(lineAt, lineLength, value)` for each line of that name until it returns false.
template <typename Visit> static void eachLine(const std::string& lines, std::string_view name, Visit visit) {
    for (std::size_t at = 0; at < lines.size();) {
        std::size_t end = lines.find("\r\n", at);
        std::string_view line = std::string_view(lines).substr(at, end - at);
        if (line.size() > name.size() && line[name.size()] == ':' &&
            same(line.substr(0, name.size()), name)) {
            std::string_view value = line.substr(name.size() + 1);
            value.remove_prefix(value.size() && value[0] == ' ' ? 1 : 0);
            if (!visit(at, end + 2 - at, value)) {
                return;
            }
        }
        at = end + 2;
    }
}

void ResponseDraft::removeField(std::string_view name) {
    for (bool found = true; found;) {
        found = false;
        std::size_t from = 0, length = 0;
        eachLine(lines, name, [&](std::size_t at, std::size_t size, std::string_view) {
            from = at;
            length = size;
            found = true;
            return false;
        });
        if (found) {
            lines.erase(from, length);
        }
    }
}

std::string_view ResponseDraft::find(std::string_view name) const {
    std::string_view found;
    eachLine(lines, name, [&found](std::size_t, std::size_t, std::string_view value) {
        found = value;
        return false;
    });
    return found;
}

} // namespace aha::php
