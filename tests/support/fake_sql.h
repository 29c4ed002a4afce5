#pragma once

#include "core/client/sql/sql_client.h"

#include "support/loop_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace aha::test {

class FakeSqlDriver;

// A connection whose database is the test: it says when a statement ends and how. Checks what a connection
// may expect of its users, and that no borrower meets the state of another one: statements begin with their
// owner ("7: SELECT"), those without an owner are of the client itself.
class FakeSqlConnection final : public client::SqlConnection {
public:
    FakeSqlConnection(FakeSqlDriver& driver, pool::PoolSlot slot, int number);
    ~FakeSqlConnection() override;

    pool::Liveness liveness() override {
        EXPECT_FALSE(isDirty()) << "given back with changed state";
        return isLost_ ? pool::Liveness::Dead : pool::Liveness::Alive;
    }
    void ping() override { slot.pinged(!isLost_); }
    void execute(Ref<client::SqlStatement> statement, client::SqlHandler& handler) override;
    void next() override;
    void cancel() override;
    bool stop(client::SqlHandler& handler) override;
    bool isBusy() const override { return isBusy_; }
    bool inTransaction() const override { return isOpen_; }
    bool isDirty() const override { return isOpen_ || isChanged_; }
    void reset(client::SqlHandler& handler) override;

    // What the database does with the statement that runs.
    void finish(std::size_t rows = 0);
    void giveRows(std::size_t rows);
    void fail(client::SqlError::Kind kind, bool wasSent = true);
    void lose(bool wasSent = true); // the connection breaks
    void deadlock();                // the transaction is rolled back as well

    bool isAtWork() const { return isBusy_ && !isResting_; } // not between two batches
    bool isResting() const { return isResting_; }
    bool isStreamed() const { return isStreamed_; }
    bool isPending() const { return isPending_; } // connects, until the test says how that goes
    void decide() { isPending_ = false; }
    const std::string& sql() const { return sql_; }

    const int number;
    const pool::PoolSlot slot;
    bool canStop = true;

private:
    friend class FakeSqlDriver;
    void begin(std::string sql, client::SqlHandler& handler);
    void end(client::SqlOutcome outcome);

    FakeSqlDriver& driver_;
    client::SqlHandler* handler_ = nullptr;
    std::string sql_, owner_;
    bool isBusy_ = false, isResting_ = false, isStreamed_ = false, isInside_ = false;
    bool isOpen_ = false, isChanged_ = false, isLost_ = false, isCancelled_ = false, isPending_ = false;
};

class FakeSqlDriver final : public client::SqlDriver {
public:
    enum class Connects { AtOnce, Later, Never };

    std::string_view name() const override { return "fake"; }
    std::string target() const override { return "fake://test"; }
    std::unique_ptr<client::SqlConnection> connect(pool::PoolSlot slot) override {
        auto connection = std::make_unique<FakeSqlConnection>(*this, slot, ++made);
        open.push_back(connection.get());
        connection->isPending_ = connects == Connects::Later;
        if (connects == Connects::AtOnce) {
            slot.connected();
        } else if (connects == Connects::Never) {
            slot.connectFailed(failure.error);
        }
        return connection;
    }
    Result<std::vector<std::string>> begin(client::SqlIsolation isolation, bool isReadOnly) const override {
        if (isReadOnly) {
            return Error{Errc::Unsupported, "no read-only transactions here"};
        }
        std::vector<std::string> texts;
        if (isolation != client::SqlIsolation::Default) {
            texts.emplace_back("SET LEVEL");
        }
        texts.emplace_back("BEGIN");
        return texts;
    }
    std::string quote(std::string_view text) const override { return "'" + std::string(text) + "'"; }
    std::string quoteName(std::string_view text) const override { return "`" + std::string(text) + "`"; }
    client::SqlQuotes quotes() const override { return {}; }
    const client::SqlError* connectError() const override {
        return connects == Connects::Never ? &failure : nullptr;
    }

    FakeSqlConnection* find(const std::string& sql) const { // that runs it
        for (FakeSqlConnection* connection : open) {
            if (connection->isBusy() && connection->sql() == sql) {
                return connection;
            }
        }
        return nullptr;
    }

    Connects connects = Connects::AtOnce;
    client::SqlError failure;
    std::vector<FakeSqlConnection*> open;
    std::vector<std::string> log; // "1 SELECT", "1 cancel", "1 reset", "1 gone"
    int made = 0;
};

