#pragma once

#include "core/client/sql/sql_result.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

struct st_mysql_field;

namespace aha::client {

// How the values of a column are read. Both protocols give the same: numbers as such, decimals, dates and
// times as text.
struct MysqlColumn {
    enum class Kind : std::uint8_t {
        Int,
        Unsigned,
        Float,
        Double,
        Bit,
        Date,
        DateTime,
        Time,
        Text,
        Blob,
        Null
    };
    Kind kind = Kind::Text;
    std::uint8_t bytes = 0;     // of an integer in the binary protocol
    std::uint8_t decimals = 31; // of seconds or a number; more than 30 = as many as there are
};

struct MysqlColumns {
    std::vector<MysqlColumn> kinds;
    std::vector<SqlColumn> names;
};
MysqlColumns mysqlColumns(const st_mysql_field* fields, std::size_t count);

// A value of the text protocol that is not NULL.
void addMysqlText(const MysqlColumn& column, std::string_view text, SqlRows& rows);

// A value of the binary protocol that is not NULL; `at` moves behind it. False: it goes beyond `end`.
bool addMysqlBinary(const MysqlColumn& column, const unsigned char*& at, const unsigned char* end,
                    SqlRows& rows);

} // namespace aha::client
