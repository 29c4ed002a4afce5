#include "core/client/sql/sql_session.h"

#include "support/fake_sql.h"

#include <gtest/gtest.h>

#include <list>
#include <random>

namespace aha::client {
namespace {

using Connects = test::FakeSqlDriver::Connects;
using Kind = SqlError::Kind;
using test::FakeSqlConnection;
using test::SqlRecord;

// Random calls, sessions, answers, failures and ends. The fake connections check that none is used twice at
// once, after a cancel or with the state of another borrower; in the end every call must have been told
// once and every lease be back.
class SqlRandomTest : public test::SqlTest, public testing::WithParamInterface<int> {
protected:
    struct Session {
        std::unique_ptr<SqlSession> session;
        int owner;
    };

    std::size_t upTo(std::size_t most) { return std::uniform_int_distribution<std::size_t>(0, most)(random); }
    bool chance(unsigned percent) { return upTo(99) < percent; }
    std::uint64_t limit() { return chance(30) ? 1 + upTo(300) : pool::kNever; }
    template <typename List> auto pick(List& list) {
        return std::next(list.begin(), std::ptrdiff_t(upTo(list.size() - 1)));
    }
    std::string text(int owner) {
        static const char* const kWords[] = {"SELECT", "SET x", "INSERT", "BEGIN", "COMMIT"};
        return std::to_string(owner) + ": " + kWords[chance(80) ? 0 : upTo(4)];
    }

    void startCall() { calls.push_back(query(text(++owners), limit(), chance(30))); }

    void useSession() {
        auto& entry = *pick(sessions);
        SqlSession& session = *entry.session;
        switch (upTo(5)) {
        case 0:
        case 1: calls.push_back(query(session, text(entry.owner), limit(), chance(20))); break;
        case 2:
            calls.push_back(
                begin(session, {chance(20) ? SqlIsolation::Serializable : SqlIsolation::Default, chance(5)}));
            break;
        case 3: calls.push_back(commit(session)); break;
        case 4: calls.push_back(rollback(session)); break;
        case 5: session.close(); break;
        }
        if (chance(15)) {
            sessions.erase(std::find_if(sessions.begin(), sessions.end(),
                                        [&](const Session& one) { return one.session.get() == &session; }));
        }
    }

    // The database does something.
    void answer(bool isKind) {
        if (driver->open.empty()) {
            return;
        }
        FakeSqlConnection& connection = **pick(driver->open);
        if (connection.isResting() && !isKind && chance(10)) {
            connection.lose();
        } else if (connection.isAtWork()) {
            const std::size_t what = isKind ? 0 : upTo(11);
            const bool isStream = connection.sql() != "stop" && connection.isStreamed();
            if (isStream && what > 5 && what < 9) {
                connection.giveRows(upTo(3));
            } else if (what == 9) {
                connection.fail(Kind(upTo(std::size_t(Kind::Other))), chance(80));
            } else if (what == 10) {
                connection.lose(chance(50));
            } else if (what == 11) {
                connection.deadlock();
            } else {
                connection.finish(upTo(3));
            }
        } else if (!connection.isBusy() && !isKind && chance(10)) {
            connection.slot.lost();
        }
    }

    void connects() {
        driver->connects = chance(70) ? Connects::AtOnce : (chance(50) ? Connects::Later : Connects::Never);
        for (FakeSqlConnection* connection : std::vector(driver->open)) {
            if (connection->isPending()) {
                connection->decide();
                chance(70) ? connection->slot.connected()
                           : connection->slot.connectFailed(Error{Errc::Refused, "nobody listens"});
            }
        }
    }

    void step() {
        switch (upTo(11)) {
        case 0:
        case 1: startCall(); break;
        case 2: sessions.push_back({client->session("app.php:1"), ++owners}); break;
        case 3:
        case 4:
            if (!sessions.empty()) {
                useSession();
            }
            break;
        case 5:
        case 6:
        case 7: answer(false); break;
        case 8: // readers go on
            for (auto& call : calls) {
                if (!call->done && call->batches > 0 && chance(60) && call->told < call->batches) {
                    call->told = call->batches;
                    call->call->next();
                }
            }
            break;
        case 9:
            if (!calls.empty() && chance(40)) {
                calls.erase(pick(calls));
            }
            break;
        case 10: connects(); break;
        case 11: chance(50) ? settle() : passTime(upTo(120)); break;
        }
    }

    // Everything that is left comes to its end.
    void finishAll() {
        driver->connects = Connects::AtOnce;
        sessions.clear();
        for (int i = 0; i < 2'000 && (client->active() > 0 || client->pool().leased() > 0); ++i) {
            connects();
            driver->connects = Connects::AtOnce;
            settle();
            for (auto& call : calls) {
                if (!call->done && call->told < call->batches) {
                    call->told = call->batches;
                    call->call->next();
                }
            }
            for (FakeSqlConnection* connection : std::vector(driver->open)) {
                if (connection->isAtWork()) {
                    connection->finish();
                }
            }
            passTime(20);
        }
    }

    std::mt19937_64 random;
    std::list<std::unique_ptr<SqlRecord>> calls;
    std::list<Session> sessions;
    int owners = 0;
};

TEST_P(SqlRandomTest, EveryCallEndsOnceAndNoLeaseIsLost) {
    random.seed(std::uint64_t(GetParam()));
    options.pool.max = 1 + upTo(3);
    options.pool.maxWaiters = chance(30) ? upTo(3) : 100;
    options.pool.waitTimeoutMs = 200 + upTo(2'000);
    options.pool.backOff.initialMs = 1 + upTo(50);
    options.pool.backOff.maxMs = 60;
    options.resetTimeoutMs = 50 + upTo(500);
    options.retries = unsigned(upTo(2));
    make();
    for (int i = 0; i < 400 && !HasFailure(); ++i) {
        step();
    }
    if (chance(70)) {
        finishAll();
        EXPECT_EQ(client->pool().leased(), 0u);
        EXPECT_EQ(client->active(), 0u);
        for (auto& call : calls) {
            EXPECT_TRUE(call->done);
        }
    }
    client->close();
    settle();
    for (auto& call : calls) {
        EXPECT_TRUE(call->done);
    }
    const SqlClientStats& stats = client->stats();
    std::uint64_t ended = stats.succeeded + stats.cancelled;
    for (const Counter& failed : stats.failed) {
        ended += failed;
    }
    EXPECT_EQ(ended, stats.started);
    EXPECT_TRUE(driver->open.empty());
    calls.clear();
    sessions.clear();
    EXPECT_FALSE(loop.isAlive());
}

INSTANTIATE_TEST_SUITE_P(Seeds, SqlRandomTest, testing::Range(0, 100));

} // namespace
} // namespace aha::client
