#include "php/storage/db/database.h"
#include "php/storage/pool_figures.h"

namespace aha::php {

static constexpr const char* kErrorNames[] = {"lost",    "timed_out", "cancelled",  "pool",
                                              "syntax",  "duplicate", "constraint", "deadlock",
                                              "refused", "too_large", "misuse",     "other"};
static_assert(std::size(kErrorNames) == client::kSqlErrorKinds);

static void addQueries(zval* result, const client::SqlClient& core) {
    const client::SqlClientStats& stats = core.stats();
    addCount(result, "queries", stats.started.value());
    addCount(result, "active", core.active());
    addCount(result, "succeeded", stats.succeeded.value());
    zval errors;
    array_init(&errors);
    for (std::size_t i = 0; i < client::kSqlErrorKinds; ++i) {
        addCount(&errors, kErrorNames[i], stats.failed[i].value());
    }
    add_assoc_zval(result, "errors", &errors);
    addCount(result, "given_up", stats.cancelled.value());
    addCount(result, "retried", stats.retried.value());
    addCount(result, "slow", stats.slow.value());
    addCount(result, "text", stats.text.value());
    addCount(result, "prepared", stats.prepared.value());
    addCount(result, "streamed", stats.streamed.value());
    addCount(result, "rows", stats.rows.value());
    addCount(result, "affected_rows", stats.affectedRows.value());
    zval transactions;
    array_init_size(&transactions, 3);
    addCount(&transactions, "begun", stats.begun.value());
    addCount(&transactions, "committed", stats.committed.value());
    addCount(&transactions, "rolled_back", stats.rolledBack.value());
    add_assoc_zval(result, "transactions", &transactions);
    addCount(result, "resets", stats.resets.value());
    addCount(result, "reset_errors", stats.resetFailures.value());
    addTimes(result, "time", stats.durations);
}

void describeDatabase(DatabaseObject& database, zval* result) {
    array_init(result);
    addText(result, "driver", database.settings().driver);
    client::SqlClient* core = database.coreIfAny();
    addText(result, "target", core ? core->driver().target() : std::string());
    addCount(result, "max", core ? core->pool().options().max : database.settings().client.pool.max);
    if (core) { // else nothing has been asked of it in this process
        addPoolFigures(result, core->pool());
        addQueries(result, *core);
    }
}

} // namespace aha::php
