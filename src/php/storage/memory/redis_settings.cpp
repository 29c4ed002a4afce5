#include "php/storage/memory/redis_settings.h"

#include "php/error.h"
#include "php/options.h"
#include "php/value.h"

#include <string>

namespace aha::php {

static constexpr double kMaxRedisSeconds = 86'400;

static void readRedisPool(OptionReader& reader, client::RedisOptions& options) {
    pool::PoolOptions& pool = options.pool;
    pool.max = 10;
    pool.heartbeatMs = 15'000;
    reader.size("poolSize", pool.max, 0, 100'000);
    reader.size("pool_min", pool.min, 0, 100'000);
    reader.size("pool_queue", options.maxQueued, 0, 10'000'000);
    reader.seconds("pool_wait_timeout", options.waitTimeoutMs, 0.001, kMaxRedisSeconds);
    reader.seconds("timeout", options.timeoutMs, 0.001, kMaxRedisSeconds);
    reader.seconds("connect_timeout", options.connectTimeoutMs, 0.001, kMaxRedisSeconds);
    reader.seconds("idle_timeout", pool.idleTimeoutMs, 0, kMaxRedisSeconds);
    reader.seconds("lifetime", pool.maxLifetimeMs, 0, 30 * kMaxRedisSeconds);
    reader.seconds("heartbeat", pool.heartbeatMs, 0, kMaxRedisSeconds);
    reader.size("pipeline", options.maxInFlight, 1, 1'000'000);
    reader.boolean("retry_reads", options.retriesReads);
    reader.size("max_reply_size", options.limits.maxReplyBytes, 1024, std::int64_t{1} << 40);
    reader.size("max_reply_elements", options.limits.maxElements, 1, std::int64_t{1} << 40);
}

static void readRedisTls(OptionReader& reader, client::RedisOptions& options) {
    bool isOn = false;
    net::TlsClientOptions tls;
    reader.boolean("tls", isOn);
    reader.boolean("tls_verify_peer", tls.verifyPeer);
    reader.string("tls_cafile", tls.caFile);
    reader.string("tls_cert_file", tls.certificate.certificateFile);
    reader.string("tls_key_file", tls.certificate.keyFile);
    reader.string("tls_passphrase", tls.certificate.passphrase);
    reader.string("tls_host_name", options.serverName);
    if (isOn) {
        options.tls = tls;
    }
}

bool parseRedisOptions(HashTable* conf, const char* owner, client::RedisOptions& options) {
    if (!resp::isAvailable()) {
        throwException(exceptions.config,
                       "%s: this build of Aha has no Redis: it was configured with --without-aha-redis; "
                       "configure it without that option (Debian: apt-get install libhiredis-dev)",
                       owner);
        return false;
    }
    OptionReader reader(conf, owner);
    reader.string("host", options.host, false);
    reader.size("port", options.port, 1, 65'535);
    std::string socket;
    reader.string("unix_socket", socket);
    reader.string("user", options.user);
    reader.string("password", options.password);
    reader.size("database", options.database, 0, 1'000'000);
    reader.string("client_name", options.clientName);
    reader.size("protocol", options.protocol, 2, 3);
    readRedisPool(reader, options);
    readRedisTls(reader, options);
    if (!socket.empty()) {
        options.host = "unix:" + socket;
    }
    if (!reader.finish()) {
        return false;
    }
    if (options.pool.min > options.pool.max) {
        throwException(exceptions.config, "%s: pool_min (%zu) is larger than poolSize (%zu)", owner,
                       options.pool.min, options.pool.max);
        return false;
    }
    return true;
}

bool SubscriptionSettings::parse(HashTable* options) {
    if (!options || zend_hash_num_elements(options) == 0) {
        return true;
    }
    static constexpr struct {
        const char* name;
        client::RedisOverflow overflow;
    } kPolicies[] = {{"drop_oldest", client::RedisOverflow::DropOldest},
                     {"drop_newest", client::RedisOverflow::DropNewest},
                     {"fail", client::RedisOverflow::Fail},
                     {"pause", client::RedisOverflow::Pause}};
    OptionReader reader(options, "subscribe()");
    reader.size("max_queue", maxQueued, 1, 10'000'000);
    if (zval* given = reader.any("overflow")) {
        bool isKnown = false;
        for (const auto& policy : kPolicies) {
            if (Z_TYPE_P(given) == IS_STRING && view(Z_STR_P(given)) == policy.name) {
                overflow = policy.overflow;
                isKnown = true;
            }
        }
        if (!isKnown) {
            reader.refuse("overflow", "\"drop_oldest\", \"drop_newest\", \"fail\" or \"pause\"", given);
        }
    }
    return reader.finish();
}

} // namespace aha::php
