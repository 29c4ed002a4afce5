#pragma once

#include "core/client/sql/sql_value.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aha::client {

// Rows of values in two allocations: cells, and the text of all of them.
// Filled by a connection, perhaps on another thread; read by whoever makes the user's values.
class SqlRows {
public:
    void reset(std::size_t columns); // empty, of so many columns

    void addNull() { cells_.emplace_back(); }
    void addInt(std::int64_t value) {
        cells_.push_back({SqlKind::Int, 0, static_cast<std::uint64_t>(value)});
    }
    void addDouble(double value);
    void addText(std::string_view value, SqlKind kind = SqlKind::Text);

    std::size_t columns() const { return columns_; }
    std::size_t size() const { return columns_ == 0 ? 0 : cells_.size() / columns_; }
    std::size_t bytes() const { return text_.size() + cells_.size() * sizeof(Cell); }
    SqlCell at(std::size_t row, std::size_t column) const;

private:
    struct Cell {
        SqlKind kind = SqlKind::Null;
        std::uint32_t length = 0; // of text: below 4 GiB, as every protocol has it
        std::uint64_t bits = 0;   // the integer, the double, or where the text begins
    };
    std::size_t columns_ = 0;
    std::vector<Cell> cells_;
    std::string text_;
};

} // namespace aha::client
