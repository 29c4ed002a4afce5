#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

struct sqlite3_stmt;

namespace aha::client {

// The prepared statements of one connection; the one unused for longest goes first.
// Owned by a SqliteHandle, used by its jobs.
class SqliteStatements {
public:
    static constexpr std::size_t kMaxSqlBytes = 16 * 1024; // longer ones are not kept

    struct Entry {
        std::string sql;
        sqlite3_stmt* statement;
        bool isDirty; // running it changes what the next borrower would see
    };

    explicit SqliteStatements(std::size_t max) : max_(max) {}
    ~SqliteStatements() { clear(); }
    SqliteStatements(const SqliteStatements&) = delete;
    SqliteStatements& operator=(const SqliteStatements&) = delete;

    const Entry* find(std::string_view sql); // null: not there
    // False: it is not kept, and stays the caller's. What is kept is finalized here.
    bool keep(std::string_view sql, sqlite3_stmt* statement, bool isDirty);
    void clear();
    std::size_t size() const { return entries_.size(); }

private:
    using List = std::list<Entry>;
    std::size_t max_;
    List entries_;                                               // used last first
    std::unordered_map<std::string_view, List::iterator> bySql_; // views of the entries' own text
};

} // namespace aha::client
