#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace aha::client {

// Which quotes hold strings: those of identifiers are no secret and stay.
struct SqlQuotes {
    bool doubleIsString = false;   // "…": MySQL by default
    bool backslashEscapes = false; // '\'' : MySQL by default
};

constexpr std::size_t kSqlShapeBytes = 500;

// The statement without its values, for traces, logs and messages: literals become "?", lists of them one
// "?", comments and runs of white space one space; cut at `limit` bytes, at a whole character, with " …".
std::string sqlShape(std::string_view sql, SqlQuotes quotes, std::size_t limit = kSqlShapeBytes);

} // namespace aha::client
