#include "core/client/mysql/mysql_values.h"

#ifdef HAVE_MARIADB

#include <mysql.h>

#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string>

namespace aha::client {

using Kind = MysqlColumn::Kind;

static constexpr unsigned kBinaryCharset = 63;
static constexpr unsigned kMaxDecimals = 30; // more: not fixed

static bool isBinaryText(const MYSQL_FIELD& field) {
    return field.charsetnr == kBinaryCharset && (field.flags & (ENUM_FLAG | SET_FLAG)) == 0;
}

static MysqlColumn columnOf(const MYSQL_FIELD& field) {
    MysqlColumn column;
    column.decimals = static_cast<std::uint8_t>(field.decimals < 255 ? field.decimals : 255);
    const Kind integer = (field.flags & UNSIGNED_FLAG) != 0 ? Kind::Unsigned : Kind::Int;
    switch (field.type) {
    case MYSQL_TYPE_TINY: column = {integer, 1}; break;
    case MYSQL_TYPE_SHORT: column = {integer, 2}; break;
    case MYSQL_TYPE_YEAR: column = {Kind::Unsigned, 2}; break;
    case MYSQL_TYPE_INT24:
    case MYSQL_TYPE_LONG: column = {integer, 4}; break;
    case MYSQL_TYPE_LONGLONG: column = {integer, 8}; break;
    case MYSQL_TYPE_FLOAT: column.kind = Kind::Float; break;
    case MYSQL_TYPE_DOUBLE: column.kind = Kind::Double; break;
    case MYSQL_TYPE_BIT: column.kind = Kind::Bit; break;
    case MYSQL_TYPE_DATE:
    case MYSQL_TYPE_NEWDATE: column.kind = Kind::Date; break;
    case MYSQL_TYPE_DATETIME:
    case MYSQL_TYPE_TIMESTAMP: column.kind = Kind::DateTime; break;
    case MYSQL_TYPE_TIME: column.kind = Kind::Time; break;
    case MYSQL_TYPE_NULL: column.kind = Kind::Null; break;
    case MYSQL_TYPE_GEOMETRY: column.kind = Kind::Blob; break;
    case MYSQL_TYPE_TINY_BLOB:
    case MYSQL_TYPE_MEDIUM_BLOB:
    case MYSQL_TYPE_LONG_BLOB:
    case MYSQL_TYPE_BLOB:
    case MYSQL_TYPE_VARCHAR:
    case MYSQL_TYPE_VAR_STRING:
    case MYSQL_TYPE_STRING: column.kind = isBinaryText(field) ? Kind::Blob : Kind::Text; break;
    default: break; // decimals, JSON, enums: text
    }
    return column;
}

static std::string_view typeName(const MYSQL_FIELD& field) {
    const bool isBinary = isBinaryText(field);
    switch (field.type) {
    case MYSQL_TYPE_TINY: return "TINYINT";
    case MYSQL_TYPE_SHORT: return "SMALLINT";
    case MYSQL_TYPE_INT24: return "MEDIUMINT";
    case MYSQL_TYPE_LONG: return "INT";
    case MYSQL_TYPE_LONGLONG: return "BIGINT";
    case MYSQL_TYPE_YEAR: return "YEAR";
    case MYSQL_TYPE_FLOAT: return "FLOAT";
    case MYSQL_TYPE_DOUBLE: return "DOUBLE";
    case MYSQL_TYPE_DECIMAL:
    case MYSQL_TYPE_NEWDECIMAL: return "DECIMAL";
    case MYSQL_TYPE_BIT: return "BIT";
    case MYSQL_TYPE_DATE:
    case MYSQL_TYPE_NEWDATE: return "DATE";
    case MYSQL_TYPE_DATETIME: return "DATETIME";
    case MYSQL_TYPE_TIMESTAMP: return "TIMESTAMP";
    case MYSQL_TYPE_TIME: return "TIME";
    case MYSQL_TYPE_NULL: return "NULL";
    case MYSQL_TYPE_JSON: return "JSON";
    case MYSQL_TYPE_ENUM: return "ENUM";
    case MYSQL_TYPE_SET: return "SET";
    case MYSQL_TYPE_GEOMETRY: return "GEOMETRY";
    case MYSQL_TYPE_TINY_BLOB: return isBinary ? "TINYBLOB" : "TINYTEXT";
    case MYSQL_TYPE_MEDIUM_BLOB: return isBinary ? "MEDIUMBLOB" : "MEDIUMTEXT";
    case MYSQL_TYPE_LONG_BLOB: return isBinary ? "LONGBLOB" : "LONGTEXT";
    case MYSQL_TYPE_BLOB: return isBinary ? "BLOB" : "TEXT";
    case MYSQL_TYPE_VARCHAR:
    case MYSQL_TYPE_VAR_STRING: return isBinary ? "VARBINARY" : "VARCHAR";
    case MYSQL_TYPE_STRING:
        return (field.flags & ENUM_FLAG) != 0  ? "ENUM"
               : (field.flags & SET_FLAG) != 0 ? "SET"
               : isBinary                      ? "BINARY"
                                               : "CHAR";
    default: return "";
    }
}

// MariaDB tells more of some types than their number does: json, uuid, inet6, point …
static std::string fullTypeName(const MYSQL_FIELD& field) {
    for (auto which : {MARIADB_FIELD_ATTR_FORMAT_NAME, MARIADB_FIELD_ATTR_DATA_TYPE_NAME}) {
        MARIADB_CONST_STRING name{nullptr, 0};
        if (field.extension && mariadb_field_attr(&name, &field, which) == 0 && name.length > 0) {
            std::string upper(name.str, name.length);
            for (char& c : upper) {
                c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
            }
            return upper;
        }
    }
    return std::string(typeName(field));
}

MysqlColumns mysqlColumns(const st_mysql_field* fields, std::size_t count) {
    MysqlColumns columns;
    columns.kinds.reserve(count);
    columns.names.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        columns.kinds.push_back(columnOf(fields[i]));
        columns.names.push_back(
            {std::string(fields[i].name, fields[i].name_length), fullTypeName(fields[i])});
    }
    return columns;
}

