#pragma once

#include "core/base/intrusive_list.h"
#include "core/base/timer_wheel.h"
#include "core/client/sql/sql_client.h"
#include "core/net/loop.h"

namespace aha::client {

// Brings one used connection back to the state of a new one: ends what is being read, rolls back, resets.
// Then it is lent again; if that fails or takes too long, it is dropped. In the background, as nobody waits.
// Owned by its SqlClient; deletes itself at the end. Calls the client's statistics only.
class SqlCleaner final : public Link<SqlCleanerTag>,
                         private WheelTimer,
                         private net::ReadyItem,
                         private SqlHandler {
public:
    // Not from within a callback of the connection.
    static void start(SqlClient& client, pool::PoolLease lease, bool isReading);
    void giveUp(pool::Release how); // drops the connection and deletes itself

private:
    SqlCleaner(SqlClient& client, pool::PoolLease lease, bool isReading);
    ~SqlCleaner() = default;
    void next();
    void finish(pool::Release how);
    void onSqlRows(SqlResult part) override;
    void onSqlDone(SqlOutcome outcome) override;
    void run() override;
    SqlConnection* connection() const { return static_cast<SqlConnection*>(lease_.connection()); }

    SqlClient& client_;
    pool::PoolLease lease_;
    net::Loop::Hold hold_;
    bool isReading_;
    bool hasRolledBack_ = false, hasReset_ = false, hasFailed_ = false;
};

} // namespace aha::client
