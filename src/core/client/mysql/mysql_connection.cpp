#include "core/client/mysql/mysql_connection.h"

#ifdef HAVE_MARIADB

#include "core/base/assert.h"
#include "core/client/mysql/mysql_driver.h"
#include "core/client/mysql/mysql_errors.h"
#include "core/client/mysql/mysql_prepared_run.h"
#include "core/client/mysql/mysql_question.h"
#include "core/client/mysql/mysql_text_run.h"

#include <mysql.h>

#include <algorithm>
#include <string>
#include <utility>

namespace aha::client {

// Statements above it are compared with the limit of the server, which is asked for it once.
static constexpr std::size_t kLargeStatementBytes = 512 * 1024;
static constexpr std::uint64_t kUnlimited = ~std::uint64_t{0};
static constexpr std::size_t kBytesPerParameter = 16; // type, length and what else is around a value

MysqlConnection::MysqlConnection(pool::PoolSlot slot, MysqlDriver& driver)
    : WheelTimer(&onTimer), slot_(slot), driver_(driver), loop_(driver.loop_),
      link_(driver.loop_, driver.resolver_, driver.options_, driver.target(), *this),
      cache_(driver.options_.statementCache) {
    ++driver_.stats_.connects;
    link_.connect(driver.options_.connectTimeoutMs);
}

MysqlConnection::~MysqlConnection() {
    if (isBusy() && work_ != Work::Connect) {
        cancel();
    }
    tearDown();
}

void MysqlConnection::onMysqlConnected() {
    work_ = Work::None;
    link_.listen(true);
    slot_.connected();
}

void MysqlConnection::onMysqlConnectFailed(SqlError error) {
    work_ = Work::None;
    isLost_ = true;
    ++driver_.stats_.connectErrors;
    driver_.connectError_ = error;
    slot_.connectFailed(error.error);
}

void MysqlConnection::onMysqlInput() {
    if (!isBusy()) {
        lose();
    }
}

void MysqlConnection::lose() {
    link_.listen(false);
    if (!std::exchange(isLost_, true)) {
        slot_.lost();
    }
}

pool::Liveness MysqlConnection::liveness() {
    isChecked_ = !isLost_ && !isBusy() && !link_.hasInput();
    return isChecked_ ? pool::Liveness::Alive : pool::Liveness::Dead;
}

bool MysqlConnection::inTransaction() const {
    return link_.mysql() && (link_.mysql()->server_status & SERVER_STATUS_IN_TRANS) != 0;
}

bool MysqlConnection::isDirty() const { return traces_.state || traces_.schema || inTransaction(); }

// ---- statements

void MysqlConnection::execute(Ref<SqlStatement> statement, SqlHandler& handler) {
    AHA_ASSERT(!isBusy());
    statement_ = std::move(statement);
    handler_ = &handler;
    work_ = Work::Statement;
    hasBegun_ = isPaused_ = false;
    loop_.enqueue(*this);
}

void MysqlConnection::next() {
    AHA_ASSERT(isPaused_);
    isPaused_ = false;
    loop_.enqueue(*this);
}

void MysqlConnection::run() {
    switch (work_) {
    case Work::Statement:
        if (hasBegun_) {
            run_->readOn();
        } else {
            beginStatement();
        }
        break;
    case Work::Reset: beginReset(); break;
    case Work::Ping: beginPing(); break;
    case Work::None:
    case Work::Connect: break;
    }
}

SqlError MysqlConnection::lostError() const {
    return mysqlOwnError(SqlError::Kind::Lost, Errc::Closed,
                         driver_.target() + ": the server has closed the connection");
}

void MysqlConnection::beginStatement() {
    const bool isChecked = std::exchange(isChecked_, false); // a moment ago, by the pool
    if (isLost_ || (!isChecked && link_.hasInput())) {
        finish({lostError(), {}});
        lose();
        return;
    }
    link_.listen(false);
    if (!fits()) {
        return;
    }
    const SqlCommand& command = statement_->command;
    MysqlRunOwner& owner = *this;
    if (command.isPrepared) {
        run_ = std::make_unique<MysqlPreparedRun>(link_, command, owner, cache_, driver_.stats_);
    } else {
        run_ = std::make_unique<MysqlTextRun>(link_, command, owner);
    }
    hasBegun_ = true;
    run_->begin();
}

static std::size_t sizeOf(const SqlCommand& command) {
    std::size_t parameters = 0;
    for (const SqlValue& value : command.parameters) {
        parameters += value.text.size() + kBytesPerParameter;
    }
    return std::max(command.sql.size(), parameters);
}

// A server that gets too much closes the connection, often without a word: so it does not get it.
bool MysqlConnection::fits() {
    const std::size_t size = sizeOf(statement_->command);
    if (size < kLargeStatementBytes) {
        return true;
    }
    if (packetLimit_ == 0) {
        askPacketLimit();
        return false;
    }
    if (size < packetLimit_) {
        return true;
    }
    link_.listen(true);
    finish({mysqlOwnError(SqlError::Kind::TooLarge, Errc::TooLarge,
                          "the statement has " + std::to_string(size) +
                              " bytes, max_allowed_packet of the server is " + std::to_string(packetLimit_)),
            {}});
    return false;
}

void MysqlConnection::askPacketLimit() {
    ask("SELECT @@max_allowed_packet", [this](SqlOutcome outcome) {
        if (outcome.error) {
            outcome.error->wasSent = false; // the statement itself was not
            link_.listen(true);
            finish(std::move(outcome));
            return;
        }
        const SqlRows& rows = outcome.results.at(0).rows;
        const bool isKnown =
            rows.size() == 1 && rows.at(0, 0).kind == SqlKind::Int && rows.at(0, 0).integer > 0;
        packetLimit_ = isKnown ? static_cast<std::uint64_t>(rows.at(0, 0).integer) : kUnlimited;
        beginStatement();
    });
}

void MysqlConnection::ask(std::string sql, std::function<void(SqlOutcome)> answer) {
    question_ = std::make_unique<MysqlQuestion>(link_, std::move(sql), std::move(answer));
    question_->begin();
}

void MysqlConnection::onRunSlice() { loop_.armBackground(*this, 0); }

void MysqlConnection::onTimer(WheelTimer& timer) {
    auto& self = static_cast<MysqlConnection&>(timer);
    if (self.work_ == Work::Statement && self.hasBegun_) {
        self.run_->readOn();
    }
}

void MysqlConnection::onRunRows(SqlResult part) {
    isPaused_ = true;
    handler_->onSqlRows(std::move(part));
}

void MysqlConnection::onRunBroken() { isLost_ = true; }

void MysqlConnection::onRunDone(SqlOutcome outcome) {
    const MysqlTraces& traces = run_->traces();
    traces_.state |= traces.state;
    traces_.schema |= traces.schema;
    const bool isBroken = isLost_; // by the run: the rest of its result is still to come
    if (isBroken) {
        driver_.kill(link_.threadId());
        tearDown();
    } else if (outcome.error && mysqlEndsConnection(outcome.error->code)) {
        isLost_ = true;
    } else {
        link_.listen(true);
    }
    const bool hasEnded = isLost_;
    finish(std::move(outcome));
    if (hasEnded) {
        slot_.lost();
    }
}

void MysqlConnection::finish(SqlOutcome outcome) {
    work_ = Work::None;
    isPaused_ = false;
    SqlHandler* handler = std::exchange(handler_, nullptr);
    statement_ = {};
    handler->onSqlDone(std::move(outcome));
}

void MysqlConnection::cancel() {
    handler_ = nullptr;
    if (work_ == Work::Statement && hasBegun_ && link_.isConnected()) {
        driver_.kill(link_.threadId());
    }
    work_ = Work::None;
    isPaused_ = false;
    isLost_ = true;
    tearDown();
}

bool MysqlConnection::stop(SqlHandler& handler) {
    AHA_ASSERT(isPaused_);
    handler_ = &handler;
    isPaused_ = false;
    run_->skipRest();
    loop_.enqueue(*this);
    return true;
}

// ---- resetting

void MysqlConnection::reset(SqlHandler& handler) {
    AHA_ASSERT(!isBusy());
    handler_ = &handler;
    work_ = Work::Reset;
    isChecked_ = false;
    loop_.enqueue(*this);
}

void MysqlConnection::beginReset() {
    if (isLost_ || link_.hasInput()) {
        failReset(lostError());
        return;
    }
    link_.listen(false);
    if (traces_.schema && driver_.options_.database.empty()) {
        failReset(mysqlOwnError(SqlError::Kind::Other, Errc::Unsupported,
                                "the session has a default database and shall have none"));
        return;
    }
    const int waits = mysql_reset_connection_start(&status_, link_.mysql());
    link_.await(
        waits, [this](int events) { return mysql_reset_connection_cont(&status_, link_.mysql(), events); },
        [this] { onReset(); });
}

void MysqlConnection::onReset() {
    if (status_ != 0) {
        failReset(link_.lastError());
        return;
    }
    closeStatements(); // the server has forgotten them: nothing is sent
    if (!traces_.schema) {
        initialise();
        return;
    }
    const int waits = mysql_select_db_start(&status_, link_.mysql(), driver_.options_.database.c_str());
    link_.await(
        waits, [this](int events) { return mysql_select_db_cont(&status_, link_.mysql(), events); },
        [this] {
            if (status_ != 0) {
                failReset(link_.lastError());
            } else {
                initialise();
            }
        });
}

void MysqlConnection::initialise() {
    ask(link_.initialSql(), [this](SqlOutcome outcome) {
        if (outcome.error) {
            failReset(std::move(*outcome.error));
            return;
        }
        traces_ = {};
        link_.listen(true);
        finish({});
    });
}

void MysqlConnection::failReset(SqlError error) {
    isLost_ = true;
    finish({std::move(error), {}});
    slot_.lost();
}

// ---- pings

void MysqlConnection::ping() {
    AHA_ASSERT(!isBusy());
    work_ = Work::Ping;
    loop_.enqueue(*this);
}

void MysqlConnection::beginPing() {
    if (isLost_) {
        onPinged(false);
        return;
    }
    const int waits = mysql_ping_start(&status_, link_.mysql());
    link_.await(
        waits, [this](int events) { return mysql_ping_cont(&status_, link_.mysql(), events); },
        [this] { onPinged(status_ == 0); });
}

void MysqlConnection::onPinged(bool isAlive) {
    work_ = Work::None;
    isLost_ |= !isAlive;
    slot_.pinged(isAlive);
}

// ---- the end

// Once the link is closed, or the server has forgotten them.
void MysqlConnection::closeStatements() {
    for (const MysqlPrepared& prepared : cache_.takeAll()) {
        mysql_stmt_close(prepared.handle);
    }
}

// The runs stay: one of them may be what has called.
void MysqlConnection::tearDown() {
    Link<net::ReadyTag>::unlink();
    loop_.cancelBackground(*this);
    link_.close(); // first: the call that waits uses what they hold
    if (run_) {
        run_->release();
    }
    if (question_) {
        question_->release();
    }
    closeStatements();
}

} // namespace aha::client

#endif
