#pragma once

#include "core/client/sql/sql_client.h"
#include "core/net/resolver.h"
#include "php/zend.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace aha::php {

class OptionReader;

// Of one database: what it is, and how its pool behaves.
struct DbSettings {
    // Makes the driver for a loop, and fits the pool to it. An error: the options do not fit together, a file
    // cannot be used, or this build has no such driver.
    using DriverFactory = std::function<Result<std::unique_ptr<client::SqlDriver>>(
        net::Loop& loop, net::Resolver& resolver, pool::PoolOptions& pool)>;

    // False: a ConfigException is thrown. `owner` begins its message.
    bool parse(HashTable* conf, const char* owner);

    std::string driver; // "mysql", "sqlite"
    DriverFactory makeDriver;
    client::SqlClientOptions client;
    std::uint64_t timeoutMs = 30'000; // 0 = none
    std::size_t maxResultBytes = 64u << 20;

private:
    bool readPool(OptionReader& reader);
};

// Of one statement.
struct DbQueryOptions {
    bool parse(HashTable* options, bool isStream); // false: a ConfigException is thrown

    std::optional<std::uint64_t> timeoutMs; // 0 = none
    std::optional<bool> prepared;
    std::optional<std::size_t> maxResultBytes;
    std::size_t batchBytes = 256 * 1024;
};

// Of a transaction.
struct DbTransactionOptions {
    bool parse(HashTable* options, bool mayRetry);

    client::SqlTransactionOptions core;
    std::optional<std::uint64_t> timeoutMs;
    std::int64_t retries = 0;
};

} // namespace aha::php
