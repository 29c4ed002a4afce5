#pragma once

#include "core/client/mysql/mysql_run.h"
#include "core/client/mysql/mysql_statement_cache.h"

#include <functional>
#include <vector>

namespace aha::client {

struct MysqlStats;

// A prepared statement: from the cache, or prepared and put there.
// Owned by the connection. Calls its owner.
class MysqlPreparedRun final : public MysqlRun {
public:
    MysqlPreparedRun(MysqlLink& link, const SqlCommand& command, MysqlRunOwner& owner,
                     MysqlStatementCache& cache, MysqlStats& stats);
    ~MysqlPreparedRun() override; // after the link was closed, if that has not been done yet
    void begin() override;
    void release() override {}

private:
    using Then = std::function<void()>;

    void prepare();
    void onPrepared();
    void bind();
    void execute();
    void onExecuted();
    void readResult();
    void readRows() override;
    bool takeRow();
    void readEnd();
    void onRowsEnded();
    void resultsGoOn() override;
    void finish();
    void close(st_mysql_stmt* handle, Then then);
    void prepareAgain();
    void failStatement();
    static void onCell(void* self, unsigned column, unsigned char** at);
    void takeCell(unsigned column, unsigned char** at);

    MysqlStatementCache& cache_;
    MysqlStats& stats_;
    st_mysql_stmt* handle_ = nullptr;
    bool isCached_ = false; // else it is closed at the end
    std::vector<unsigned long> lengths_;
    int status_ = 0;
    char closed_ = 0;
    bool isExecuting_ = false;
    bool wasRepeated_ = false; // prepared anew, because the server had forgotten it
    bool isMalformed_ = false;
    bool isStale_ = false; // it has columns of other names by now: not kept
};

} // namespace aha::client
