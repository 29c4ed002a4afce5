#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace aha::client {

// How a dialect writes literals and comments: a colon or question mark within them is none of ours.
struct SqlSyntax {
    bool hasBackslashEscapes = false; // 'it\'s'
    bool hasHashComments = false;     // # to the end of the line
    bool dashesNeedSpace = false;     // "a--1" is arithmetic
    bool hasBrackets = false;         // [name]

    static SqlSyntax of(std::string_view driver); // SqlDriver::name()
};

struct SqlNames {
    std::string sql;                // each ":name" is a "?"
    std::vector<std::string> names; // without their colons, in order of the question marks
};

constexpr std::size_t kMaxSqlParameters = 65'535; // what the protocol of MySQL can count

// For parameters by name: rewrites a statement to question marks. Fails for a statement that has question
// marks of its own, and for one with too many parameters.
Result<SqlNames> replaceSqlNames(std::string_view sql, const SqlSyntax& syntax);

} // namespace aha::client
