#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace aha::mvc {

// What a parameter of a declared route may be, in the order in which they are tried: the narrower first.
enum class SegmentType : std::uint8_t {
    Set,   // one of the words that are listed: {lang:en|de}
    Uuid,  // 8-4-4-4-12 hexadecimal digits
    Date,  // 2024-02-29, a day that exists
    Int,   // as PHP writes an integer: no leading zeros, no plus, 64 bits
    Hex,   // hexadecimal digits
    Alpha, // A-Z a-z
    Alnum, // A-Z a-z 0-9
    Slug,  // letters, digits, '-' and '_', beginning and ending with a letter or digit
    Plain, // {name}: any segment that is not empty
    Rest,  // {name:any}: the rest of the path, at its end only
};

// False: there is no such type. "" is Plain.
bool segmentTypeOf(std::string_view name, SegmentType& out);
std::string_view segmentTypeName(SegmentType type);
// "alnum, alpha, any, …", for messages.
std::string segmentTypeList();
// Whether a decoded segment is of the type; Set is not asked here, Rest takes what Plain takes.
bool fits(SegmentType type, std::string_view value);

} // namespace aha::mvc
