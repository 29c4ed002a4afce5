#include "core/client/sql/sql_client.h"

#include "core/client/sql/sql_cleaner.h"

namespace aha::client {

static std::string poolName(const SqlClientOptions& options, const SqlDriver& driver) {
    return options.name.empty() ? driver.target() : options.name;
}

SqlClient::SqlClient(LoopPoolHost& host, std::unique_ptr<SqlDriver> driver, SqlClientOptions options)
    : host_(host), options_(std::move(options)), driver_(std::move(driver)),
      pool_(host, poolName(options_, *driver_), options_.pool, options_.seed,
            [this](pool::PoolSlot slot) -> std::unique_ptr<pool::PoolConnection> {
                return driver_->connect(slot);
            }) {}

SqlClient::~SqlClient() { close(); }

std::unique_ptr<SqlCall> SqlClient::start(SqlCommand command, std::uint64_t limitMs, std::string place,
                                          SqlCallHandler& handler) {
    std::unique_ptr<SqlCall> call(new SqlCall(host_.loop(), isClosed_ ? nullptr : this, nullptr, handler));
    call->prepare(std::move(command), limitMs, std::move(place));
    if (isClosed_) {
        call->fail(closedError());
    } else {
        begin(*call);
        call->acquire();
    }
    return call;
}

std::unique_ptr<SqlSession> SqlClient::session(std::string place) {
    std::unique_ptr<SqlSession> session(new SqlSession(*this, std::move(place)));
    if (isClosed_) {
        session->close();
    } else {
        sessions_.pushBack(*session);
    }
    return session;
}

void SqlClient::begin(SqlCall& call) {
    ++active_;
    ++stats_.started;
    calls_.pushBack(call);
    call.retriesLeft_ = options_.retries;
    call.trace_.id = ++lastId_;
    call.trace_.kind = driver_->name();
    call.trace_.startNs = net::Loop::nowNs();
    if (observer_) {
        call.trace_.name = sqlShape(call.sql(), driver_->quotes());
        observer_->onCallStart(call.trace_);
    }
}

// Before its handler is told.
void SqlClient::onCallOver(const SqlCall& call, const SqlOutcome& outcome, const Error* cancelled) {
    --active_;
    if (cancelled) {
        ++stats_.cancelled;
    } else {
        count(call, outcome);
    }
    if (observer_) {
        const Error* error = outcome.error ? &outcome.error->error : cancelled;
        observer_->onCallEnd(call.trace_, double(net::Loop::nowNs() - call.trace_.startNs) / 1e6, 0, error);
    }
}

void SqlClient::count(const SqlCall& call, const SqlOutcome& outcome) {
    std::uint64_t rows = 0;
    for (const SqlResult& result : outcome.results) {
        rows += result.rows.size();
        stats_.affectedRows.add(result.affectedRows);
    }
    stats_.rows.add(rows);
    ++(outcome.error ? stats_.failed[std::size_t(outcome.error->kind)] : stats_.succeeded);
    if (call.hasStarted_) {
        stats_.durations.record(call.ranNs_);
    }
    if (options_.slowMs > 0 && call.ranMs() >= double(options_.slowMs)) {
        ++stats_.slow;
        if (slowLog_) {
            const std::string shape = sqlShape(call.sql(), driver_->quotes());
            slowLog_->onSlowCall({shape, call.place(), call.ranMs(), call.waitedMs(), call.rows_ + rows,
                                  outcome.error ? &*outcome.error : nullptr});
        }
    }
}

// Why no connection came. What the database has said is found again in the pool's words.
SqlError SqlClient::acquireError(const Error& error) const {
    SqlError result;
    result.kind = SqlError::Kind::Lost;
    result.error = error;
    result.wasSent = false;
    const SqlError* last = driver_->connectError();
    if (error.code == Errc::TooMany || error.code == Errc::Unsupported || error.code == Errc::Closed ||
        (error.code == Errc::TimedOut && pool_.state().leased() > 0)) {
        result.kind = SqlError::Kind::Pool;
    } else if (last && error.message.find(last->error.message) != std::string::npos) {
        result.kind = last->kind;
        result.code = last->code;
        result.sqlState = last->sqlState;
    } else if (error.code == Errc::PermissionDenied) {
        result.kind = SqlError::Kind::Refused;
    }
    return result;
}

SqlError SqlClient::closedError() const {
    SqlError error;
    error.kind = SqlError::Kind::Cancelled;
    error.error = Error{Errc::Cancelled, pool_.state().name() + ": the client was closed"};
    error.wasSent = false;
    return error;
}

void SqlClient::giveBack(pool::PoolLease lease, bool isReading) {
    auto* connection = static_cast<SqlConnection*>(lease.connection());
    if (!connection) {
        return;
    }
    if (!isReading && !connection->isDirty() && !connection->inTransaction()) {
        lease.release(pool::Release::Reusable);
    } else if (isClosed_) {
        if (isReading) {
            connection->cancel();
        }
        lease.release(pool::Release::Broken);
    } else {
        SqlCleaner::start(*this, std::move(lease), isReading);
    }
}

void SqlClient::close() {
    if (isClosed_) {
        return;
    }
    isClosed_ = true;
    while (SqlSession* session = sessions_.front()) {
        session->close();
        session->client_ = nullptr;
    }
    while (SqlCall* call = calls_.front()) {
        call->abandon(closedError());
        call->tell();
    }
    while (SqlCleaner* cleaner = cleaners_.front()) {
        cleaner->giveUp(pool::Release::Cancelled);
    }
    pool_.close(true);
}

} // namespace aha::client
