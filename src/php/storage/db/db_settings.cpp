#include "php/storage/db/db_settings.h"

#include "core/client/mysql/mysql_driver.h"
#include "core/client/sqlite/sqlite_driver.h"
#include "php/error.h"
#include "php/options.h"
#include "php/storage/db/db_drivers.h"
#include "php/value.h"

namespace aha::php {

static constexpr double kMaxSeconds = 86'400;
static constexpr std::int64_t kMaxResult = std::int64_t{4} << 30;

bool DbSettings::readPool(OptionReader& reader) {
    pool::PoolOptions& pool = client.pool;
    pool.max = 10;
    pool.maxWaiters = 1000;
    pool.waitTimeoutMs = 5'000;
    pool.connectTimeoutMs = 5'000;
    reader.size("poolSize", pool.max, 0, 100'000);
    reader.size("pool_min", pool.min, 0, 100'000);
    reader.size("pool_queue", pool.maxWaiters, 0, 1'000'000);
    reader.seconds("pool_wait_timeout", pool.waitTimeoutMs, 0.001, kMaxSeconds);
    reader.seconds("connect_timeout", pool.connectTimeoutMs, 0.001, kMaxSeconds);
    reader.seconds("idle_timeout", pool.idleTimeoutMs, 0, kMaxSeconds);
    reader.seconds("lifetime", pool.maxLifetimeMs, 0, 30 * kMaxSeconds);
    reader.seconds("heartbeat", pool.heartbeatMs, 0, kMaxSeconds);
    reader.seconds("slow_time", client.slowMs, 0, kMaxSeconds);
    reader.seconds("timeout", timeoutMs, 0, kMaxSeconds);
    reader.size("max_result", maxResultBytes, 1, kMaxResult);
    if (!reader.failed() && pool.min > pool.max) {
        throwException(exceptions.config, "A database: pool_min (%zu) is larger than poolSize (%zu)",
                       pool.min, pool.max);
        return false;
    }
    return !reader.failed();
}

// What was left out of the build is told where the database is configured.
static bool isDriverBuiltIn(const std::string& driver, const char* owner) {
    const bool isMysql = driver == "mysql";
    if (isMysql ? client::MysqlDriver::isAvailable() : client::isSqliteAvailable()) {
        return true;
    }
    throwException(exceptions.config,
                   "%s: this build of Aha has no %s: it was configured with --without-aha-%s; configure it "
                   "without that option (Debian: apt-get install %s)",
                   owner, isMysql ? "MySQL" : "SQLite", driver.c_str(),
                   isMysql ? "default-libmysqlclient-dev" : "libsqlite3-dev");
    return false;
}

bool DbSettings::parse(HashTable* conf, const char* owner) {
    OptionReader reader(conf, owner);
    const bool hasPath = zend_hash_str_exists(conf, ZEND_STRL("path"));
    driver = hasPath ? "sqlite" : "mysql";
    reader.string("driver", driver, false);
    if (!reader.failed() && driver != "mysql" && driver != "sqlite") {
        zval given;
        ZVAL_STRINGL(&given, driver.data(), driver.size());
        reader.refuse("driver", "\"mysql\" or \"sqlite\"", &given);
        zval_ptr_dtor(&given);
    }
    if (reader.failed() || !isDriverBuiltIn(driver, owner) || !readPool(reader)) {
        return false;
    }
    makeDriver = driver == "mysql" ? readMysqlDriver(reader, *this) : readSqliteDriver(reader, *this);
    return makeDriver && reader.finish();
}

bool DbQueryOptions::parse(HashTable* options, bool isStream) {
    if (!options || zend_hash_num_elements(options) == 0) {
        return true;
    }
    OptionReader reader(options, isStream ? "stream()" : "query()");
    constexpr std::uint64_t kUnset = ~std::uint64_t{0};
    std::uint64_t timeout = kUnset;
    reader.seconds("timeout", timeout, 0, kMaxSeconds);
    if (timeout != kUnset) {
        timeoutMs = timeout;
    }
    if (isStream) {
        reader.size("batch", batchBytes, 1024, 64 << 20);
        return reader.finish();
    }
    std::size_t bytes = 0;
    reader.size("max_result", bytes, 1, kMaxResult);
    if (bytes != 0) {
        maxResultBytes = bytes;
    }
    bool isPrepared = false;
    reader.boolean("prepared", isPrepared);
    if (zend_hash_str_exists(options, ZEND_STRL("prepared"))) {
        prepared = isPrepared;
    }
    return reader.finish();
}

static bool readIsolation(OptionReader& reader, client::SqlIsolation& isolation) {
    using Level = client::SqlIsolation;
    static constexpr struct {
        const char* name;
        Level level;
    } kLevels[] = {{"read uncommitted", Level::ReadUncommitted},
                   {"read committed", Level::ReadCommitted},
                   {"repeatable read", Level::RepeatableRead},
                   {"serializable", Level::Serializable}};
    zval* given = reader.any("isolation");
    if (!given || Z_TYPE_P(given) == IS_NULL) {
        return true;
    }
    for (const auto& known : kLevels) {
        if (Z_TYPE_P(given) == IS_STRING && zend_binary_strcasecmp(Z_STRVAL_P(given), Z_STRLEN_P(given),
                                                                   known.name, strlen(known.name)) == 0) {
            isolation = known.level;
            return true;
        }
    }
    reader.refuse("isolation",
                  "\"read uncommitted\", \"read committed\", \"repeatable read\" or \"serializable\"", given);
    return false;
}

bool DbTransactionOptions::parse(HashTable* options, bool mayRetry) {
    if (!options || zend_hash_num_elements(options) == 0) {
        return true;
    }
    OptionReader reader(options, mayRetry ? "transaction()" : "beginTrans()");
    if (!readIsolation(reader, core.isolation)) {
        return false;
    }
    reader.boolean("read_only", core.isReadOnly);
    constexpr std::uint64_t kUnset = ~std::uint64_t{0};
    std::uint64_t timeout = kUnset;
    reader.seconds("timeout", timeout, 0, kMaxSeconds);
    if (timeout != kUnset) {
        timeoutMs = timeout;
    }
    if (mayRetry) {
        reader.integer("retries", retries, 0, 100);
    }
    return reader.finish();
}

} // namespace aha::php
