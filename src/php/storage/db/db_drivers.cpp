#include "php/storage/db/db_drivers.h"

#include "php/error.h"
#include "php/options.h"

namespace aha::php {

static DbSettings::DriverFactory refuseDriver(const char* driver, const char* option) {
    throwException(exceptions.config,
                   "This build of the extension has no %s: it was configured with --without-%s", driver,
                   option);
    return {};
}

DbSettings::DriverFactory readMysqlDriver(OptionReader&, DbSettings&) {
    return refuseDriver("MySQL", "aha-mysql");
}

DbSettings::DriverFactory readSqliteDriver(OptionReader&, DbSettings&) {
    return refuseDriver("SQLite", "aha-sqlite");
}

} // namespace aha::php
