#pragma once

#include "core/base/timer_wheel.h"
#include "core/client/mysql/mysql_link.h"
#include "core/client/mysql/mysql_run.h"
#include "core/client/mysql/mysql_statement_cache.h"
#include "core/client/sql/sql_connection.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace aha::client {

class MysqlDriver;
class MysqlQuestion;

// A pooled connection to a MySQL server. Rows are read as they come, within the limits of the command, and a
// result of any size gives the loop back after each slice.
// Owned by its pool; destroying it closes the connection and ends its statement on the server.
// Calls its PoolSlot and the handler of the statement that runs.
class MysqlConnection final : public SqlConnection,
                              private MysqlLinkOwner,
                              private MysqlRunOwner,
                              private net::ReadyItem,
                              private WheelTimer {
public:
    MysqlConnection(pool::PoolSlot slot, MysqlDriver& driver);
    ~MysqlConnection() override;

    pool::Liveness liveness() override;
    void ping() override;
    void execute(Ref<SqlStatement> statement, SqlHandler& handler) override;
    void next() override;
    void cancel() override;
    bool stop(SqlHandler& handler) override;
    bool isBusy() const override { return work_ != Work::None; }
    bool inTransaction() const override;
    bool isDirty() const override;
    void reset(SqlHandler& handler) override;

    std::uint64_t threadId() const { return link_.threadId(); }
    std::size_t statements() const { return cache_.size(); } // prepared ones that are kept

private:
    enum class Work : std::uint8_t { None, Connect, Statement, Reset, Ping };

    void onMysqlConnected() override;
    void onMysqlConnectFailed(SqlError error) override;
    void onMysqlInput() override;
    void onRunSlice() override;
    void onRunRows(SqlResult part) override;
    void onRunDone(SqlOutcome outcome) override;
    void onRunBroken() override;
    void
    run() override; // what was asked for: from the ready queue, so that nothing is told from within a call
    static void onTimer(WheelTimer& timer);

    void beginStatement();
    bool fits();
    void askPacketLimit();
    void ask(std::string sql, std::function<void(SqlOutcome)> answer);
    void finish(SqlOutcome outcome);
    void beginReset();
    void onReset();
    void initialise();
    void failReset(SqlError error);
    void beginPing();
    void onPinged(bool isAlive);
    void lose();
    void closeStatements();
    void tearDown();
    SqlError lostError() const;

    pool::PoolSlot slot_;
    MysqlDriver& driver_;
    net::Loop& loop_;
    MysqlLink link_;
    MysqlStatementCache cache_;
    Ref<SqlStatement> statement_;
    std::unique_ptr<MysqlRun> run_; // goes when the next one begins, as it may be what has called
    SqlHandler* handler_ = nullptr;
    Work work_ = Work::Connect;
    MysqlTraces traces_;                      // what ran here has left behind
    std::unique_ptr<MysqlQuestion> question_; // of ours; goes as run_ does
    int status_ = 0;
    std::uint64_t packetLimit_ = 0; // max_allowed_packet of the server; 0 = not known
    bool hasBegun_ = false;         // the statement may have been sent
    bool isPaused_ = false;         // has told rows: next() goes on
    bool isLost_ = false;
    bool isChecked_ = false; // alive as of the borrowing for the statement that begins
};

} // namespace aha::client
