#pragma once

#include "core/client/sql/sql_result.h"
#include "php/zend.h"

#include <string_view>
#include <utility>
#include <vector>

namespace aha::php {

// The names of columns as keys of arrays: "1" is the integer 1, as in every array of PHP.
class DbColumnNames {
public:
    DbColumnNames() = default;
    DbColumnNames(const DbColumnNames&) = delete;
    DbColumnNames& operator=(const DbColumnNames&) = delete;
    ~DbColumnNames();
    void set(const std::vector<client::SqlColumn>& columns);
    std::size_t size() const { return keys_.size(); }
    void add(HashTable* row, std::size_t column, zval* value) const;

private:
    struct Key {
        zend_string* name;
        zend_ulong index;
        bool isIndex;
    };
    std::vector<Key> keys_;
};

// A row as an array: 1 = map, 2 = list, 3 = both.
void makeDbRow(zval* row, const client::SqlRows& rows, std::size_t index, const DbColumnNames& names,
               int mode = 1);
void makeDbColumns(zval* result, const std::vector<client::SqlColumn>& columns);

// The object of the first of them, which knows the next; owned by the caller.
zend_object* makeDbResult(std::vector<client::SqlResult> results, double ranMs);
// A Link: what mysqli would say of the connection. `error` is null when all is well.
zend_object* makeDbLink(const client::SqlResult* result, const client::SqlError* error);

} // namespace aha::php
