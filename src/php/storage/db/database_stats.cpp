#include "php/storage/db/database.h"

namespace aha::php {

static void addCount(zval* array, const char* key, std::uint64_t value) {
    add_assoc_long_ex(array, key, strlen(key), static_cast<zend_long>(value));
}

static void addText(zval* array, const char* key, std::string_view text) {
    add_assoc_stringl_ex(array, key, strlen(key), text.data(), text.size());
}

static void addTimes(zval* array, const char* key, const Histogram& histogram) {
    zval times;
    array_init_size(&times, 6);
    auto seconds = [](std::uint64_t ns) { return static_cast<double>(ns) / 1e9; };
    addCount(&times, "count", histogram.count());
    add_assoc_double(&times, "sum", seconds(histogram.sumNs()));
    add_assoc_double(&times, "p50", seconds(histogram.quantileNs(0.5)));
    add_assoc_double(&times, "p95", seconds(histogram.quantileNs(0.95)));
    add_assoc_double(&times, "p99", seconds(histogram.quantileNs(0.99)));
    add_assoc_zval_ex(array, key, strlen(key), &times);
}

static void addPool(zval* result, const pool::PoolState& state) {
    const pool::PoolCounters& counters = state.counters();
    addCount(result, "size", state.size());
    addCount(result, "idle", state.idle());
    addCount(result, "in_use", state.leased());
    addCount(result, "connecting", state.connecting());
    addCount(result, "waiting", state.waiting());
    addCount(result, "acquires", counters.acquires);
    addCount(result, "granted", counters.granted);
    addCount(result, "reused", counters.reused);
    add_assoc_double(result, "reuse_ratio", counters.reuseRatio());
    addCount(result, "refused", counters.refused);
    addCount(result, "failed", counters.failed);
    addCount(result, "timeouts", counters.timeouts);
    addCount(result, "cancelled", counters.cancelled);
    addCount(result, "created", counters.created);
    addCount(result, "connect_errors", counters.connectErrors);
    addText(result, "last_error", state.lastError());
    addCount(result, "pings", counters.pings);
    zval closed;
    array_init(&closed);
    for (std::size_t i = 0; i < pool::kCloseReasons; ++i) {
        const std::string_view reason = pool::closeReasonName(static_cast<pool::CloseReason>(i));
        add_assoc_long_ex(&closed, reason.data(), reason.size(), static_cast<zend_long>(counters.closed[i]));
    }
    add_assoc_zval(result, "closed", &closed);
    addTimes(result, "wait", counters.waits);
    constexpr std::size_t kNamedHolders = 10;
    zval holders;
    array_init(&holders);
    for (const auto& holder : state.holders(kNamedHolders)) {
        zval entry;
        array_init_size(&entry, 2);
        addText(&entry, "place", holder.place);
        add_assoc_double(&entry, "age", static_cast<double>(holder.ageMs) / 1000);
        add_next_index_zval(&holders, &entry);
    }
    add_assoc_zval(result, "holders", &holders);
}

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
        addPool(result, core->pool());
        addQueries(result, *core);
    }
}

} // namespace aha::php