static void addUnsigned(std::uint64_t value, SqlRows& rows) {
    if (value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
        rows.addInt(static_cast<std::int64_t>(value));
    } else {
        rows.addText(std::to_string(value));
    }
}

static void addBit(std::string_view bytes, SqlRows& rows) {
    std::uint64_t value = 0;
    for (char byte : bytes.substr(0, sizeof value)) {
        value = value << 8 | static_cast<unsigned char>(byte);
    }
    addUnsigned(value, rows);
}

template <typename T> static bool parsed(std::string_view text, T& value) {
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    return code == std::errc() && end == text.data() + text.size();
}

void addMysqlText(const MysqlColumn& column, std::string_view text, SqlRows& rows) {
    std::int64_t integer = 0;
    double real = 0;
    switch (column.kind) {
    case Kind::Int:
    case Kind::Unsigned:
        if (parsed(text, integer)) {
            rows.addInt(integer);
            return;
        }
        break; // too large
    case Kind::Float:
    case Kind::Double:
        if (parsed(text, real)) {
            rows.addDouble(real);
            return;
        }
        break;
    case Kind::Bit: addBit(text, rows); return;
    case Kind::Blob: rows.addText(text, SqlKind::Blob); return;
    default: break;
    }
    rows.addText(text);
}

// ---- the binary protocol: little-endian, lengths before what has no fixed one

static std::uint64_t littleEndian(const unsigned char* at, std::size_t bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = bytes; i > 0; --i) {
        value = value << 8 | at[i - 1];
    }
    return value;
}

static void addInteger(const MysqlColumn& column, const unsigned char* at, SqlRows& rows) {
    const std::uint64_t value = littleEndian(at, column.bytes);
    if (column.kind == Kind::Unsigned) {
        addUnsigned(value, rows);
        return;
    }
    const unsigned unused = 64u - 8u * column.bytes; // the sign is that of the highest byte sent
    rows.addInt(static_cast<std::int64_t>(value << unused) >> unused);
}

// As the server writes it as text: six digits, or the number of decimals of the column.
static void addFloat(const MysqlColumn& column, const unsigned char* at, SqlRows& rows) {
    const auto bits = static_cast<std::uint32_t>(littleEndian(at, 4));
    float value = 0;
    std::memcpy(&value, &bits, sizeof value);
    std::array<char, 80> text{};
    const int size =
        column.decimals > kMaxDecimals
            ? std::snprintf(text.data(), text.size(), "%.6g", static_cast<double>(value))
            : std::snprintf(text.data(), text.size(), "%.*f", column.decimals, static_cast<double>(value));
    double real = static_cast<double>(value);
    parsed(std::string_view(text.data(), static_cast<std::size_t>(size)), real);
    rows.addDouble(real);
}

