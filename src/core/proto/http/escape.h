#pragma once

#include <string>
#include <string_view>

namespace aha::http {

// Safe inside HTML text and inside quoted attribute values.
std::string htmlEscape(std::string_view text);

// The inside of a JSON string, without its quotes, and safe within a <script>. Bytes that are not UTF-8
// become U+FFFD.
std::string jsonEscape(std::string_view text);

} // namespace aha::http
