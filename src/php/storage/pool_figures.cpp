#include "php/storage/pool_figures.h"

#include <cstring>

namespace aha::php {

void addCount(zval* array, const char* key, std::uint64_t value) {
    add_assoc_long_ex(array, key, std::strlen(key), static_cast<zend_long>(value));
}

void addText(zval* array, const char* key, std::string_view text) {
    add_assoc_stringl_ex(array, key, std::strlen(key), text.data(), text.size());
}

void addTimes(zval* array, const char* key, const Histogram& histogram) {
    zval times;
    array_init_size(&times, 6);
    auto seconds = [](std::uint64_t ns) { return static_cast<double>(ns) / 1e9; };
    addCount(&times, "count", histogram.count());
    add_assoc_double(&times, "sum", seconds(histogram.sumNs()));
    add_assoc_double(&times, "p50", seconds(histogram.quantileNs(0.5)));
    add_assoc_double(&times, "p95", seconds(histogram.quantileNs(0.95)));
    add_assoc_double(&times, "p99", seconds(histogram.quantileNs(0.99)));
    add_assoc_zval_ex(array, key, std::strlen(key), &times);
}

void addPoolFigures(zval* result, const pool::PoolState& state, std::size_t resting) {
    const pool::PoolCounters& counters = state.counters();
    addCount(result, "size", state.size());
    addCount(result, "idle", state.idle() + resting);
    addCount(result, "in_use", state.leased() - resting);
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

} // namespace aha::php
