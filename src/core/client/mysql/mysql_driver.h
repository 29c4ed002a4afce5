#pragma once

#include "core/base/counter.h"
#include "core/client/mysql/mysql_options.h"
#include "core/client/sql/sql_connection.h"
#include "core/net/loop.h"
#include "core/net/resolver.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace aha::client {

class MysqlKills;

struct MysqlStats {
    Counter connects, connectErrors;
    Counter prepared, statementHits, evicted, reprepared; // of the statement caches
    Counter kills, killErrors; // statements to be ended on the server; errors: it could not be reached
};

// MySQL and MariaDB, by the non-blocking interface of MariaDB Connector/C.
// Owned by an SqlClient; loop and resolver outlive it, connections do not.
// Calls nobody; its connections call their slots and handlers.
class MysqlDriver final : public SqlDriver {
public:
    static bool isAvailable(); // false: built without the library; then create() says Unsupported
    // InvalidArgument for options that cannot be.
    static Result<std::unique_ptr<MysqlDriver>> create(net::Loop& loop, net::Resolver& resolver,
                                                       MysqlOptions options);
    ~MysqlDriver() override;

    std::string_view name() const override { return "mysql"; }
    std::string target() const override;
    std::unique_ptr<SqlConnection> connect(pool::PoolSlot slot) override;
    Result<std::vector<std::string>> begin(SqlIsolation isolation, bool isReadOnly) const override;
    // For the usual sql_mode and any charset of the client that is a superset of ASCII (utf8mb4 is).
    std::string quote(std::string_view text) const override;
    std::string quoteName(std::string_view name) const override;
    SqlQuotes quotes() const override;
    const SqlError* connectError() const override { return connectError_ ? &*connectError_ : nullptr; }

    const MysqlOptions& options() const { return options_; }
    const MysqlStats& stats() const { return stats_; }
    std::size_t killing() const; // statements that are being ended on the server

private:
    friend class MysqlConnection;
    friend class MysqlKills;
    friend class MysqlKill;
    MysqlDriver(net::Loop& loop, net::Resolver& resolver, MysqlOptions options);
    // Ends what the connection of that id does, on the server, by a connection of its own.
    void kill(std::uint64_t threadId);

    net::Loop& loop_;
    net::Resolver& resolver_;
    MysqlOptions options_;
    MysqlStats stats_;
    std::optional<SqlError> connectError_;
    std::unique_ptr<MysqlKills> kills_;
};

} // namespace aha::client
