#include "core/client/redis/redis_pubsub.h"
#include "php/storage/memory/redis.h"
#include "php/storage/pool_figures.h"

namespace aha::php {

static void addRedisCalls(zval* result, client::RedisClient& client) {
    static constexpr const char* kFailures[] = {"exhausted", "connect", "timeout", "lost", "cancelled"};
    static_assert(std::size(kFailures) == client::kRedisFailureKinds);
    const client::RedisStats& stats = client.stats();
    const client::RedisTraffic& traffic = client.traffic();
    addCount(result, "calls", stats.calls);
    addCount(result, "succeeded", stats.succeeded);
    zval errors;
    array_init(&errors);
    for (std::size_t i = 0; i < client::kRedisFailureKinds; ++i) {
        addCount(&errors, kFailures[i], stats.failed[i]);
    }
    add_assoc_zval(result, "errors", &errors);
    addCount(result, "aborted", stats.cancelled);
    addCount(result, "resent", stats.resent);
    addCount(result, "commands", traffic.commands);
    addCount(result, "writes", traffic.writes);
    addCount(result, "largest_batch", traffic.largestBatch);
    addCount(result, "server_errors", traffic.serverErrors);
    addCount(result, "sent_bytes", traffic.sentBytes);
    addCount(result, "received_bytes", traffic.receivedBytes);
    addCount(result, "subscriptions", client.subscriptions());
    addCount(result, "messages", client.messages());
}

void describeRedis(RedisObject& redis, zval* result) {
    array_init(result);
    const client::RedisOptions& options = redis.options();
    addText(result, "server", client::redisAddress(options));
    addCount(result, "max", options.pool.max);
    addCount(result, "poolSize", options.pool.max);
    client::RedisClient* client = redis.clientIfAny();
    if (!client) { // nothing was ever sent
        addCount(result, "size", 0);
        addCount(result, "connectionNum", 0);
        addCount(result, "idleCnt", 0);
        addCount(result, "queueLen", 0);
        return;
    }
    addCount(result, "queued", client->queued());
    addCount(result, "queueLen", client->queued() + client->pool().waiting());
    addCount(result, "in_flight", client->inFlight());
    // A shared connection whose commands are all answered counts as idle.
    addPoolFigures(result, client->pool(), client->idleLanes());
    addCount(result, "connectionNum", client->pool().size());
    addCount(result, "idleCnt", client->pool().idle() + client->idleLanes());
    addRedisCalls(result, *client);
}

} // namespace aha::php
