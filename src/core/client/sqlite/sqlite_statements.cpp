#include "core/client/sqlite/sqlite_statements.h"

#if HAVE_SQLITE

#include <sqlite3.h>

namespace aha::client {

const SqliteStatements::Entry* SqliteStatements::find(std::string_view sql) {
    auto found = bySql_.find(sql);
    if (found == bySql_.end()) {
        return nullptr;
    }
    entries_.splice(entries_.begin(), entries_, found->second);
    return &entries_.front();
}

bool SqliteStatements::keep(std::string_view sql, sqlite3_stmt* statement, bool isDirty) {
    if (max_ == 0 || sql.size() > kMaxSqlBytes) {
        return false;
    }
    while (entries_.size() >= max_) {
        bySql_.erase(entries_.back().sql);
        sqlite3_finalize(entries_.back().statement);
        entries_.pop_back();
    }
    entries_.push_front({std::string(sql), statement, isDirty});
    bySql_.emplace(entries_.front().sql, entries_.begin());
    return true;
}

void SqliteStatements::clear() {
    bySql_.clear();
    for (Entry& entry : entries_) {
        sqlite3_finalize(entry.statement);
    }
    entries_.clear();
}

} // namespace aha::client

#endif
