#include "core/client/mysql/mysql_text_run.h"

#ifdef HAVE_MARIADB

#include "core/client/mysql/mysql_errors.h"

#include <errmsg.h>
#include <mysql.h>

#include <utility>

namespace aha::client {

void MysqlTextRun::begin() {
    traces_ = mysqlTraces(command_.sql);
    const int waits =
        mysql_real_query_start(&status_, link_.mysql(), command_.sql.data(), command_.sql.size());
    link_.await(
        waits, [this](int events) { return mysql_real_query_cont(&status_, link_.mysql(), events); },
        [this] { onAnswered(); });
}

void MysqlTextRun::onAnswered() {
    if (status_ > 0 || mysql_errno(link_.mysql()) != 0) {
        noteSession();
        SqlError error = link_.lastError();
        error.wasSent = error.code != CR_SERVER_GONE_ERROR || hasAnswer_;
        fail(std::move(error));
        return;
    }
    hasAnswer_ = true;
    readResult();
}

void MysqlTextRun::readResult() {
    st_mysql* mysql = link_.mysql();
    if (mysql_field_count(mysql) == 0) {
        result_ = SqlResult();
        onRowsEnded();
        return;
    }
    rows_ = mysql_use_result(mysql);
    if (!rows_) {
        fail(link_.lastError());
        return;
    }
    beginRows(mysql_fetch_fields(rows_), mysql_num_fields(rows_));
    readRows();
}

void MysqlTextRun::readRows() {
    for (;;) {
        const int waits = mysql_fetch_row_start(&row_, rows_);
        if (waits != 0) {
            link_.await(
                waits, [this](int events) { return mysql_fetch_row_cont(&row_, rows_, events); },
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

bool MysqlTextRun::takeRow() {
    if (!row_) {
        if (mysql_errno(link_.mysql()) != 0) {
            fail(link_.lastError());
        } else {
            onRowsEnded();
        }
        return false;
    }
    const unsigned long* lengths = mysql_fetch_lengths(rows_);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (row_[i]) {
            addMysqlText(columns_[i], {row_[i], lengths[i]}, result_.rows);
        } else {
            result_.rows.addNull();
        }
    }
    return rowTaken();
}

void MysqlTextRun::onRowsEnded() {
    st_mysql* mysql = link_.mysql();
    release();
    const bool hasRows = !result_.columns.empty();
    takeCounts(hasRows ? 0 : mysql_affected_rows(mysql), hasRows ? 0 : mysql_insert_id(mysql),
               mysql_warning_count(mysql));
    if (resultEnded(mysql_more_results(mysql) != 0)) {
        resultsGoOn();
    }
}

void MysqlTextRun::resultsGoOn() {
    st_mysql* mysql = link_.mysql();
    if (!mysql_more_results(mysql)) {
        succeed();
        return;
    }
    const int waits = mysql_next_result_start(&status_, mysql);
    link_.await(
        waits, [this](int events) { return mysql_next_result_cont(&status_, link_.mysql(), events); },
        [this] { onAnswered(); });
}

void MysqlTextRun::release() {
    if (st_mysql_res* rows = std::exchange(rows_, nullptr)) {
        rows->handle = nullptr; // it may be gone; else the library would read the rest, blocking
        mysql_free_result(rows);
    }
}

} // namespace aha::client

#endif
