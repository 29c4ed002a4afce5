#include "core/client/redis/redis_pubsub.h"
#include "php/storage/memory/redis.h"

namespace aha::php {

static void addFigure(zval* array, const char* key, std::uint64_t value) {
    add_assoc_long_ex(array, key, strlen(key), static_cast<zend_long>(value));
}

static void addString(zval* array, const char* key, std::string_view text) {
    add_assoc_stringl_ex(array, key, strlen(key), text.data(), text.size());
}

// A shared connection whose commands are all answered counts as idle.
static void addRedisPool(zval* result, const pool::PoolState& state, std::size_t idleLanes) {
    const pool::PoolCounters& counters = state.counters();
    addFigure(result, "size", state.size());
    addFigure(result, "connectionNum", state.size());
    addFigure(result, "idle", state.idle() + idleLanes);
    addFigure(result, "idleCnt", state.idle() + idleLanes);
    addFigure(result, "in_use", state.leased() - idleLanes);
    addFigure(result, "connecting", state.connecting());
    addFigure(result, "waiting", state.waiting());
    addFigure(result, "acquires", counters.acquires);
    addFigure(result, "granted", counters.granted);
    addFigure(result, "reused", counters.reused);
    add_assoc_double(result, "reuse_ratio", counters.reuseRatio());
    addFigure(result, "refused", counters.refused);
    addFigure(result, "timeouts", counters.timeouts);
    addFigure(result, "cancelled", counters.cancelled);
    addFigure(result, "created", counters.created);
    addFigure(result, "connect_errors", counters.connectErrors);
    addString(result, "last_error", state.lastError());
    addFigure(result, "pings", counters.pings);
    zval closed;
    array_init(&closed);
    for (std::size_t i = 0; i < pool::kCloseReasons; ++i) {
        const std::string_view reason = pool::closeReasonName(static_cast<pool::CloseReason>(i));
        add_assoc_long_ex(&closed, reason.data(), reason.size(), static_cast<zend_long>(counters.closed[i]));
    }
    add_assoc_zval(result, "closed", &closed);
}

static void addRedisWaits(zval* result, const pool::PoolState& state) {
    const Histogram& waits = state.counters().waits;
    auto seconds = [](std::uint64_t ns) { return static_cast<double>(ns) / 1e9; };
    zval times;
    array_init_size(&times, 4);
    addFigure(&times, "count", waits.count());
    add_assoc_double(&times, "mean",
                     waits.count() ? seconds(waits.sumNs()) / static_cast<double>(waits.count()) : 0);
    add_assoc_double(&times, "p50", seconds(waits.quantileNs(0.5)));
    add_assoc_double(&times, "p99", seconds(waits.quantileNs(0.99)));
    add_assoc_zval(result, "wait", &times);
    constexpr std::size_t kNamedHolders = 10;
    zval holders;
    array_init(&holders);
    for (const auto& holder : state.holders(kNamedHolders)) {
        zval entry;
        array_init_size(&entry, 2);
        addString(&entry, "place", holder.place);
        add_assoc_double(&entry, "age", static_cast<double>(holder.ageMs) / 1000);
        add_next_index_zval(&holders, &entry);
    }
    add_assoc_zval(result, "holders", &holders);
}

static void addRedisCalls(zval* result, client::RedisClient& client) {
    static constexpr const char* kFailures[] = {"exhausted", "connect", "timeout", "lost", "cancelled"};
    static_assert(std::size(kFailures) == client::kRedisFailureKinds);
    const client::RedisStats& stats = client.stats();
    const client::RedisTraffic& traffic = client.traffic();
    addFigure(result, "calls", stats.calls);
    addFigure(result, "succeeded", stats.succeeded);
    zval failed;
    array_init(&failed);
    for (std::size_t i = 0; i < client::kRedisFailureKinds; ++i) {
        addFigure(&failed, kFailures[i], stats.failed[i]);
    }
    add_assoc_zval(result, "failed", &failed);
    addFigure(result, "aborted", stats.cancelled);
    addFigure(result, "resent", stats.resent);
    addFigure(result, "commands", traffic.commands);
    addFigure(result, "writes", traffic.writes);
    addFigure(result, "largest_batch", traffic.largestBatch);
    addFigure(result, "server_errors", traffic.serverErrors);
    addFigure(result, "sent_bytes", traffic.sentBytes);
    addFigure(result, "received_bytes", traffic.receivedBytes);
    addFigure(result, "subscriptions", client.subscriptions());
    addFigure(result, "messages", client.messages());
}

void describeRedis(RedisObject& redis, zval* result) {
    array_init(result);
    const client::RedisOptions& options = redis.options();
    addString(result, "server", client::redisAddress(options));
    addFigure(result, "max", options.pool.max);
    addFigure(result, "poolSize", options.pool.max);
    client::RedisClient* client = redis.clientIfAny();
    if (!client) { // nothing was ever sent
        addFigure(result, "size", 0);
        addFigure(result, "connectionNum", 0);
        addFigure(result, "idleCnt", 0);
        addFigure(result, "queueLen", 0);
        return;
    }
    addFigure(result, "queued", client->queued());
    addFigure(result, "queueLen", client->queued() + client->pool().waiting());
    addFigure(result, "in_flight", client->inFlight());
    addRedisPool(result, client->pool(), client->idleLanes());
    addRedisWaits(result, client->pool());
    addRedisCalls(result, *client);
}

} // namespace aha::php
