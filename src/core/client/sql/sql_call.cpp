#include "core/client/sql/sql_call.h"

#include "core/client/sql/sql_client.h"
#include "core/client/sql/sql_session.h"

#include <algorithm>

namespace aha::client {

SqlCall::SqlCall(net::Loop& loop, SqlClient* client, SqlSession* session, SqlCallHandler& handler)
    : WheelTimer(&onTimeout), loop_(loop), client_(client), session_(session), handler_(handler), hold_(loop),
      sinceNs_(net::Loop::nowNs()) {}

void SqlCall::prepare(SqlCommand command, std::uint64_t limitMs, std::string place) {
    isStreamed_ = command.isStreamed;
    steps_.emplace_back(*new SqlStatement(std::move(command)));
    limitMs_ = limitMs;
    dueMs_ = limitMs < pool::kNever - loop_.nowMs() ? loop_.nowMs() + limitMs : pool::kNever;
    trace_.place = std::move(place);
}

SqlCall::~SqlCall() {
    if (state_ != State::Done) {
        SqlError cause;
        cause.kind = SqlError::Kind::Cancelled;
        cause.error = Error{Errc::Cancelled, "The statement was cancelled"};
        abandon(cause);
        letGo(&cause.error);
    }
}

const std::string& SqlCall::sql() const { return steps_[step_]->command.sql; }

pool::PoolLease& SqlCall::lease() { return session_ ? session_->lease_ : lease_; }

SqlConnection* SqlCall::connection() const {
    const pool::PoolLease& lease = session_ ? session_->lease_ : lease_;
    return static_cast<SqlConnection*>(lease.connection());
}

// ---- time

static void cancelIfBusy(SqlConnection* connection) {
    if (connection && connection->isBusy()) {
        connection->cancel();
    }
}

std::uint64_t SqlCall::leftMs() const {
    if (dueMs_ == pool::kNever) {
        return pool::kNever;
    }
    return dueMs_ > loop_.nowMs() ? dueMs_ - loop_.nowMs() : 0;
}

void SqlCall::armLimit() {
    if (const std::uint64_t left = leftMs(); left != pool::kNever) {
        loop_.arm(*this, left);
    }
}

// Counts the time of the state that ends.
void SqlCall::stopClock() {
    const std::uint64_t now = net::Loop::nowNs();
    if (state_ == State::Running) {
        ranNs_ += now - sinceNs_;
    } else if (state_ == State::Queued || state_ == State::Waiting || state_ == State::Starting) {
        waitedNs_ += now - sinceNs_;
    }
    sinceNs_ = now;
    if (WheelTimer::isArmed()) {
        loop_.cancel(*this);
    }
}

SqlError SqlCall::timeoutError(const char* doing) const {
    SqlError error;
    error.kind = SqlError::Kind::TimedOut;
    error.error = Error{Errc::TimedOut, std::string("The statement ") + doing + " its limit of " +
                                            std::to_string(limitMs_) + " ms"};
    return error;
}

void SqlCall::onTimeout(WheelTimer& timer) {
    auto& call = static_cast<SqlCall&>(timer);
    if (call.state_ == State::Queued) {
        SqlError error = call.timeoutError("waited for those before it in its session longer than");
        error.wasSent = false;
        call.fail(std::move(error));
        call.session_->leave(call);
        return;
    }
    SqlError error = call.timeoutError("took longer than");
    cancelIfBusy(call.connection());
    if (call.session_) {
        call.session_->dropConnection(pool::Release::TimedOut, error);
    } else {
        call.lease_.release(pool::Release::TimedOut);
    }
    call.fail(std::move(error));
}

// ---- a connection

void SqlCall::acquire() {
    stopClock();
    state_ = State::Waiting;
    if (leftMs() == 0) {
        SqlError error = timeoutError("had no time left of");
        error.wasSent = false;
        fail(std::move(error));
        return;
    }
    Result<pool::PoolLease> result =
        client_->pool_.acquire(*this, session_ ? session_->place_ : trace_.place, leftMs());
    if (!result) {
        onAcquireFailed(result.error());
    } else if (result.value()) {
        lease() = result.take();
        start();
    }
}

// Perhaps from within a callback of the connection, so it may not be used yet.
void SqlCall::onLease(pool::PoolLease lease) {
    this->lease() = std::move(lease);
    stopClock();
    state_ = State::Starting;
    enqueue();
}

void SqlCall::onAcquireFailed(const Error& error) { fail(client_->acquireError(error)); }

void SqlCall::start() {
    stopClock();
    if (leftMs() > 0) {
        execute();
        return;
    }
    SqlError error = timeoutError("had no time left of");
    error.wasSent = false;
    if (!session_) {
        lease_.release(pool::Release::Reusable);
    }
    fail(std::move(error));
}

void SqlCall::execute() {
    SqlConnection* link = connection();
    if (!link) {
        fail(client_->closedError());
        return;
    }
    state_ = State::Running;
    hasStarted_ = true;
    const SqlCommand& command = steps_[step_]->command;
    ++(command.isPrepared ? client_->stats_.prepared : client_->stats_.text);
    if (command.isStreamed) {
        ++client_->stats_.streamed;
    }
    armLimit();
    link->execute(steps_[step_], *this);
}

// ---- what the connection says

void SqlCall::enqueue() {
    if (!static_cast<Link<net::ReadyTag>&>(*this).isLinked()) {
        loop_.enqueue(*this);
    }
}

void SqlCall::onSqlRows(SqlResult part) {
    stopClock();
    state_ = State::Reading;
    part_ = std::move(part);
    enqueue();
}

void SqlCall::onSqlDone(SqlOutcome outcome) {
    stopClock();
    outcome_ = std::move(outcome);
    hasEnded_ = true;
    enqueue();
}

void SqlCall::next() {
    if (state_ != State::Reading || hasEnded_) {
        return; // the end has come meanwhile, and will be told
    }
    AHA_ASSERT(!part_);
    stopClock();
    state_ = State::Running;
    dueMs_ = limitMs_ < pool::kNever - loop_.nowMs() ? loop_.nowMs() + limitMs_ : pool::kNever;
    armLimit();
    connection()->next();
}

void SqlCall::run() {
    if (state_ == State::Starting) {
        start();
    } else if (part_) {
        tellRows();
    } else if (hasEnded_) {
        conclude();
    } else {
        tell();
    }
}

void SqlCall::tellRows() {
    SqlResult part = std::move(*part_);
    part_.reset();
    rows_ += part.rows.size();
    client_->stats_.rows.add(part.rows.size());
    if (hasEnded_) { // the connection broke while it rested
        enqueue();
    }
    handler_.onSqlRows(*this, std::move(part)); // may destroy this
}

void SqlCall::conclude() {
    if (outcome_.error) {
        if (retry()) {
            return;
        }
    } else if (step_ + 1 < steps_.size()) {
        hasEnded_ = false;
        ++step_;
        execute();
        return;
    }
    tell();
}

// A connection that had gone stale in the pool: nothing was sent, so another one may be asked.
bool SqlCall::retry() {
    const SqlError& error = *outcome_.error;
    if (error.kind != SqlError::Kind::Lost || error.wasSent || retriesLeft_ == 0 || step_ > 0 || rows_ > 0 ||
        (session_ && !session_->isFresh_)) {
        return false;
    }
    --retriesLeft_;
    ++client_->stats_.retried;
    hasEnded_ = false;
    outcome_ = {};
    lease().release(pool::Release::Broken);
    acquire();
    return true;
}

// ---- the end

void SqlCall::fail(SqlError error) { finish({std::move(error), {}}); }

void SqlCall::finish(SqlOutcome outcome) {
    stopClock();
    outcome_ = std::move(outcome);
    part_.reset();
    hasEnded_ = false;
    state_ = State::Finished;
    enqueue();
}

void SqlCall::abandon(SqlError cause) {
    part_.reset();
    if (isOver() || (hasEnded_ && (outcome_.error || step_ + 1 == steps_.size()))) {
        return; // the connection has done it all, and letGo() sees to it
    }
    stopClock();
    cancelAcquire();
    release(cause);
    outcome_ = {std::move(cause), {}};
    hasEnded_ = false;
    state_ = State::Finished;
}

// The connection of what is given up half-way.
void SqlCall::release(SqlError cause) {
    const bool hasBegun = state_ == State::Running || state_ == State::Reading;
    if (session_) {
        if (isResting()) {
            session_->stopReading();
        } else if (hasBegun) {
            cancelIfBusy(connection());
            session_->dropConnection(pool::Release::Cancelled, std::move(cause));
        }
    } else if (isResting()) {
        client_->giveBack(std::move(lease_), true);
    } else if (hasBegun) {
        cancelIfBusy(connection());
        lease_.release(pool::Release::Cancelled);
    } else if (state_ == State::Starting) {
        lease_.release(pool::Release::Reusable);
    }
}

void SqlCall::tell() {
    letGo(nullptr);
    handler_.onSqlDone(*this, std::move(outcome_)); // may destroy this
}

// Out of all lists; what it still has of a connection goes back.
void SqlCall::letGo(const Error* cancelled) {
    stopClock();
    state_ = State::Done;
    static_cast<Link<net::ReadyTag>&>(*this).unlink();
    if (SqlSession* session = std::exchange(session_, nullptr)) {
        session->onCallOver(*this);
    } else if (lease_) {
        if (outcome_.error && outcome_.error->kind == SqlError::Kind::Lost) {
            lease_.release(pool::Release::Broken);
        } else {
            client_->giveBack(std::move(lease_));
        }
    }
    if (SqlClient* client = std::exchange(client_, nullptr)) {
        static_cast<Link<SqlCallTag>&>(*this).unlink();
        client->onCallOver(*this, outcome_, cancelled);
    }
    hold_.release();
}

} // namespace aha::client