struct MysqlMoment {
    unsigned year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, micro = 0;
    bool isNegative = false;
};

static std::string fraction(const MysqlColumn& column, unsigned micro) {
    if (column.decimals == 0 || (column.decimals > 6 && micro == 0)) {
        return {};
    }
    std::array<char, 12> text{};
    std::snprintf(text.data(), text.size(), ".%06u", micro % 1'000'000);
    return std::string(text.data(), 1 + (column.decimals > 6 ? 6u : column.decimals));
}

static std::string momentText(const MysqlColumn& column, const MysqlMoment& moment) {
    std::array<char, 64> text{};
    if (column.kind == Kind::Time) {
        std::snprintf(text.data(), text.size(), "%s%02u:%02u:%02u", moment.isNegative ? "-" : "",
                      moment.day * 24 + moment.hour, moment.minute, moment.second);
    } else {
        const int size =
            std::snprintf(text.data(), text.size(), "%04u-%02u-%02u", moment.year, moment.month, moment.day);
        if (column.kind == Kind::Date) {
            return text.data();
        }
        std::snprintf(text.data() + size, text.size() - static_cast<std::size_t>(size), " %02u:%02u:%02u",
                      moment.hour, moment.minute, moment.second);
    }
    return text.data() + fraction(column, moment.micro);
}

static bool addMoment(const MysqlColumn& column, std::string_view bytes, SqlRows& rows) {
    const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
    const std::size_t size = bytes.size();
    MysqlMoment moment;
    if (column.kind == Kind::Time) {
        if (size != 0 && size != 8 && size != 12) {
            return false;
        }
        if (size > 0) {
            moment.isNegative = at[0] != 0;
            moment.day = static_cast<unsigned>(littleEndian(at + 1, 4));
            at += 5;
        }
    } else {
        if (size != 0 && size != 4 && size != 7 && size != 11) {
            return false;
        }
        if (size > 0) {
            moment.year = static_cast<unsigned>(littleEndian(at, 2));
            moment.month = at[2];
            moment.day = at[3];
            at += 4;
        }
    }
    if (size >= 7) {
        moment.hour = at[0];
        moment.minute = at[1];
        moment.second = at[2];
    }
    if (size >= 11) {
        moment.micro = static_cast<unsigned>(littleEndian(at + 3, 4));
    }
    rows.addText(momentText(column, moment));
    return true;
}

// A length and as many bytes. False: it goes beyond the end.
static bool takeBytes(const unsigned char*& at, const unsigned char* end, std::string_view& bytes) {
    if (at >= end) {
        return false;
    }
    std::uint64_t length = *at++;
    if (length > 250) { // 251 is NULL, which no value of a row is
        const std::size_t width = length == 252 ? 2 : length == 253 ? 3 : length == 254 ? 8 : 0;
        if (width == 0 || static_cast<std::size_t>(end - at) < width) {
            return false;
        }
        length = littleEndian(at, width);
        at += width;
    }
    if (length > static_cast<std::size_t>(end - at)) {
        return false;
    }
    bytes = {reinterpret_cast<const char*>(at), static_cast<std::size_t>(length)};
    at += length;
    return true;
}

bool addMysqlBinary(const MysqlColumn& column, const unsigned char*& at, const unsigned char* end,
                    SqlRows& rows) {
    const std::size_t fixed = column.kind == Kind::Float ? 4 : column.kind == Kind::Double ? 8 : column.bytes;
    if (fixed > 0) {
        if (static_cast<std::size_t>(end - at) < fixed) {
            return false;
        }
        if (column.kind == Kind::Double) {
            const std::uint64_t bits = littleEndian(at, 8);
            double value = 0;
            std::memcpy(&value, &bits, sizeof value);
            rows.addDouble(value);
        } else if (column.kind == Kind::Float) {
            addFloat(column, at, rows);
        } else {
            addInteger(column, at, rows);
        }
        at += fixed;
        return true;
    }
    std::string_view bytes;
    if (!takeBytes(at, end, bytes)) {
        return false;
    }
    switch (column.kind) {
    case Kind::Bit: addBit(bytes, rows); return true;
    case Kind::Blob: rows.addText(bytes, SqlKind::Blob); return true;
    case Kind::Date:
    case Kind::DateTime:
    case Kind::Time: return addMoment(column, bytes, rows);
    default: rows.addText(bytes); return true;
    }
}

} // namespace aha::client

#endif
