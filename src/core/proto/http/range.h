#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace aha::http {

struct ByteRange {
    std::uint64_t offset;
    std::uint64_t length; // at least 1, within the representation
};

struct RangeSet {
    enum class Kind : std::uint8_t {
        None,          // no, malformed, unknown or unreasonable: answer 200 with everything
        Satisfiable,   // 206 with `ranges`, in the order asked for
        Unsatisfiable, // 416
    };
    Kind kind = Kind::None;
    std::vector<ByteRange> ranges;
};

// More ranges than this, or more than one overlap, cost more than they are worth and are ignored (RFC
// 9110 14.2).
inline constexpr std::size_t kMaxRanges = 16;

// The value of a Range field against a representation of `length` bytes.
RangeSet parseRange(std::string_view header, std::uint64_t length);

} // namespace aha::http
