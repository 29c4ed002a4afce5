#include "core/client/mysql/mysql_prepared_run.h"

#ifdef HAVE_MARIADB

#include "core/client/mysql/mysql_driver.h"
#include "core/client/mysql/mysql_errors.h"

#include <mysql.h>

#include <new>
#include <string>
#include <string_view>
#include <utility>

namespace aha::client {

static constexpr unsigned kUnknownStatement = 1243, kNeedsPrepare = 1615; // errors of the server
static constexpr unsigned kOtherColumns = 2057; // of the library: their number is not what it was
static constexpr int kServerGone = 2006;        // of the library: it could not be sent

MysqlPreparedRun::MysqlPreparedRun(MysqlLink& link, const SqlCommand& command, MysqlRunOwner& owner,
                                   MysqlStatementCache& cache, MysqlStats& stats)
    : MysqlRun(link, command, owner), cache_(cache), stats_(stats) {}

MysqlPreparedRun::~MysqlPreparedRun() {
    if (handle_ && !isCached_) {
        mysql_stmt_close(handle_);
    }
}

void MysqlPreparedRun::begin() {
    if (MysqlPrepared* known = cache_.find(command_.sql)) {
        ++stats_.statementHits;
        handle_ = known->handle;
        isCached_ = true;
        traces_ = known->traces;
        bind();
        return;
    }
    traces_ = mysqlTraces(command_.sql);
    if (cache_.size() > 0 && cache_.isFull()) {
        ++stats_.evicted;
        close(cache_.takeOldest().handle, [this] { prepare(); });
    } else {
        prepare();
    }
}

// It has no answer, so that it waits only when the server does not read.
void MysqlPreparedRun::close(st_mysql_stmt* handle, Then then) {
    const int waits = mysql_stmt_close_start(&closed_, handle);
    link_.await(
        waits, [this, handle](int events) { return mysql_stmt_close_cont(&closed_, handle, events); },
        std::move(then));
}

void MysqlPreparedRun::prepare() {
    handle_ = mysql_stmt_init(link_.mysql());
    isCached_ = false;
    if (!handle_) {
        fail(link_.lastError());
        return;
    }
    const auto callback = &MysqlPreparedRun::onCell;
    mysql_stmt_attr_set(handle_, STMT_ATTR_CB_RESULT, reinterpret_cast<const void*>(callback));
    ++stats_.prepared;
    const int waits = mysql_stmt_prepare_start(&status_, handle_, command_.sql.data(), command_.sql.size());
    link_.await(
        waits, [this](int events) { return mysql_stmt_prepare_cont(&status_, handle_, events); },
        [this] { onPrepared(); });
}

void MysqlPreparedRun::onPrepared() {
    if (status_ != 0) {
        failStatement();
        return;
    }
    if (cache_.limit() > 0) {
        isCached_ = true;
        cache_.add({command_.sql, handle_, traces_});
    }
    bind();
}

static void bindValue(const SqlValue& value, unsigned long& length, MYSQL_BIND& bind) {
    switch (value.kind) {
    case SqlKind::Null: bind.buffer_type = MYSQL_TYPE_NULL; return;
    case SqlKind::Int:
        bind.buffer_type = MYSQL_TYPE_LONGLONG;
        bind.buffer = const_cast<std::int64_t*>(&value.integer);
        return;
    case SqlKind::Double:
        bind.buffer_type = MYSQL_TYPE_DOUBLE;
        bind.buffer = const_cast<double*>(&value.real);
        return;
    case SqlKind::Text:
    case SqlKind::Blob:
        bind.buffer_type = value.kind == SqlKind::Text ? MYSQL_TYPE_STRING : MYSQL_TYPE_BLOB;
        bind.buffer = const_cast<char*>(value.text.data());
        length = value.text.size();
        bind.buffer_length = length;
        bind.length = &length;
        return;
    }
}

void MysqlPreparedRun::bind() {
    const std::vector<SqlValue>& values = command_.parameters;
    const std::size_t wanted = mysql_stmt_param_count(handle_);
    if (wanted != values.size()) {
        SqlError error = mysqlOwnError(SqlError::Kind::Misuse, Errc::InvalidArgument,
                                       "the statement has " + std::to_string(wanted) + " parameters, " +
                                           std::to_string(values.size()) + " values were given");
        error.wasSent = false;
        fail(std::move(error));
        return;
    }
    std::vector<MYSQL_BIND> bindings(wanted);
    lengths_.assign(wanted, 0);
    for (std::size_t i = 0; i < wanted; ++i) {
        bindValue(values[i], lengths_[i], bindings[i]);
    }
    if (wanted > 0 && mysql_stmt_bind_param(handle_, bindings.data()) != 0) { // copies them
        failStatement();
        return;
    }
    execute();
}

void MysqlPreparedRun::execute() {
    isExecuting_ = true;
    mysql_stmt_attr_set(handle_, STMT_ATTR_CB_USER_DATA, this);
    const int waits = mysql_stmt_execute_start(&status_, handle_);
    link_.await(
        waits, [this](int events) { return mysql_stmt_execute_cont(&status_, handle_, events); },
        [this] { onExecuted(); });
}

void MysqlPreparedRun::onExecuted() {
    if (status_ > 0) {
        const unsigned code = mysql_stmt_errno(handle_);
        // With other columns than before it has been executed: what reads only may be again.
        const bool isForgotten = code == kUnknownStatement || code == kNeedsPrepare;
        const bool mayRepeat = isForgotten || (code == kOtherColumns && traces_.isRead);
        if (mayRepeat && !std::exchange(wasRepeated_, true)) {
            prepareAgain();
        } else {
            failStatement();
        }
        return;
    }
    readResult();
}

void MysqlPreparedRun::prepareAgain() {
    ++stats_.reprepared;
    isExecuting_ = false;
    if (std::exchange(isCached_, false)) {
        cache_.take(command_.sql);
    }
    close(std::exchange(handle_, nullptr), [this] { prepare(); });
}

static bool haveOtherNames(const MYSQL_FIELD* now, const MYSQL_FIELD* before, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        if (std::string_view(now[i].name, now[i].name_length) !=
            std::string_view(before[i].name, before[i].name_length)) {
            return true;
        }
    }
    return false;
}

