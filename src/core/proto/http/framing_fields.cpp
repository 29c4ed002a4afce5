#include "core/proto/http/framing_fields.h"

#include "core/proto/http/chars.h"

#include <limits>

namespace aha::http {

bool parseContentLength(std::string_view text, std::uint64_t& out) {
    constexpr std::uint64_t kMax = std::numeric_limits<std::int64_t>::max();
    if (text.empty() || (text.size() > 1 && text[0] == '0')) {
        return false;
    }
    std::uint64_t length = 0;
    for (char c : text) {
        if (!isDigit(c)) {
            return false;
        }
        const std::uint64_t digit = static_cast<std::uint64_t>(c - '0');
        if (length > (kMax - digit) / 10) {
            return false;
        }
        length = length * 10 + digit;
    }
    out = length;
    return true;
}

// Split by hand: an empty member is harmless by the letter of RFC 9110 5.6.1.2, but parsers disagree about
// it.
void TransferCodings::read(std::string_view value) {
    present = true;
    for (bool more = true; more;) {
        const std::size_t comma = value.find(',');
        const std::string_view member = trimBlanks(value.substr(0, comma));
        more = comma != std::string_view::npos;
        value.remove_prefix(more ? comma + 1 : 0);
        chunkedEarlier |= chunkedLast;
        chunkedLast = equalsIgnoreCase(member, "chunked");
        other |= !chunkedLast;
        // A coding may have parameters; chunked has none, so "chunked;q=1" is another coding, which comes
        // last.
        bad |= spanOf(member.substr(0, member.find(';')), kToken) == 0;
    }
}

void ConnectionOptions::read(std::string_view value) {
    ListReader list(value);
    for (std::string_view member; list.next(member);) {
        close |= equalsIgnoreCase(member, "close");
        keepAlive |= equalsIgnoreCase(member, "keep-alive");
        upgrade |= equalsIgnoreCase(member, "upgrade");
    }
}

bool isPaddedWithTab(std::string_view value) {
    if (value.size() > 1 && value[0] == ' ' && !isBlank(value[1]) && !isBlank(value.back())) {
        return false; // the usual case
    }
    const std::size_t first = value.find_first_not_of(' ');
    return first != std::string_view::npos &&
           (value[first] == '\t' || value[value.find_last_not_of(' ')] == '\t');
}

void blankPadding(std::string& head) {
    std::size_t at = head.find("\r\n") + 2;
    while (at + 2 < head.size()) {
        const std::size_t end = head.find("\r\n", at);
        for (std::size_t i = head.find(':', at) + 1; i < end && isBlank(head[i]); ++i) {
            head[i] = ' ';
        }
        for (std::size_t i = end; isBlank(head[i - 1]); --i) {
            head[i - 1] = ' ';
        }
        at = end + 2;
    }
}

} // namespace aha::http
