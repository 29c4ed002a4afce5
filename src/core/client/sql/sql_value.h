#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace aha::client {

enum class SqlKind : std::uint8_t {
    Null,
    Int,    // signed, 64 bits; what does not fit is Text
    Double, // finite or not
    Text,   // characters, decimals, dates, large integers
    Blob,   // bytes
};

// A value that is bound to a parameter. Owns its text.
struct SqlValue {
    SqlKind kind = SqlKind::Null;
    std::int64_t integer = 0;
    double real = 0;
    std::string text; // Text and Blob

    static SqlValue ofNull() { return {}; }
    static SqlValue ofInt(std::int64_t value) { return {SqlKind::Int, value, 0, {}}; }
    static SqlValue ofDouble(double value) { return {SqlKind::Double, 0, value, {}}; }
    static SqlValue ofText(std::string value) { return {SqlKind::Text, 0, 0, std::move(value)}; }
    static SqlValue ofBlob(std::string value) { return {SqlKind::Blob, 0, 0, std::move(value)}; }
};

// A value of a row; the text lives as long as its SqlRows are not changed.
struct SqlCell {
    SqlKind kind = SqlKind::Null;
    std::int64_t integer = 0;
    double real = 0;
    std::string_view text;
};

} // namespace aha::client
