#include "core/client/sql/sql_session.h"

#include "core/client/sql/sql_client.h"

namespace aha::client {

static SqlError misuse(std::string message) {
    SqlError error;
    error.kind = SqlError::Kind::Misuse;
    error.error = Error{Errc::InvalidArgument, std::move(message)};
    error.wasSent = false;
    return error;
}

// What a later call is told of the failure that ended its transaction or session. A deadlock stays one: the
// whole transaction may be tried again.
static SqlError refusalAfter(const char* what, const SqlError& cause) {
    SqlError error = cause;
    const bool keepsKind = cause.kind == SqlError::Kind::Deadlock || cause.kind == SqlError::Kind::Lost ||
                           cause.kind == SqlError::Kind::Cancelled || cause.kind == SqlError::Kind::Pool;
    error.kind =
        keepsKind ? cause.kind
                  : (cause.kind == SqlError::Kind::TimedOut ? SqlError::Kind::Lost : SqlError::Kind::Misuse);
    error.error.message = std::string(what) + ": " + cause.error.message;
    error.wasSent = false;
    return error;
}

SqlSession::SqlSession(SqlClient& client, std::string place)
    : loop_(client.host_.loop()), client_(&client), place_(std::move(place)) {}

SqlSession::~SqlSession() { close(); }

// ---- calls

std::unique_ptr<SqlCall> SqlSession::add(SqlCommand command, SqlCall::Verb verb, std::uint64_t limitMs,
                                         std::string place, SqlCallHandler& handler) {
    std::unique_ptr<SqlCall> call(new SqlCall(loop_, client_, this, handler));
    call->verb_ = verb;
    call->prepare(std::move(command), limitMs, std::move(place));
    if (client_) {
        client_->begin(*call);
    }
    call->armLimit();
    queue_.pushBack(*call);
    return call;
}

std::unique_ptr<SqlCall> SqlSession::start(SqlCommand command, std::uint64_t limitMs, std::string place,
                                           SqlCallHandler& handler) {
    auto call = add(std::move(command), SqlCall::Verb::Statement, limitMs, std::move(place), handler);
    advance();
    return call;
}

std::unique_ptr<SqlCall> SqlSession::begin(const SqlTransactionOptions& options, std::uint64_t limitMs,
                                           std::string place, SqlCallHandler& handler) {
    auto call = add({"BEGIN", {}}, SqlCall::Verb::Begin, limitMs, std::move(place), handler);
    call->isolation_ = options.isolation;
    call->isReadOnly_ = options.isReadOnly;
    advance();
    return call;
}

std::unique_ptr<SqlCall> SqlSession::commit(std::uint64_t limitMs, std::string place,
                                            SqlCallHandler& handler) {
    auto call = add({"COMMIT", {}}, SqlCall::Verb::Commit, limitMs, std::move(place), handler);
    advance();
    return call;
}

std::unique_ptr<SqlCall> SqlSession::rollback(std::uint64_t limitMs, std::string place,
                                              SqlCallHandler& handler) {
    auto call = add({"ROLLBACK", {}}, SqlCall::Verb::Rollback, limitMs, std::move(place), handler);
    advance();
    return call;
}

void SqlSession::advance() {
    SqlCall* call = queue_.front();
    if (!call || call->state_ != SqlCall::State::Queued || isStopping_) {
        return;
    }
    SqlOutcome outcome;
    if (!admit(*call, outcome)) {
        call->finish(std::move(outcome)); // told from the loop, then it is the next one's turn
    } else if (lease_) {
        call->start();
    } else {
        call->acquire();
    }
}

// What the call has to execute. False: it ends here, with the outcome.
bool SqlSession::admit(SqlCall& call, SqlOutcome& outcome) {
    const bool isRollback = call.verb_ == SqlCall::Verb::Rollback;
    if (over_ && !isRollback) {
        outcome.error = refusalAfter("The session is over", *over_);
    } else if (aborted_ && !isRollback) {
        outcome.error = refusalAfter("The transaction is over, only a rollback is possible", *aborted_);
    } else if (call.verb_ == SqlCall::Verb::Begin) {
        return admitBegin(call, outcome);
    } else if (call.verb_ == SqlCall::Verb::Commit || (isRollback && !over_)) {
        return admitEnd(call, outcome);
    } else if (isRollback) { // the connection is gone, and so is the transaction
        depth_ -= depth_ > 0 ? 1 : 0;
    } else {
        return true;
    }
    return false;
}

static std::vector<Ref<SqlStatement>> statementsOf(std::vector<std::string> texts) {
    std::vector<Ref<SqlStatement>> steps;
    for (std::string& text : texts) {
        steps.emplace_back(*new SqlStatement({std::move(text), {}}));
    }
    return steps;
}

bool SqlSession::admitBegin(SqlCall& call, SqlOutcome& outcome) {
    const bool isPlain = call.isolation_ == SqlIsolation::Default && !call.isReadOnly_;
    if (depth_ > 0 && !isPlain) {
        outcome.error = misuse("Isolation level and read_only are those of the outermost transaction");
        return false;
    }
    if (depth_ > 0) {
        call.steps_ = statementsOf({"SAVEPOINT " + savepoint(depth_)});
        return true;
    }
    auto texts = client_->driver_->begin(call.isolation_, call.isReadOnly_);
    if (!texts) {
        outcome.error = misuse(texts.error().message);
        return false;
    }
    call.steps_ = statementsOf(texts.take());
    return true;
}

bool SqlSession::admitEnd(SqlCall& call, SqlOutcome& outcome) {
    if (depth_ == 0) {
        outcome.error = misuse("There is no transaction to end");
        return false;
    }
    const std::string name = savepoint(depth_ - 1);
    if (call.verb_ == SqlCall::Verb::Commit) {
        call.steps_ = statementsOf({depth_ == 1 ? "COMMIT" : "RELEASE SAVEPOINT " + name});
        return true;
    }
    const bool isOpen = lease_ && connection() && connection()->inTransaction();
    if (aborted_ && (depth_ > 1 || !isOpen)) { // the database has done it already, or will with the outermost
        endLevel();
        return false;
    }
    call.steps_ = depth_ == 1 ? statementsOf({"ROLLBACK"})
                              : statementsOf({"ROLLBACK TO SAVEPOINT " + name, "RELEASE SAVEPOINT " + name});
    return true;
}

std::string SqlSession::savepoint(unsigned level) { return "aha_" + std::to_string(level); }

// ---- what has come of them

void SqlSession::onCallOver(SqlCall& call) {
    static_cast<Link<SqlTurnTag>&>(call).unlink();
    const SqlOutcome& outcome = call.outcome_;
    if (call.hasStarted_) {
        isFresh_ = false;
    }
    if (lease_ && call.hasStarted_ && outcome.error && outcome.error->kind == SqlError::Kind::Lost) {
        dropConnection(pool::Release::Broken, *outcome.error);
    }
    if (!over_) {
        onVerbDone(call, outcome);
    }
    if (!over_ && call.hasStarted_) {
        watchTransaction(call, outcome);
    }
    releaseIfOver();
    advance();
}

void SqlSession::onVerbDone(SqlCall& call, const SqlOutcome& outcome) {
    if (!outcome.error) {
        if (call.verb_ == SqlCall::Verb::Begin) {
            client_->stats_.begun.add(depth_ == 0 ? 1 : 0);
            ++depth_;
        } else if (call.verb_ == SqlCall::Verb::Commit) {
            client_->stats_.committed.add(depth_ == 1 ? 1 : 0);
            --depth_;
        } else if (call.verb_ == SqlCall::Verb::Rollback && call.hasStarted_) {
            endLevel();
        }
        return;
    }
    const bool isRefused = !call.hasStarted_ && call.verb_ != SqlCall::Verb::Begin;
    if (call.verb_ == SqlCall::Verb::Statement || isRefused) {
        return;
    }
    const bool isOutermost = call.verb_ == SqlCall::Verb::Begin ? depth_ == 0 : depth_ == 1;
    if (!isOutermost) {
        abort(*outcome.error);
    } else if (call.verb_ == SqlCall::Verb::Rollback) {
        dropConnection(pool::Release::Broken, *outcome.error);
    } else {
        end(*outcome.error);
    }
}

void SqlSession::endLevel() {
    if (--depth_ == 0) {
        ++client_->stats_.rolledBack;
        aborted_.reset();
    }
}

void SqlSession::abort(const SqlError& cause) {
    if (!aborted_) {
        aborted_ = cause;
    }
}

// Statements that come after the database has ended the transaction would be on their own.
void SqlSession::watchTransaction(const SqlCall& call, const SqlOutcome& outcome) {
    if (depth_ > 0 && !aborted_ && connection() && !connection()->inTransaction()) {
        abort(outcome.error ? *outcome.error
                            : misuse("it was ended by: " + sqlShape(call.sql(), client_->driver_->quotes())));
    }
}

// A call that has ended before its turn.
void SqlSession::leave(SqlCall& call) {
    static_cast<Link<SqlTurnTag>&>(call).unlink();
    if (call.verb_ == SqlCall::Verb::Begin) { // those behind it were meant for its transaction
        depth_ == 0 ? end(*call.outcome_.error) : abort(*call.outcome_.error);
    }
}

// ---- the end

void SqlSession::end(const SqlError& cause) {
    if (over_) {
        return;
    }
    over_ = cause;
    if (depth_ > 0 && client_) {
        ++client_->stats_.rolledBack;
    }
}

void SqlSession::releaseIfOver() {
    const SqlCall* first = queue_.front();
    const bool isAtWork = first && !first->isOver() && first->state_ != SqlCall::State::Queued;
    if (over_ && lease_ && !isAtWork && !isStopping_) {
        client_->giveBack(std::move(lease_));
    }
}

void SqlSession::dropConnection(pool::Release how, const SqlError& cause) {
    end(cause);
    lease_.release(how);
}

void SqlSession::stopReading() {
    if (!connection()) {
        return; // given back already
    }
    if (connection()->stop(*this)) {
        isStopping_ = true;
        return;
    }
    SqlError cause = misuse("A streamed statement was not read to its end");
    cause.kind = SqlError::Kind::Cancelled;
    connection()->cancel();
    dropConnection(pool::Release::Cancelled, cause);
}

void SqlSession::onSqlRows(SqlResult) {} // of a stopped statement: nobody wants them

void SqlSession::onSqlDone(SqlOutcome outcome) {
    stopped_ = std::move(outcome.error);
    loop_.enqueue(*this);
}

// The stopped statement is over.
void SqlSession::run() {
    isStopping_ = false;
    if (stopped_) {
        dropConnection(pool::Release::Broken, *stopped_);
    }
    releaseIfOver();
    advance();
}

void SqlSession::close() {
    static_cast<Link<SqlSessionTag>&>(*this).unlink();
    SqlError cause;
    cause.kind = SqlError::Kind::Cancelled;
    cause.error = Error{Errc::Cancelled, "The session was closed"};
    end(cause);
    if (const SqlCall* first = queue_.front(); first && first->isResting()) {
        client_->giveBack(std::move(lease_), true);
    }
    while (SqlCall* call = queue_.popFront()) { // they may outlive this
        call->abandon(cause);
        call->session_ = nullptr;
        call->retriesLeft_ = 0;
        call->enqueue();
    }
    static_cast<Link<net::ReadyTag>&>(*this).unlink();
    if (lease_ && isStopping_) {
        if (connection() && connection()->isBusy()) {
            connection()->cancel();
        }
        lease_.release(pool::Release::Cancelled);
    } else if (lease_) {
        client_->giveBack(std::move(lease_));
    }
    isStopping_ = false;
}

} // namespace aha::client
