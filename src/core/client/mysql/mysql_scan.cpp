#include "core/client/mysql/mysql_scan.h"

#include <array>
#include <cstddef>
#include <cstring>
#include <string>

namespace aha::client {

static bool isWordByte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$' || (static_cast<unsigned char>(c) & 0x80u) != 0;
}

// Behind the quote that ends a string; a doubled quote begins the next string at once, which is as good.
static std::size_t behindQuoted(std::string_view sql, std::size_t at) {
    const char quote = sql[at];
    for (++at; at < sql.size(); ++at) {
        const char* next = static_cast<const char*>(std::memchr(sql.data() + at, quote, sql.size() - at));
        if (!next) {
            return sql.size();
        }
        const std::size_t end = static_cast<std::size_t>(next - sql.data());
        std::size_t slashes = 0;
        while (quote != '`' && end - slashes > at && sql[end - slashes - 1] == '\\') {
            ++slashes;
        }
        if (slashes % 2 == 0) {
            return end + 1;
        }
        at = end;
    }
    return sql.size();
}

static std::size_t behindComment(std::string_view sql, std::size_t at) {
    if (sql.substr(at, 2) == "/*") {
        if (sql.substr(at, 3) == "/*!" || sql.substr(at, 4) == "/*M!") { // code for some servers
            return sql.find_first_not_of("0123456789", sql.find('!', at) + 1);
        }
        const std::size_t end = sql.find("*/", at + 2);
        return end == std::string_view::npos ? sql.size() : end + 2;
    }
    const std::size_t end = sql.find('\n', at);
    return end == std::string_view::npos ? sql.size() : end + 1;
}

static bool isComment(std::string_view sql, std::size_t at) {
    return sql[at] == '#' || sql.substr(at, 2) == "/*" || sql.substr(at, 3) == "-- " ||
           sql.substr(at, 3) == "--\n" || sql.substr(at, 3) == "--\t";
}

// The first words of one statement, in capital letters.
struct FirstWords {
    std::array<std::string, 4> words;
    std::size_t count = 0;

    void add(std::string_view word) {
        if (count < words.size()) {
            std::string& text = words[count++];
            for (char c : word.substr(0, 16)) {
                text += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
            }
        }
    }

    bool isRead = false;
    bool hasWords = false;

    void judge(MysqlTraces& traces) {
        static constexpr std::string_view kStateful[] = {"PREPARE", "EXECUTE", "LOCK", "HANDLER",
                                                         "CALL",    "FLUSH",   "XA",   "DECLARE"};
        const std::string& first = words[0];
        for (std::string_view word : kStateful) {
            traces.state |= first == word;
        }
        traces.state |= first == "SET" && words[1] != "TRANSACTION";
        traces.state |= first == "BEGIN" && words[1] == "NOT"; // a compound statement of MariaDB
        traces.state |= first == "CREATE" && (words[1] == "TEMPORARY" || words[3] == "TEMPORARY");
        traces.schema |= first == "USE";
        isRead = first == "SELECT" || first == "SHOW" || first == "WITH" || first == "TABLE" ||
                 first == "VALUES" || first == "EXPLAIN" || first == "DESCRIBE" || first == "DESC";
        hasWords = count > 0;
    }
};

static bool isKeyword(std::string_view word, std::string_view name) {
    if (word.size() != name.size()) {
        return false;
    }
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = word[i] >= 'a' && word[i] <= 'z' ? static_cast<char>(word[i] - 'a' + 'A') : word[i];
        if (c != name[i]) {
            return false;
        }
    }
    return true;
}

MysqlTraces mysqlTraces(std::string_view sql) {
    MysqlTraces traces;
    FirstWords first;
    bool writes = false;
    std::size_t statements = 0;
    for (std::size_t at = 0; at < sql.size();) {
        const char c = sql[at];
        if (c == '\'' || c == '"' || c == '`') {
            at = behindQuoted(sql, at);
        } else if (isComment(sql, at)) {
            at = behindComment(sql, at);
        } else if (isWordByte(c)) {
            const std::size_t begin = at;
            while (at < sql.size() && isWordByte(sql[at])) {
                ++at;
            }
            const std::string_view word = sql.substr(begin, at - begin);
            first.add(word);
            traces.state |= isKeyword(word, "GET_LOCK");
            writes |= isKeyword(word, "INTO") || isKeyword(word, "UPDATE") || isKeyword(word, "DELETE");
        } else {
            if (c == '@') { // a variable of the user; of the system, reading it does no harm
                const bool isSystem = sql.substr(at, 2) == "@@";
                traces.state |= !isSystem;
                at += isSystem ? 1 : 0;
            } else if (c == ';') {
                first.judge(traces);
                statements += first.hasWords ? 1 : 0;
                traces.isRead = first.isRead;
                first = FirstWords();
            }
            ++at;
        }
    }
    first.judge(traces);
    statements += first.hasWords ? 1 : 0;
    traces.isRead =
        statements == 1 && (first.isRead || (traces.isRead && !first.hasWords)) && !writes && !traces.state;
    return traces;
}

} // namespace aha::client
