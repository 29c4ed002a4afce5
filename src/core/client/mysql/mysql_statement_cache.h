#pragma once

#include "core/client/mysql/mysql_scan.h"

#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct st_mysql_stmt;

namespace aha::client {

// A prepared statement of one connection.
struct MysqlPrepared {
    std::string sql;
    st_mysql_stmt* handle = nullptr; // closed by the connection
    MysqlTraces traces;
};

// Which statements a connection keeps: the ones used last. Pure: whoever takes one out closes it.
class MysqlStatementCache {
public:
    explicit MysqlStatementCache(std::size_t limit) : limit_(limit) {}

    MysqlPrepared* find(std::string_view sql); // used by that; null: not there
    MysqlPrepared& add(MysqlPrepared prepared);
    bool isFull() const { return entries_.size() >= limit_; } // makes no room by itself
    MysqlPrepared takeOldest();                               // not when it is empty
    MysqlPrepared take(std::string_view sql);                 // has to be there
    std::vector<MysqlPrepared> takeAll();
    std::size_t size() const { return entries_.size(); }
    std::size_t limit() const { return limit_; }

private:
    using List = std::list<MysqlPrepared>; // the one used last comes first
    std::size_t limit_;
    List entries_;
    std::unordered_map<std::string_view, List::iterator> bySql_; // views into the entries
};

} // namespace aha::client
