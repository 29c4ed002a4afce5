#pragma once

#include "core/client/mysql/mysql_run.h"

struct st_mysql_res;

namespace aha::client {

// A statement as text, perhaps several, with their results.
// Owned by the connection. Calls its owner.
class MysqlTextRun final : public MysqlRun {
public:
    using MysqlRun::MysqlRun;
    ~MysqlTextRun() override { release(); }
    void begin() override;
    void release() override;

private:
    void onAnswered();
    void readResult();
    void readRows() override;
    bool takeRow();
    void onRowsEnded();
    void resultsGoOn() override;

    st_mysql_res* rows_ = nullptr; // while there may be more
    char** row_ = nullptr;
    int status_ = 0;
    bool hasAnswer_ = false; // so that it was sent
};

} // namespace aha::client
