#include "core/client/mysql/mysql_run.h"

#ifdef HAVE_MARIADB

#include "core/client/mysql/mysql_errors.h"

#include <mysql.h>

#include <string>
#include <utility>

namespace aha::client {

// What one turn of the loop reads: about a millisecond.
static constexpr std::size_t kSliceBytes = 256 * 1024, kSliceRows = 4096;
// Of a stream that is given up between its rows, while its connection is to go on: more is not worth it.
static constexpr std::size_t kMaxSkippedBytes = 16u << 20;

void MysqlRun::beginRows(const st_mysql_field* fields, std::size_t count) {
    MysqlColumns columns = mysqlColumns(fields, count);
    columns_ = std::move(columns.kinds);
    result_ = SqlResult();
    result_.columns = std::move(columns.names);
    result_.rows.reset(count);
    sliceBytes_ = isSkipping_ ? skippedBytes_ : 0;
}

bool MysqlRun::skipRow() {
    const std::size_t bytes = result_.rows.bytes();
    skippedBytes_ += bytes;
    result_.rows.reset(columns_.size());
    if (skippedBytes_ > kMaxSkippedBytes) {
        SqlError error = mysqlOwnError(SqlError::Kind::TooLarge, Errc::TooLarge,
                                       "what is left of the result is larger than " +
                                           std::to_string(kMaxSkippedBytes) + " bytes");
        error.wasSent = true;
        owner_.onRunBroken();
        fail(std::move(error));
        return false;
    }
    return !isSliceOver(skippedBytes_);
}

bool MysqlRun::isSliceOver(std::size_t bytes) {
    if (bytes - sliceBytes_ < kSliceBytes && ++sliceRows_ < kSliceRows) {
        return false;
    }
    sliceBytes_ = bytes;
    sliceRows_ = 0;
    owner_.onRunSlice();
    return true;
}

bool MysqlRun::rowTaken() {
    if (isSkipping_) {
        return skipRow();
    }
    const std::size_t bytes = result_.rows.bytes();
    if (command_.isStreamed && bytes >= command_.batchBytes) {
        deliver();
        return false;
    }
    if (!command_.isStreamed && keptBytes_ + bytes > command_.maxResultBytes) {
        SqlError error =
            mysqlOwnError(SqlError::Kind::TooLarge, Errc::TooLarge,
                          "the result is larger than " + std::to_string(command_.maxResultBytes) + " bytes");
        error.wasSent = true;
        owner_.onRunBroken();
        fail(std::move(error));
        return false;
    }
    return !isSliceOver(bytes);
}

void MysqlRun::deliver() {
    SqlResult part;
    part.columns = result_.columns;
    part.rows = std::exchange(result_.rows, SqlRows());
    result_.rows.reset(part.columns.size());
    sliceBytes_ = sliceRows_ = 0;
    owner_.onRunRows(std::move(part)); // may end this
}

void MysqlRun::readOn() {
    if (std::exchange(isBetweenResults_, false)) {
        resultsGoOn();
    } else {
        readRows();
    }
}

void MysqlRun::takeCounts(std::uint64_t affectedRows, std::uint64_t lastInsertId, unsigned warnings) {
    // (unsigned)-1 stands for "not a statement that changes rows".
    result_.affectedRows = affectedRows == ~std::uint64_t{0} ? 0 : affectedRows;
    result_.lastInsertId = lastInsertId;
    result_.warnings = warnings;
    noteSession();
}

// What the server tells of the session with the end of each result.
void MysqlRun::noteSession() {
    st_mysql* mysql = link_.mysql();
    if ((mysql->server_status & SERVER_SESSION_STATE_CHANGED) == 0) {
        return;
    }
    traces_.state = true;
    const char* data = nullptr;
    std::size_t size = 0;
    traces_.schema |= mysql_session_track_get_first(mysql, SESSION_TRACK_SCHEMA, &data, &size) == 0;
}

bool MysqlRun::resultEnded(bool hasMore) {
    if (command_.isStreamed && !isSkipping_ && hasMore && result_.rows.size() > 0) {
        isBetweenResults_ = true; // rows of two results are never told at once
        deliver();
        return false;
    }
    keptBytes_ += result_.rows.bytes();
    results_.push_back(std::exchange(result_, SqlResult()));
    return true;
}

void MysqlRun::succeed() {
    SqlOutcome outcome;
    outcome.results = std::move(results_);
    owner_.onRunDone(std::move(outcome));
}

void MysqlRun::fail(SqlError error) {
    SqlOutcome outcome;
    outcome.error = std::move(error);
    outcome.results = std::move(results_); // of statements before it, in the same text
    owner_.onRunDone(std::move(outcome));
}

void MysqlRun::failMalformed() {
    SqlError error = mysqlOwnError(SqlError::Kind::Lost, Errc::Malformed, "the server sent a malformed row");
    error.wasSent = true;
    owner_.onRunBroken();
    fail(std::move(error));
}

} // namespace aha::client

#endif
