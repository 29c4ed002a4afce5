#pragma once

#include <string>
#include <string_view>

namespace aha::log {

// The inside of a JSON string. Bytes that are no UTF-8 become U+FFFD, so that the line is valid JSON in any
// case.
void appendJsonText(std::string& out, std::string_view text);

} // namespace aha::log