inline FakeSqlConnection::FakeSqlConnection(FakeSqlDriver& driver, pool::PoolSlot slotOf, int numberOf)
    : number(numberOf), slot(slotOf), driver_(driver) {}

inline FakeSqlConnection::~FakeSqlConnection() {
    EXPECT_FALSE(isInside_) << "destroyed within its own callback";
    auto& open = driver_.open;
    open.erase(std::find(open.begin(), open.end(), this));
    driver_.log.push_back(std::to_string(number) + " gone");
}

inline void FakeSqlConnection::begin(std::string sql, client::SqlHandler& handler) {
    EXPECT_FALSE(isInside_) << "used within its own callback";
    EXPECT_FALSE(isBusy_) << "two statements at once: " << sql_ << " and " << sql;
    EXPECT_FALSE(isCancelled_) << "used after cancel()";
    driver_.log.push_back(std::to_string(number) + " " + sql);
    sql_ = std::move(sql);
    handler_ = &handler;
    isBusy_ = true;
    isResting_ = false;
}

inline void FakeSqlConnection::execute(Ref<client::SqlStatement> statement, client::SqlHandler& handler) {
    const std::string& sql = statement->command.sql;
    const std::size_t colon = sql.find(':');
    std::string owner = colon == sql.npos ? "" : sql.substr(0, colon);
    if (sql == "BEGIN" || sql == "SET LEVEL") {
        owner_.clear(); // of a session that will be known by its next statement
    } else if (!owner.empty()) {
        EXPECT_TRUE(owner_.empty() || owner == owner_ || !isDirty())
            << sql << " meets the state that " << owner_ << " has left";
        owner_ = std::move(owner);
    }
    isStreamed_ = statement->command.isStreamed;
    begin(sql, handler);
}

inline void FakeSqlConnection::next() {
    EXPECT_TRUE(isResting_);
    EXPECT_FALSE(isInside_);
    isResting_ = false;
}

inline void FakeSqlConnection::cancel() {
    EXPECT_TRUE(isBusy_) << "cancel() of nothing";
    driver_.log.push_back(std::to_string(number) + " cancel");
    handler_ = nullptr;
    isBusy_ = isResting_ = false;
    isCancelled_ = true;
}

inline bool FakeSqlConnection::stop(client::SqlHandler& handler) {
    EXPECT_TRUE(isResting_);
    if (!canStop) {
        return false;
    }
    handler_ = &handler;
    isResting_ = false;
    sql_ = "stop";
    driver_.log.push_back(std::to_string(number) + " stop");
    return true;
}

inline void FakeSqlConnection::reset(client::SqlHandler& handler) { begin("reset", handler); }

inline void FakeSqlConnection::end(client::SqlOutcome outcome) {
    ASSERT_TRUE(isBusy_);
    isBusy_ = isResting_ = false;
    isInside_ = true;
    std::exchange(handler_, nullptr)->onSqlDone(std::move(outcome));
    isInside_ = false;
}

inline client::SqlResult fakeRows(std::size_t rows) {
    client::SqlResult result;
    result.columns.push_back({"n", "INT"});
    result.rows.reset(1);
    for (std::size_t i = 0; i < rows; ++i) {
        result.rows.addInt(std::int64_t(i));
    }
    return result;
}

inline void FakeSqlConnection::finish(std::size_t rows) {
    const auto has = [this](const char* word) { return sql_.find(word) != sql_.npos; };
    if (sql_ == "BEGIN" || has(": BEGIN")) {
        isOpen_ = true;
    } else if (sql_ == "COMMIT" || sql_ == "ROLLBACK" || has(": COMMIT")) {
        isOpen_ = false;
    } else if (sql_ == "reset") {
        isOpen_ = isChanged_ = false;
    } else if (has("SET")) {
        isChanged_ = true;
    }
    client::SqlOutcome outcome;
    outcome.results.push_back(fakeRows(rows));
    end(std::move(outcome));
}

inline void FakeSqlConnection::giveRows(std::size_t rows) {
    ASSERT_TRUE(isAtWork() && isStreamed_);
    isResting_ = isInside_ = true;
    handler_->onSqlRows(fakeRows(rows));
    isInside_ = false;
}

