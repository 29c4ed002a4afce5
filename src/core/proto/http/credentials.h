#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace aha::http {

// Values of Authorization or Proxy-Authorization. InvalidArgument for what the scheme cannot carry; the
// message never holds the secret.
Result<std::string> basicCredentials(std::string_view user, std::string_view password); // RFC 7617
Result<std::string> bearerCredentials(std::string_view token);                          // RFC 6750

} // namespace aha::http
