#include "php/storage/db/db_drivers.h"

#include "core/client/sqlite/sqlite_driver.h"
#include "php/error.h"
#include "php/options.h"

namespace aha::php {

DbSettings::DriverFactory readMysqlDriver(OptionReader&, DbSettings&) {
    throwException(exceptions.config, "This build of the extension has no MySQL");
    return {};
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
