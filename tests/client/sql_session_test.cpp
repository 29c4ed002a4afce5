#include "core/client/sql/sql_session.h"

#include "support/fake_sql.h"

#include <gtest/gtest.h>

namespace aha::client {
namespace {

using Kind = SqlError::Kind;
using test::SqlRecord;

class SqlSessionTest : public test::SqlTest {
protected:
    void beginAndRun(SqlSession& session) {
        auto call = begin(session);
        finish("BEGIN");
        EXPECT_EQ(call->text(), "ok");
        EXPECT_EQ(session.depth(), 1u);
        log();
    }
};

TEST_F(SqlSessionTest, RunsItsCallsInOrderOnOneConnection) {
    make();
    auto session = client->session("app.php:1");
    auto started = begin(*session);
    auto first = query(*session, "1: A");
    auto second = query(*session, "1: B");
    auto committed = commit(*session);
    auto other = query("2: X");
    finish("BEGIN");
    finish("1: A");
    EXPECT_TRUE(first->done && !second->done);
    finish("1: B");
    finish("COMMIT");
    EXPECT_EQ(committed->text(), "ok");
    EXPECT_EQ(session->depth(), 0u);
    EXPECT_EQ(client->pool().leased(), 2u) << "until it is closed";
    session.reset();
    EXPECT_EQ(client->pool().leased(), 1u);
    finish("2: X");
    EXPECT_EQ(log(), "1 BEGIN; 2 2: X; 1 1: A; 1 1: B; 1 COMMIT");
    EXPECT_EQ(client->stats().begun, 1u);
    EXPECT_EQ(client->stats().committed, 1u);
    EXPECT_EQ(client->stats().rolledBack, 0u);
}

TEST_F(SqlSessionTest, TheHolderIsThePlaceOfTheSession) {
    make();
    auto session = client->session("app.php:1");
    auto call = query(*session, "1: A");
    ASSERT_EQ(client->pool().holders(5).size(), 1u);
    EXPECT_EQ(client->pool().holders(5)[0].place, "app.php:1");
    finish("1: A");
}

TEST_F(SqlSessionTest, AnIdleSessionKeepsNoLoopRunning) {
    make();
    auto session = client->session("app.php:1");
    beginAndRun(*session);
    EXPECT_FALSE(loop.isAlive());
}

TEST_F(SqlSessionTest, BeginsWithTheLevelThatWasAskedFor) {
    make();
    auto session = client->session("app.php:1");
    auto call = begin(*session, {SqlIsolation::Serializable, false});
    finish("SET LEVEL");
    EXPECT_FALSE(call->done);
    finish("BEGIN");
    EXPECT_EQ(call->text(), "ok");
    EXPECT_EQ(log(), "1 SET LEVEL; 1 BEGIN");
}

TEST_F(SqlSessionTest, ALevelThatTheDatabaseDoesNotHaveIsMisuse) {
    make();
    auto session = client->session("app.php:1");
    auto call = begin(*session, {SqlIsolation::Default, true});
    auto behind = query(*session, "1: A");
    settle();
    EXPECT_EQ(call->kind(), Kind::Misuse);
    EXPECT_EQ(behind->kind(), Kind::Misuse) << "it was meant for the transaction";
    EXPECT_EQ(log(), "");
}

TEST_F(SqlSessionTest, NestedLevelsAreSavepoints) {
    make();
    auto session = client->session("app.php:1");
    beginAndRun(*session);
    auto inner = begin(*session);
    finish("SAVEPOINT aha_1");
    auto innermost = begin(*session);
    finish("SAVEPOINT aha_2");
    EXPECT_EQ(session->depth(), 3u);
    auto undone = rollback(*session);
    finish("ROLLBACK TO SAVEPOINT aha_2");
    finish("RELEASE SAVEPOINT aha_2");
    EXPECT_EQ(undone->text(), "ok");
    auto kept = commit(*session);
    finish("RELEASE SAVEPOINT aha_1");
    EXPECT_EQ(session->depth(), 1u);
    auto all = commit(*session);
    finish("COMMIT");
    EXPECT_EQ(all->text(), "ok");
    EXPECT_EQ(client->stats().begun, 1u);
    EXPECT_EQ(client->stats().committed, 1u);
}

TEST_F(SqlSessionTest, ANestedLevelHasNoIsolationOfItsOwn) {
    make();
    auto session = client->session("app.php:1");
    beginAndRun(*session);
    auto inner = begin(*session, {SqlIsolation::Serializable, false});
    settle();
    EXPECT_EQ(inner->kind(), Kind::Misuse);
}

TEST_F(SqlSessionTest, AFailingBeginLetsNothingRunBehindIt) {
    make();
    auto session = client->session("app.php:1");
    auto started = begin(*session);
    auto behind = query(*session, "1: A");
    auto committed = commit(*session);
    auto undone = rollback(*session);
    at("BEGIN").fail(Kind::Other);
    settle();
    EXPECT_EQ(started->kind(), Kind::Other);
    EXPECT_EQ(behind->kind(), Kind::Misuse);
    EXPECT_FALSE(behind->error->wasSent);
    EXPECT_EQ(committed->kind(), Kind::Misuse);
    EXPECT_EQ(undone->text(), "ok");
    EXPECT_TRUE(session->isOver());
    EXPECT_EQ(client->pool().idle(), 1u) << "given back already";
    EXPECT_EQ(log(), "1 BEGIN");
}

TEST_F(SqlSessionTest, ABeginThatIsCancelledLetsNothingRunBehindIt) {
    options.pool.max = 1;
    make();
    auto other = query("2: X");
    auto session = client->session("app.php:1");
    auto started = begin(*session);
    auto behind = query(*session, "1: A");
    started.reset();
    finish("2: X");
    EXPECT_EQ(behind->kind(), Kind::Cancelled) << behind->text();
    EXPECT_EQ(log(), "1 2: X");
}

TEST_F(SqlSessionTest, ABeginOverAStaleConnectionIsTriedOnAnother) {
    make();
    auto session = client->session("app.php:1");
    auto started = begin(*session);
    at("BEGIN").lose(false);
    finish("BEGIN");
    EXPECT_EQ(started->text(), "ok");
    auto later = query(*session, "1: A");
    at("1: A").lose(false);
    settle();
    EXPECT_EQ(later->kind(), Kind::Lost) << "the transaction is gone: no other connection will do";
    EXPECT_EQ(log(), "1 BEGIN; 2 BEGIN; 1 gone; 2 1: A; 2 gone");
}

TEST_F(SqlSessionTest, AFailedStatementLeavesTheTransactionOpen) {
    make();
    auto session = client->session("app.php:1");
    beginAndRun(*session);
    auto failing = query(*session, "1: A");
    at("1: A").fail(Kind::Duplicate);
    auto next = query(*session, "1: B");
    finish("1: B");
    EXPECT_EQ(next->text(), "ok");
    auto undone = rollback(*session);
    finish("ROLLBACK");
    EXPECT_EQ(undone->text(), "ok");
    EXPECT_EQ(client->stats().rolledBack, 1u);
}

TEST_F(SqlSessionTest, ADeadlockRefusesEverythingUntilTheRollback) {
    make();
    auto session = client->session("app.php:1");
    beginAndRun(*session);
    auto inner = begin(*session);
    finish("SAVEPOINT aha_1");
    auto victim = query(*session, "1: A");
    auto behind = query(*session, "1: B");
    at("1: A").deadlock();
    settle();
    EXPECT_EQ(victim->kind(), Kind::Deadlock);
    EXPECT_EQ(behind->kind(), Kind::Deadlock);
    EXPECT_FALSE(behind->error->wasSent);
    auto refused = commit(*session);
    settle();
    EXPECT_EQ(refused->kind(), Kind::Deadlock);
    auto first = rollback(*session), second = rollback(*session);
    settle();
    EXPECT_TRUE(first->text() == "ok" && second->text() == "ok");
    EXPECT_EQ(session->depth(), 0u);
    log();
    auto again = begin(*session);
    finish("BEGIN");
    EXPECT_EQ(again->text(), "ok");
    EXPECT_EQ(log(), "1 BEGIN");
    EXPECT_EQ(client->stats().rolledBack, 1u);
}

TEST_F(SqlSessionTest, AStatementThatEndsTheTransactionIsNoticed) {
    make();
    auto session = client->session("app.php:1");
    beginAndRun(*session);
    auto ending = query(*session, "1: COMMIT");
    finish("1: COMMIT");
    EXPECT_EQ(ending->text(), "ok");
    auto refused = query(*session, "1: B");
    auto committed = commit(*session);
    settle();
    EXPECT_EQ(refused->kind(), Kind::Misuse);
    EXPECT_NE(refused->text().find("COMMIT"), std::string::npos) << refused->text();
    EXPECT_EQ(committed->kind(), Kind::Misuse);
}

TEST_F(SqlSessionTest, AFailedCommitRollsBack) {
    make();
    auto session = client->session("app.php:1");
    beginAndRun(*session);
    auto committed = commit(*session);
    at("COMMIT").fail(Kind::Constraint);
    settle();
    EXPECT_EQ(committed->kind(), Kind::Constraint);
    EXPECT_TRUE(session->isOver());
    finish("ROLLBACK");
    EXPECT_EQ(client->pool().idle(), 1u);
    auto undone = rollback(*session);
    settle();
    EXPECT_EQ(undone->text(), "ok") << "nothing is left to roll back";
    EXPECT_EQ(client->stats().rolledBack, 1u);
    EXPECT_EQ(client->stats().committed, 0u);
}

TEST_F(SqlSessionTest, AFailedRollbackDropsTheConnection) {
    make();
    auto session = client->session("app.php:1");
    beginAndRun(*session);
    auto undone = rollback(*session);
    at("ROLLBACK").fail(Kind::Other);
    settle();
    EXPECT_EQ(undone->kind(), Kind::Other);
    EXPECT_EQ(log(), "1 ROLLBACK; 1 gone");
}

TEST_F(SqlSessionTest, AFailedReleaseOfASavepointAllowsARollbackOnly) {
    make();
    auto session = client->session("app.php:1");
    beginAndRun(*session);
    auto inner = begin(*session);
    finish("SAVEPOINT aha_1");
    auto kept = commit(*session);
    at("RELEASE SAVEPOINT aha_1").fail(Kind::Other);
    auto refused = query(*session, "1: A");
    auto one = rollback(*session), two = rollback(*session);
    finish("ROLLBACK");
    EXPECT_EQ(refused->kind(), Kind::Misuse);
    EXPECT_TRUE(one->text() == "ok" && two->text() == "ok");
    EXPECT_EQ(session->depth(), 0u);
}

TEST_F(SqlSessionTest, EndingWhatHasNotBegunIsMisuse) {
    make();
    auto session = client->session("app.php:1");
    auto committed = commit(*session), undone = rollback(*session);
    settle();
    EXPECT_EQ(committed->kind(), Kind::Misuse);
    EXPECT_EQ(undone->kind(), Kind::Misuse);
    EXPECT_EQ(log(), "");
}

TEST_F(SqlSessionTest, ALostConnectionEndsTheSession) {
    make();
    auto session = client->session("app.php:1");
    beginAndRun(*session);
    auto lost = query(*session, "1: A");
    auto behind = query(*session, "1: B");
    at("1: A").lose();
    settle();
    EXPECT_EQ(lost->kind(), Kind::Lost);
    EXPECT_EQ(behind->kind(), Kind::Lost);
    EXPECT_FALSE(behind->error->wasSent);
    auto committed = commit(*session), undone = rollback(*session);
    settle();
    EXPECT_EQ(committed->kind(), Kind::Lost);
    EXPECT_EQ(undone->text(), "ok");
}

TEST_F(SqlSessionTest, ALimitThatIsExceededEndsTheSession) {
    make();
    auto session = client->session("app.php:1");
    beginAndRun(*session);
    auto slow = query(*session, "1: A", 100);
    auto behind = query(*session, "1: B");
    passTime(100);
    EXPECT_EQ(slow->kind(), Kind::TimedOut);
    EXPECT_EQ(behind->kind(), Kind::Lost);
    EXPECT_EQ(log(), "1 1: A; 1 cancel; 1 gone");
}

TEST_F(SqlSessionTest, ACallThatWaitsTooLongForItsTurnHarmsNoOther) {
    make();
    auto session = client->session("app.php:1");
    beginAndRun(*session);
    auto running = query(*session, "1: A");
    auto impatient = query(*session, "1: B", 100);
    auto behind = query(*session, "1: C");
    passTime(100);
    EXPECT_EQ(impatient->kind(), Kind::TimedOut);
    EXPECT_FALSE(impatient->error->wasSent);
    finish("1: A");
    finish("1: C");
    EXPECT_EQ(behind->text(), "ok");
}

TEST_F(SqlSessionTest, DestroyingARunningCallEndsTheSession) {
    make();
    auto session = client->session("app.php:1");
    beginAndRun(*session);
    auto running = query(*session, "1: A");
    auto behind = query(*session, "1: B");
    settle();
    running.reset();
    settle();
    EXPECT_EQ(behind->kind(), Kind::Cancelled);
    EXPECT_EQ(log(), "1 1: A; 1 cancel; 1 gone");
}

TEST_F(SqlSessionTest, DestroyingAQueuedCallHarmsNoOther) {
    make();
    auto session = client->session("app.php:1");
    auto running = query(*session, "1: A");
    auto queued = query(*session, "1: B");
    auto behind = query(*session, "1: C");
    queued.reset();
    finish("1: A");
    finish("1: C");
    EXPECT_EQ(behind->text(), "ok");
}

TEST_F(SqlSessionTest, ClosingRollsBackWhatIsOpen) {
    options.pool.max = 1;
    make();
    auto session = client->session("app.php:1");
    beginAndRun(*session);
    auto changed = query(*session, "1: SET x");
    finish("1: SET x");
    auto other = query("2: X");
    session->close();
    finish("ROLLBACK");
    finish("reset");
    finish("2: X");
    EXPECT_EQ(other->text(), "ok");
    EXPECT_EQ(log(), "1 1: SET x; 1 ROLLBACK; 1 reset; 1 2: X");
    EXPECT_EQ(client->stats().rolledBack, 1u);
}

TEST_F(SqlSessionTest, ClosingEndsWhatRunsAndWhatIsQueued) {
    make();
    auto session = client->session("app.php:1");
    beginAndRun(*session);
    auto running = query(*session, "1: A");
    auto queued = query(*session, "1: B");
    settle();
    session.reset();
    EXPECT_FALSE(running->done || queued->done) << "told from the loop";
    settle();
    EXPECT_EQ(running->kind(), Kind::Cancelled);
    EXPECT_EQ(queued->kind(), Kind::Cancelled);
    EXPECT_EQ(log(), "1 1: A; 1 cancel; 1 gone");
}

TEST_F(SqlSessionTest, ClosingKeepsAnOutcomeThatIsThereAlready) {
    make();
    auto session = client->session("app.php:1");
    beginAndRun(*session);
    auto committed = commit(*session);
    at("COMMIT").finish();
    session.reset();
    settle();
    EXPECT_EQ(committed->text(), "ok");
    EXPECT_EQ(client->pool().idle(), 1u);
}

TEST_F(SqlSessionTest, ClosingAfterAStaleConnectionRetriesNothing) {
    make();
    auto session = client->session("app.php:1");
    auto call = query(*session, "1: A");
    at("1: A").lose(false);
    session.reset();
    settle();
    EXPECT_EQ(call->kind(), Kind::Lost);
    EXPECT_EQ(driver->made, 1);
}

TEST_F(SqlSessionTest, AHandlerMayCloseItsSession) {
    make();
    auto session = client->session("app.php:1");
    auto call = query(*session, "1: A");
    auto behind = query(*session, "1: B");
    call->then = [&] { session.reset(); };
    finish("1: A");
    EXPECT_EQ(behind->kind(), Kind::Cancelled);
}

TEST_F(SqlSessionTest, AStoppedStreamLetsTheSessionGoOn) {
    make();
    auto session = client->session("app.php:1");
    beginAndRun(*session);
    auto stream = query(*session, "1: A", pool::kNever, true);
    auto behind = query(*session, "1: B");
    at("1: A").giveRows(1);
    settle();
    stream.reset();
    settle();
    EXPECT_EQ(driver->find("1: B"), nullptr) << "the stream has to end first";
    finish("stop");
    finish("1: B");
    EXPECT_EQ(behind->text(), "ok");
    EXPECT_FALSE(session->isOver());
}

TEST_F(SqlSessionTest, AStreamThatCannotBeStoppedEndsTheSession) {
    make();
    auto session = client->session("app.php:1");
    auto stream = query(*session, "1: A", pool::kNever, true);
    at("1: A").canStop = false;
    at("1: A").giveRows(1);
    settle();
    stream.reset();
    auto behind = query(*session, "1: B");
    settle();
    EXPECT_EQ(behind->kind(), Kind::Cancelled);
    EXPECT_TRUE(session->isOver());
}

TEST_F(SqlSessionTest, ClosingWhileAStreamRestsOrStops) {
    make();
    for (bool isStopping : {false, true}) {
        auto session = client->session("app.php:1");
        auto stream = query(*session, "1: A", pool::kNever, true);
        at("1: A").giveRows(1);
        settle();
        if (isStopping) {
            stream.reset();
        }
        session.reset();
        settle();
        if (isStopping) {
            EXPECT_EQ(client->pool().size(), 0u);
        } else {
            EXPECT_EQ(stream->kind(), Kind::Cancelled);
            finish("stop");
            EXPECT_EQ(client->pool().idle(), 1u);
        }
    }
}

TEST_F(SqlSessionTest, ASessionOutlivesItsClient) {
    make();
    auto session = client->session("app.php:1");
    beginAndRun(*session);
    auto running = query(*session, "1: A");
    client.reset();
    EXPECT_EQ(running->kind(), Kind::Cancelled) << "told when the client goes";
    auto later = query(*session, "1: B");
    auto undone = rollback(*session);
    settle();
    EXPECT_EQ(later->kind(), Kind::Cancelled);
    EXPECT_EQ(undone->text(), "ok");
}

} // namespace
} // namespace aha::client
