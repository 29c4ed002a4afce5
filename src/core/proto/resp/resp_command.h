#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace aha::resp {

constexpr std::size_t kMaxArguments = 1024 * 1024; // what servers take

// Appends one command as it is sent; `arguments` begins with its name, is not empty and within the limit.
void appendCommand(std::string& out, std::span<const std::string_view> arguments);

} // namespace aha::resp
