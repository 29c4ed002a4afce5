#pragma once

#include <string>
#include <string_view>

namespace aha::http {

// Safe inside HTML text and inside quoted attribute values.
std::string htmlEscape(std::string_view text);

} // namespace aha::http
