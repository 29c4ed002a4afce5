#include "core/client/sql/sql_rows.h"

#include <cstring>

namespace aha::client {

void SqlRows::reset(std::size_t columns) {
    columns_ = columns;
    cells_.clear();
    text_.clear();
}

void SqlRows::addDouble(double value) {
    Cell cell{SqlKind::Double, 0, 0};
    std::memcpy(&cell.bits, &value, sizeof value);
    cells_.push_back(cell);
}

void SqlRows::addText(std::string_view value, SqlKind kind) {
    cells_.push_back({kind, static_cast<std::uint32_t>(value.size()), text_.size()});
    text_.append(value);
}

SqlCell SqlRows::at(std::size_t row, std::size_t column) const {
    const Cell& cell = cells_[row * columns_ + column];
    SqlCell out;
    out.kind = cell.kind;
    if (cell.kind == SqlKind::Int) {
        out.integer = static_cast<std::int64_t>(cell.bits);
    } else if (cell.kind == SqlKind::Double) {
        std::memcpy(&out.real, &cell.bits, sizeof out.real);
    } else if (cell.kind != SqlKind::Null) {
        out.text = std::string_view(text_).substr(cell.bits, cell.length);
    }
    return out;
}

} // namespace aha::client