inline void FakeSqlConnection::fail(client::SqlError::Kind kind, bool wasSent) {
    client::SqlOutcome outcome;
    outcome.error.emplace();
    outcome.error->kind = kind;
    outcome.error->error = Error{Errc::Io, "made to fail"};
    outcome.error->wasSent = wasSent;
    end(std::move(outcome));
}

inline void FakeSqlConnection::lose(bool wasSent) {
    isLost_ = true;
    fail(client::SqlError::Kind::Lost, wasSent);
}

inline void FakeSqlConnection::deadlock() {
    isOpen_ = false;
    fail(client::SqlError::Kind::Deadlock);
}

// A call with what it was told.
class SqlRecord final : public client::SqlCallHandler {
public:
    void onSqlRows(client::SqlCall&, client::SqlResult part) override {
        EXPECT_FALSE(done);
        rows += part.rows.size();
        ++batches;
    }
    void onSqlDone(client::SqlCall&, client::SqlOutcome outcome) override {
        EXPECT_FALSE(done) << "told twice";
        done = true;
        error = std::move(outcome.error);
        for (const client::SqlResult& result : outcome.results) {
            rows += result.rows.size();
        }
        if (then) {
            then();
        }
    }
    std::string text() const { return !done ? "pending" : error ? error->error.message : std::string("ok"); }
    client::SqlError::Kind kind() const { return error ? error->kind : client::SqlError::Kind(99); }

    std::unique_ptr<client::SqlCall> call;
    std::function<void()> then;
    std::optional<client::SqlError> error;
    std::size_t rows = 0;
    int batches = 0; // that were told
    int told = 0;    // for the test: after how many of them next() was called
    bool done = false;
};

class SqlTest : public LoopTest {
protected:
    SqlTest() { options.pool.max = 2; }
    ~SqlTest() override { client.reset(); }

    client::SqlClient& make() {
        auto owned = std::make_unique<FakeSqlDriver>();
        driver = owned.get();
        driver->failure.error = Error{Errc::Refused, "nobody listens"};
        client = std::make_unique<client::SqlClient>(host, std::move(owned), options);
        return *client;
    }
    static client::SqlCommand command(std::string sql, bool isStreamed = false) {
        client::SqlCommand result;
        result.sql = std::move(sql);
        result.isStreamed = isStreamed;
        return result;
    }
    std::unique_ptr<SqlRecord> query(std::string sql, std::uint64_t limitMs = pool::kNever,
                                     bool isStreamed = false) {
        auto record = std::make_unique<SqlRecord>();
        record->call = client->start(command(std::move(sql), isStreamed), limitMs, "app.php:7", *record);
        return record;
    }
    std::unique_ptr<SqlRecord> query(client::SqlSession& session, std::string sql,
                                     std::uint64_t limitMs = pool::kNever, bool isStreamed = false) {
        auto record = std::make_unique<SqlRecord>();
        record->call = session.start(command(std::move(sql), isStreamed), limitMs, "app.php:8", *record);
        return record;
    }
    std::unique_ptr<SqlRecord> begin(client::SqlSession& session,
                                     const client::SqlTransactionOptions& how = {}) {
        auto record = std::make_unique<SqlRecord>();
        record->call = session.begin(how, pool::kNever, "app.php:9", *record);
        return record;
    }
    std::unique_ptr<SqlRecord> commit(client::SqlSession& session) {
        auto record = std::make_unique<SqlRecord>();
        record->call = session.commit(pool::kNever, "app.php:9", *record);
        return record;
    }
    std::unique_ptr<SqlRecord> rollback(client::SqlSession& session) {
        auto record = std::make_unique<SqlRecord>();
        record->call = session.rollback(pool::kNever, "app.php:9", *record);
        return record;
    }
    // The connection that runs this, which has to be there.
    FakeSqlConnection& at(const std::string& sql) {
        settle();
        FakeSqlConnection* found = driver->find(sql);
        EXPECT_NE(found, nullptr) << sql << " does not run";
        if (!found) {
            std::abort();
        }
        return *found;
    }
    void finish(const std::string& sql, std::size_t rows = 0) {
        at(sql).finish(rows);
        settle();
    }
    std::string log() { // since the last time
        std::string text;
        for (std::string& line : std::exchange(driver->log, {})) {
            text += (text.empty() ? "" : "; ") + line;
        }
        return text;
    }

    client::LoopPoolHost host{loop};
    client::SqlClientOptions options;
    FakeSqlDriver* driver = nullptr;
    std::unique_ptr<client::SqlClient> client;
};

} // namespace aha::test
