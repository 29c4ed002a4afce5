#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace aha::log {

// A longer record is cut, and says so.
inline constexpr std::size_t kMaxRecordBytes = 256 * 1024;

// Control characters: what would end a line, or drive a terminal.
bool needsEscaping(std::string_view text);
// "\n", "\r", "\t" as in PHP, other control characters as "\x1b".
void appendEscaped(std::string& out, std::string_view text);
// The beginning of `record` with " [cut]" behind it, `maxBytes` at most, without half a UTF-8 sequence. It is
// kept in `storage`, which may hold the record already.
std::string_view cutRecord(std::string_view record, std::size_t maxBytes, std::string& storage);

// The bytes of whole lines at the beginning of `lines`, at most `maxBytes`, but at least one line.
std::size_t wholeLines(std::string_view lines, std::size_t maxBytes);

} // namespace aha::log
