#pragma once

#include "core/client/mysql/mysql_text_run.h"

#include <functional>
#include <string>

namespace aha::client {

// A short statement of the driver itself. Owned by who asks; calls back once, from within begin() or the
// loop. The callback may end the link; it may not destroy the question.
class MysqlQuestion final : private MysqlRunOwner {
public:
    using Answer = std::function<void(SqlOutcome)>;
    MysqlQuestion(MysqlLink& link, std::string sql, Answer answer);
    void begin() { run_.begin(); }
    void release() { run_.release(); }

private:
    void onRunSlice() override { run_.readOn(); } // it has one row at most
    void onRunRows(SqlResult) override {}         // not streamed
    void onRunBroken() override {}                // what it says is small
    void onRunDone(SqlOutcome outcome) override { answer_(std::move(outcome)); }

    SqlCommand command_;
    Answer answer_;
    MysqlTextRun run_;
};

} // namespace aha::client
