#include "core/client/mysql/mysql_statement_cache.h"

#include "core/base/assert.h"

#include <utility>

namespace aha::client {

MysqlPrepared* MysqlStatementCache::find(std::string_view sql) {
    const auto found = bySql_.find(sql);
    if (found == bySql_.end()) {
        return nullptr;
    }
    entries_.splice(entries_.begin(), entries_, found->second);
    return &entries_.front();
}

MysqlPrepared& MysqlStatementCache::add(MysqlPrepared prepared) {
    entries_.push_front(std::move(prepared));
    bySql_[entries_.front().sql] = entries_.begin();
    return entries_.front();
}

MysqlPrepared MysqlStatementCache::takeOldest() {
    AHA_ASSERT(!entries_.empty());
    return take(entries_.back().sql);
}

MysqlPrepared MysqlStatementCache::take(std::string_view sql) {
    const auto found = bySql_.find(sql);
    AHA_ASSERT(found != bySql_.end());
    const List::iterator entry = found->second;
    bySql_.erase(found); // its key lies in the entry
    MysqlPrepared prepared = std::move(*entry);
    entries_.erase(entry);
    return prepared;
}

std::vector<MysqlPrepared> MysqlStatementCache::takeAll() {
    bySql_.clear();
    std::vector<MysqlPrepared> all;
    for (MysqlPrepared& entry : entries_) {
        all.push_back(std::move(entry));
    }
    entries_.clear();
    return all;
}

} // namespace aha::client
