#pragma once

#include "core/client/mysql/mysql_link.h"
#include "core/client/mysql/mysql_scan.h"
#include "core/client/mysql/mysql_values.h"
#include "core/client/sql/sql_connection.h"

#include <cstddef>
#include <vector>

namespace aha::client {

// Called from within the run, which goes no further until it is told.
class MysqlRunOwner {
public:
    virtual void onRunSlice() = 0;              // enough for this turn of the loop: readOn() in the next one
    virtual void onRunRows(SqlResult part) = 0; // of a streamed one; then readOn() when there may be more
    virtual void onRunDone(SqlOutcome outcome) = 0; // once
    // What it has failed with leaves the connection somewhere within a result.
    virtual void onRunBroken() = 0; // before onRunDone()

protected:
    ~MysqlRunOwner() = default;
};

// One statement on a link, from sending it to its last result: what text and prepared ones share, which is
// what becomes of rows.
// Owned by the connection. Calls its owner.
class MysqlRun {
public:
    MysqlRun(MysqlLink& link, const SqlCommand& command, MysqlRunOwner& owner)
        : link_(link), command_(command), owner_(owner) {}
    virtual ~MysqlRun() = default;
    MysqlRun(const MysqlRun&) = delete;
    MysqlRun& operator=(const MysqlRun&) = delete;

    virtual void begin() = 0;
    void readOn(); // after onRunSlice() and onRunRows()
    // Lets go of what the library has given it: once the link is closed.
    virtual void release() = 0;
    // Nobody wants what is still to come: it is read and dropped, within a limit.
    void skipRest() { isSkipping_ = true; }
    const MysqlTraces& traces() const { return traces_; }

protected:
    virtual void readRows() = 0; // until there are none, or rowTaken() says no

    void beginRows(const st_mysql_field* fields, std::size_t count);
    bool rowTaken(); // false: the owner has been told; nothing more for now
    void takeCounts(std::uint64_t affectedRows, std::uint64_t lastInsertId, unsigned warnings);
    // The result is complete. False: it is being delivered; resultsGoOn() comes later.
    bool resultEnded(bool hasMore);
    virtual void resultsGoOn() = 0;
    void noteSession();
    void succeed();
    void fail(SqlError error);
    void failMalformed();

    MysqlLink& link_;
    const SqlCommand& command_;
    MysqlRunOwner& owner_;
    SqlResult result_; // the one that is being read
    std::vector<MysqlColumn> columns_;
    MysqlTraces traces_;

private:
    void deliver();
    bool skipRow();
    bool isSliceOver(std::size_t bytes);

    std::vector<SqlResult> results_;
    std::size_t keptBytes_ = 0; // of results_
    std::size_t sliceBytes_ = 0, sliceRows_ = 0;
    std::size_t skippedBytes_ = 0;
    bool isSkipping_ = false;
    bool isBetweenResults_ = false;
};

} // namespace aha::client
