#pragma once

#include <string>
#include <string_view>

namespace aha::http {

// The body of an error answer: a small page without external assets, or {"error":{"status":…,"message":…}}.
// `detail` may hold anything, it is escaped; without it the page shows the reason phrase alone.
std::string errorPage(int status, std::string_view detail, bool json);

} // namespace aha::http
