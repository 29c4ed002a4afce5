#include "php/storage/db/db_drivers.h"

#include "core/client/mysql/mysql_driver.h"
#include "core/client/sqlite/sqlite_driver.h"
#include "php/error.h"
#include "php/options.h"

namespace aha::php {

// Aha's examples and others call it so; MySQL means something else, or nothing, by these names.
static std::string mysqlCharset(std::string charset) {
    const bool isUtf8 = charset == "utf-8" || charset == "UTF-8" || charset == "utf8" || charset == "UTF8";
    return isUtf8 ? "utf8mb4" : charset;
}

static void readMysqlTls(OptionReader& reader, client::MysqlTls& tls) {
    reader.boolean("ssl", tls.isOn);
    reader.boolean("ssl_verify_peer", tls.doesVerify);
    reader.string("ssl_cafile", tls.ca);
    reader.string("ssl_cert_file", tls.cert);
    reader.string("ssl_key_file", tls.key);
    reader.string("ssl_host_name", tls.serverName);
}

DbSettings::DriverFactory readMysqlDriver(OptionReader& reader, DbSettings& settings) {
    client::MysqlOptions options;
    reader.string("host", options.host, false);
    reader.size("port", options.port, 1, 65'535);
    reader.string("unix_socket", options.socket);
    reader.string("user", options.user);
    reader.string("password", options.password);
    reader.string("dbName", options.database);
    reader.string("charset", options.charset, false);
    reader.string("time_zone", options.timeZone);
    reader.boolean("multi_statements", options.hasMultiStatements);
    reader.boolean("found_rows", options.hasFoundRows);
    reader.size("statement_cache", options.statementCache, 0, 100'000);
    readMysqlTls(reader, options.tls);
    if (reader.failed()) {
        return {};
    }
    constexpr std::string_view kUnix = "unix:";
    if (options.host.compare(0, kUnix.size(), kUnix) == 0) {
        options.socket = options.host.substr(kUnix.size());
        options.host = client::MysqlOptions().host;
    }
    options.charset = mysqlCharset(std::move(options.charset));
    options.connectTimeoutMs = settings.client.pool.connectTimeoutMs;
    return [options](net::Loop& loop, net::Resolver& resolver,
                     pool::PoolOptions&) -> Result<std::unique_ptr<client::SqlDriver>> {
        auto made = client::MysqlDriver::create(loop, resolver, options);
        if (!made) {
            return made.error();
        }
        return std::unique_ptr<client::SqlDriver>(made.take());
    };
}

DbSettings::DriverFactory readSqliteDriver(OptionReader& reader, DbSettings&) {
    client::SqliteOptions options;
    reader.string("path", options.path, false);
    reader.boolean("read_only", options.isReadOnly);
    reader.boolean("create", options.canCreate);
    reader.boolean("wal", options.isWal);
    reader.boolean("foreign_keys", options.hasForeignKeys);
    reader.seconds("busy_timeout", options.busyTimeoutMs, 0, 86'400);
    reader.size("statement_cache", options.statements, 0, 100'000);
    if (reader.failed()) {
        return {};
    }
    if (options.path.empty()) {
        throwException(exceptions.config,
                       "A database of SQLite needs the option \"path\": a file, or \":memory:\"");
        return {};
    }
    return [options](net::Loop& loop, net::Resolver&,
                     pool::PoolOptions& pool) -> Result<std::unique_ptr<client::SqlDriver>> {
        return client::makeSqliteDriver(loop, options, pool);
    };
}

} // namespace aha::php