void MysqlPreparedRun::readResult() {
    if (mysql_stmt_field_count(handle_) == 0) {
        result_ = SqlResult();
        onRowsEnded();
        return;
    }
    // When a table has changed, the server sends the columns anew; the library keeps the old names.
    const st_mysql* mysql = link_.mysql();
    const bool isNew = mysql->fields && mysql->field_count == handle_->field_count;
    isStale_ |= isNew && haveOtherNames(mysql->fields, handle_->fields, handle_->field_count);
    beginRows(isNew ? mysql->fields : handle_->fields, mysql_stmt_field_count(handle_));
    readRows();
}

void MysqlPreparedRun::readRows() {
    for (;;) {
        const int waits = mysql_stmt_fetch_start(&status_, handle_);
        if (waits != 0) {
            link_.await(
                waits, [this](int events) { return mysql_stmt_fetch_cont(&status_, handle_, events); },
                [this] {
                    if (takeRow()) {
                        readRows();
                    }
                });
            return;
        }
        if (!takeRow()) {
            return;
        }
    }
}

bool MysqlPreparedRun::takeRow() {
    if (isMalformed_) {
        failMalformed();
        return false;
    }
    if (status_ == 0 || status_ == MYSQL_DATA_TRUNCATED) {
        return rowTaken();
    }
    if (status_ == MYSQL_NO_DATA) {
        readEnd();
        onRowsEnded();
    } else {
        failStatement();
    }
    return false;
}

// Called by the library within fetch, for each column of a row: on its stack, with nothing of PHP on it.
void MysqlPreparedRun::onCell(void* self, unsigned column, unsigned char** at) {
    static_cast<MysqlPreparedRun*>(self)->takeCell(column, at);
}

void MysqlPreparedRun::takeCell(unsigned column, unsigned char** at) {
    if (isMalformed_ || column >= columns_.size()) {
        isMalformed_ = true;
        return;
    }
    if (!at) {
        result_.rows.addNull();
        return;
    }
    // The library does not tell where the row ends: at least it ends in its buffer.
    const unsigned char* value = *at;
    const unsigned char* end = link_.mysql()->net.buff_end;
    isMalformed_ = value > end || !addMysqlBinary(columns_[column], value, end, result_.rows);
    *at += value - *at;
}

// The packet at the end of the rows, of which the library takes no notice: 254, warnings, status.
void MysqlPreparedRun::readEnd() {
    st_mysql* mysql = link_.mysql();
    const unsigned char* packet = mysql->net.read_pos;
    if (packet && mysql->net.buff_end - packet >= 5 && packet[0] == 254) {
        mysql->warning_count = packet[1] | static_cast<unsigned>(packet[2]) << 8;
        mysql->server_status = packet[3] | static_cast<unsigned>(packet[4]) << 8;
    }
}

void MysqlPreparedRun::onRowsEnded() {
    st_mysql* mysql = link_.mysql();
    const bool hasRows = !result_.columns.empty();
    takeCounts(hasRows ? 0 : mysql_stmt_affected_rows(handle_), hasRows ? 0 : mysql_stmt_insert_id(handle_),
               mysql_warning_count(mysql));
    if (resultEnded(mysql_stmt_more_results(handle_) != 0)) {
        resultsGoOn();
    }
}

void MysqlPreparedRun::resultsGoOn() {
    if (!mysql_stmt_more_results(handle_)) {
        finish();
        return;
    }
    const int waits = mysql_stmt_next_result_start(&status_, handle_);
    link_.await(
        waits, [this](int events) { return mysql_stmt_next_result_cont(&status_, handle_, events); },
        [this] { onExecuted(); });
}

void MysqlPreparedRun::finish() {
    if (isCached_ && isStale_) {
        cache_.take(command_.sql);
        isCached_ = false;
    }
    if (isCached_) {
        succeed();
    } else {
        close(std::exchange(handle_, nullptr), [this] { succeed(); });
    }
}

void MysqlPreparedRun::failStatement() {
    // Of a row that could not be read only the connection knows.
    SqlError error = mysql_stmt_errno(handle_) != 0
                         ? mysqlError(static_cast<int>(mysql_stmt_errno(handle_)),
                                      mysql_stmt_sqlstate(handle_), mysql_stmt_error(handle_), {})
                         : link_.lastError();
    error.wasSent = isExecuting_ && error.code != kServerGone;
    noteSession();
    if (isCached_ || mysqlEndsConnection(error.code)) {
        fail(error); // what is not kept goes after the link
    } else {
        close(std::exchange(handle_, nullptr), [this, error] { fail(error); });
    }
}

} // namespace aha::client

#endif
