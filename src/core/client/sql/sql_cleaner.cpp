#include "core/client/sql/sql_cleaner.h"

namespace aha::client {

SqlCleaner::SqlCleaner(SqlClient& client, pool::PoolLease lease, bool isReading)
    : WheelTimer([](WheelTimer& timer) { static_cast<SqlCleaner&>(timer).giveUp(pool::Release::TimedOut); }),
      client_(client), lease_(std::move(lease)), hold_(client.host_.loop()), isReading_(isReading) {}

void SqlCleaner::start(SqlClient& client, pool::PoolLease lease, bool isReading) {
    auto* cleaner = new SqlCleaner(client, std::move(lease), isReading);
    client.cleaners_.pushBack(*cleaner);
    client.host_.loop().arm(*cleaner, client.options_.resetTimeoutMs);
    cleaner->next();
}

void SqlCleaner::next() {
    SqlConnection* link = connection();
    if (!link) {
        finish(pool::Release::Broken);
    } else if (isReading_) {
        isReading_ = false;
        if (!link->stop(*this)) {
            giveUp(pool::Release::Cancelled);
        }
    } else if (link->inTransaction() && !hasRolledBack_) { // cheaper than a reset, which forgets statements
        hasRolledBack_ = true;
        link->execute(Ref(*new SqlStatement({"ROLLBACK", {}})), *this);
    } else if (link->isDirty() && !hasReset_) {
        hasReset_ = true;
        link->reset(*this);
    } else {
        finish(link->isDirty() || link->inTransaction() ? pool::Release::Broken : pool::Release::Reusable);
    }
}

void SqlCleaner::onSqlRows(SqlResult) {} // what a stopped statement still had

void SqlCleaner::onSqlDone(SqlOutcome outcome) {
    hasFailed_ = outcome.error.has_value();
    client_.host_.loop().enqueue(*this);
}

void SqlCleaner::run() {
    if (hasFailed_) {
        finish(pool::Release::Broken);
    } else {
        next();
    }
}

void SqlCleaner::giveUp(pool::Release how) {
    if (SqlConnection* link = connection(); link && link->isBusy()) {
        link->cancel();
    }
    finish(how);
}

void SqlCleaner::finish(pool::Release how) {
    if (how == pool::Release::Reusable) {
        ++client_.stats_.resets;
    } else {
        ++client_.stats_.resetFailures;
    }
    if (WheelTimer::isArmed()) {
        client_.host_.loop().cancel(*this);
    }
    static_cast<Link<net::ReadyTag>&>(*this).unlink();
    static_cast<Link<SqlCleanerTag>&>(*this).unlink();
    lease_.release(how);
    delete this;
}

} // namespace aha::client
