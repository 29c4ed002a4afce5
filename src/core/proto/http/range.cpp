#include "core/proto/http/range.h"

#include "core/proto/http/chars.h"

#include <algorithm>
#include <limits>

namespace aha::http {

namespace {

constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();

// 1*DIGIT; what does not fit is as good as the largest number.
bool parsePosition(std::string_view text, std::uint64_t& out) {
    if (text.empty()) {
        return false;
    }
    out = 0;
    for (char c : text) {
        if (!isDigit(c)) {
            return false;
        }
        const std::uint64_t digit = static_cast<std::uint64_t>(c - '0');
        out = out > (kMax - digit) / 10 ? kMax : out * 10 + digit;
    }
    return true;
}

enum class Spec { Malformed, Outside, Inside };

// "0-499", "500-" or "-500".
Spec parseSpec(std::string_view text, std::uint64_t length, ByteRange& out) {
    const std::size_t dash = text.find('-');
    if (dash == std::string_view::npos) {
        return Spec::Malformed;
    }
    const std::string_view first = text.substr(0, dash);
    const std::string_view last = text.substr(dash + 1);
    std::uint64_t from = 0;
    std::uint64_t to = kMax;
    if (first.empty()) {
        if (!parsePosition(last, to)) {
            return Spec::Malformed;
        }
        const std::uint64_t suffix = std::min(to, length);
        out = {length - suffix, suffix};
        return suffix > 0 ? Spec::Inside : Spec::Outside;
    }
    if (!parsePosition(first, from) || (!last.empty() && !parsePosition(last, to)) || to < from) {
        return Spec::Malformed;
    }
    if (from >= length) {
        return Spec::Outside;
    }
    out = {from, std::min(to, length - 1) - from + 1};
    return Spec::Inside;
}

std::size_t countOverlaps(std::vector<ByteRange> ranges) {
    std::sort(ranges.begin(), ranges.end(),
              [](const ByteRange& a, const ByteRange& b) { return a.offset < b.offset; });
    std::size_t overlaps = 0;
    std::uint64_t end = 0;
    for (const ByteRange& range : ranges) {
        overlaps += range.offset < end ? 1 : 0;
        end = std::max(end, range.offset + range.length);
    }
    return overlaps;
}

} // namespace

RangeSet parseRange(std::string_view header, std::uint64_t length) {
    constexpr std::string_view unit = "bytes=";
    RangeSet set;
    if (header.size() < unit.size() || !equalsIgnoreCase(header.substr(0, unit.size()), unit)) {
        return set;
    }
    ListReader list(header.substr(unit.size()));
    std::size_t count = 0;
    for (std::string_view member; list.next(member);) {
        ByteRange range{};
        const Spec spec = parseSpec(member, length, range);
        if (spec == Spec::Malformed || ++count > kMaxRanges) {
            return {};
        }
        if (spec == Spec::Inside) {
            set.ranges.push_back(range);
        }
    }
    if (count == 0 || countOverlaps(set.ranges) > 1) {
        return {};
    }
    set.kind = set.ranges.empty() ? RangeSet::Kind::Unsatisfiable : RangeSet::Kind::Satisfiable;
    return set;
}

} // namespace aha::http
