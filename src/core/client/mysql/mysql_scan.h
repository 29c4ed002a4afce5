#pragma once

#include <string_view>

namespace aha::client {

// What a statement may leave behind in its session, as far as its text tells: rather too much than too
// little.
struct MysqlTraces {
    bool state = false;  // variables, temporary tables, locks, prepared statements: a reset undoes them
    bool isRead = false; // a single statement that reads, so that doing it twice does no harm
    bool schema = false; // another default database: a reset does not undo that
};

// Looks at keywords outside of strings and comments. Open transactions are not its business: the server
// tells.
MysqlTraces mysqlTraces(std::string_view sql);

} // namespace aha::client
