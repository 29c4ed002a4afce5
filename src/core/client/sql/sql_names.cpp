#include "core/client/sql/sql_names.h"

namespace aha::client {

SqlSyntax SqlSyntax::of(std::string_view driver) {
    SqlSyntax syntax;
    if (driver == "mysql") {
        syntax.hasBackslashEscapes = syntax.hasHashComments = syntax.dashesNeedSpace = true;
    } else {
        syntax.hasBrackets = true;
    }
    return syntax;
}

static bool beginsName(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

static bool continuesName(char c) { return beginsName(c) || (c >= '0' && c <= '9'); }

static std::size_t behind(std::string_view sql, std::string_view end, std::size_t from) {
    const std::size_t at = sql.find(end, from);
    return at == std::string_view::npos ? sql.size() : at + end.size();
}

// Behind a literal or a quoted name that begins at `at`; a doubled quote is one in it.
static std::size_t behindQuoted(std::string_view sql, std::size_t at, bool hasEscapes) {
    const char quote = sql[at];
    for (std::size_t i = at + 1; i < sql.size(); ++i) {
        if (hasEscapes && sql[i] == '\\') {
            ++i;
        } else if (sql[i] == quote) {
            if (i + 1 >= sql.size() || sql[i + 1] != quote) {
                return i + 1;
            }
            ++i;
        }
    }
    return sql.size(); // not closed: the database will say so
}

static bool beginsDashComment(std::string_view sql, std::size_t at, const SqlSyntax& syntax) {
    if (sql.substr(at, 2) != "--") {
        return false;
    }
    return !syntax.dashesNeedSpace || at + 2 >= sql.size() || static_cast<unsigned char>(sql[at + 2]) <= ' ';
}

// Behind the literal, quoted name or comment that begins at `at`; `at` itself when none does.
static std::size_t behindOpaque(std::string_view sql, std::size_t at, const SqlSyntax& syntax) {
    switch (sql[at]) {
    case '\'':
    case '"': return behindQuoted(sql, at, syntax.hasBackslashEscapes);
    case '`': return behindQuoted(sql, at, false);
    case '[': return syntax.hasBrackets ? behind(sql, "]", at + 1) : at;
    case '#': return syntax.hasHashComments ? behind(sql, "\n", at) : at;
    case '-': return beginsDashComment(sql, at, syntax) ? behind(sql, "\n", at) : at;
    case '/': return sql.substr(at, 2) == "/*" ? behind(sql, "*/", at + 2) : at;
    default: return at;
    }
}

Result<SqlNames> replaceSqlNames(std::string_view sql, const SqlSyntax& syntax) {
    SqlNames result;
    result.sql.reserve(sql.size());
    for (std::size_t at = 0; at < sql.size();) {
        if (const std::size_t end = behindOpaque(sql, at, syntax); end != at) {
            result.sql.append(sql.substr(at, end - at));
            at = end;
            continue;
        }
        if (sql[at] == '?') {
            return Error{Errc::InvalidArgument,
                         "The statement has question marks, and its parameters have names"};
        }
        if (sql.substr(at, 2) == "::") { // a cast, of databases that have it
            result.sql.append("::");
            at += 2;
            continue;
        }
        if (sql[at] != ':' || at + 1 >= sql.size() || !beginsName(sql[at + 1])) {
            result.sql.push_back(sql[at++]);
            continue;
        }
        std::size_t end = at + 1;
        while (end < sql.size() && continuesName(sql[end])) {
            ++end;
        }
        if (result.names.size() == kMaxSqlParameters) {
            return Error{Errc::TooMany,
                         "The statement has more than " + std::to_string(kMaxSqlParameters) + " parameters"};
        }
        result.names.emplace_back(sql.substr(at + 1, end - at - 1));
        result.sql.push_back('?');
        at = end;
    }
    return result;
}

} // namespace aha::client
