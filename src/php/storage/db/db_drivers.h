#pragma once

#include "php/storage/db/db_settings.h"

namespace aha::php {

// Read the options of their kind of database. An empty function: a ConfigException is thrown.
DbSettings::DriverFactory readMysqlDriver(OptionReader& reader, DbSettings& settings);
DbSettings::DriverFactory readSqliteDriver(OptionReader& reader, DbSettings& settings);

} // namespace aha::php
