#pragma once

#include <string>
#include <string_view>

namespace aha::http {

std::string base64(std::string_view bytes); // RFC 4648 4, padded

} // namespace aha::http
