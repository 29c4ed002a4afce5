// What becomes of records that the sink does not take.
#include "core/log/registry.h"
#include "log/log_writer_fixture.h"

#include <atomic>
#include <thread>

namespace aha::log {

TEST_F(LogWriterTest, KeepsWhatTheSinkRefusesAndTriesAgainLater) {
    sink.plan = full;
    auto writer = make(&loop);
    aha::test::Step step([&] { writer->append("one", Severity::Error); });
    loop.enqueue(step);
    EXPECT_TRUE(runUntil([&] { return writer->stats().errors == 1; }));
    EXPECT_EQ(writer->pendingBytes(), 4u);
    sink.plan = nullptr;
    EXPECT_TRUE(runUntilWritten("one\n"));
    EXPECT_EQ(writer->stats().errors, 1u);
    EXPECT_EQ(writer->dropped(), 0u);
}

TEST_F(LogWriterTest, WritesOnlyTheRestOfABatchThatWasCutShort) {
    for (std::size_t cut = 0; cut <= 12; ++cut) {
        sink = {};
        bool refused = false;
        sink.plan = [&](std::string_view lines) {
            if (!refused && lines.size() == 12) {
                refused = true;
                return MemorySink::Verdict{cut, ENOSPC};
            }
            return MemorySink::Verdict{lines.size(), 0};
        };
        auto writer = make(&loop);
        aha::test::Step step([&] {
            writer->append("one");
            writer->append("two");
            writer->append("six", Severity::Alert);
        });
        loop.enqueue(step);
        EXPECT_TRUE(runUntilWritten("one\ntwo\nsix\n")) << cut;
        EXPECT_TRUE(refused);
        EXPECT_TRUE(runUntil([&] { return writer->pendingBytes() == 0; }));
    }
}

TEST_F(LogWriterTest, DoesNotTryAtEveryRecordWithoutALoop) {
    sink.plan = full;
    auto writer = make(nullptr);
    for (int i = 0; i < 1000; ++i) {
        writer->append("x");
    }
    EXPECT_LT(writer->stats().errors, 10u);
    sink.plan = nullptr;
    EXPECT_TRUE(writer->flush()); // this one was asked for
    EXPECT_EQ(sink.text.size(), 2000u);
}

TEST_F(LogWriterTest, ComplainsAtMostOnceInTenSeconds) {
    sink.plan = full;
    auto writer = make(&loop);
    for (int i = 0; i < 5; ++i) {
        writer->append("x");
        EXPECT_FALSE(writer->flush());
    }
    EXPECT_EQ(complaints.size(), 1u);
    EXPECT_NE(complaints.at(0).find("memory: refused; 2 bytes wait"), std::string::npos) << complaints.at(0);
    loop.skipTime(9'900);
    EXPECT_FALSE(writer->flush());
    EXPECT_EQ(complaints.size(), 1u);
    loop.skipTime(200);
    EXPECT_FALSE(writer->flush());
    EXPECT_EQ(complaints.size(), 2u);
    sink.plan = nullptr;
}

TEST_F(LogWriterTest, CountsAndTellsWhatItHadNoRoomFor) {
    sink.plan = full;
    LogOptions options;
    options.bufferBytes = 4096;
    auto writer = make(nullptr, options);
    std::string line(99, 'x');
    for (int i = 0; i < 200; ++i) {
        writer->append(line);
    }
    EXPECT_FALSE(writer->flush());
    std::uint64_t dropped = writer->dropped();
    std::uint64_t kept = writer->pendingBytes() / 100;
    EXPECT_GT(dropped, 100u);
    EXPECT_EQ(dropped + kept, 200u);
    sink.plan = nullptr;
    EXPECT_TRUE(writer->flush());
    std::string note = std::to_string(dropped) + " records were dropped\n";
    EXPECT_EQ(sink.text.size(), kept * 100 + note.size());
    EXPECT_EQ(sink.text.substr(kept * 100), note);
    writer->append("after");
    EXPECT_EQ(sink.text.substr(kept * 100), note + "after\n"); // once
}

TEST_F(LogWriterTest, DropsTheOldestWhenToldTo) {
    sink.plan = full;
    LogOptions options;
    options.bufferBytes = 4096;
    options.policy = DropPolicy::Oldest;
    options.describeDropped = [](std::uint64_t count) { return "gone:\n" + std::to_string(count); };
    auto writer = make(nullptr, options);
    for (int i = 0; i < 1000; ++i) {
        writer->append("record " + std::to_string(i) + std::string(20, '.'));
    }
    sink.plan = nullptr;
    EXPECT_TRUE(writer->flush());
    auto lines = test::linesOf(sink.text);
    EXPECT_EQ(lines.back(), "gone:\\n" + std::to_string(writer->dropped()));
    EXPECT_EQ(lines.at(lines.size() - 2), "record 999" + std::string(20, '.'));
    EXPECT_EQ(lines.size() - 1 + writer->dropped(), 1000u);
}

TEST_F(LogWriterTest, CountsAsDroppedWhatItCannotWriteAtItsEnd) {
    sink.plan = full;
    std::uint64_t before = droppedTotal();
    {
        auto writer = make(nullptr);
        writer->append("one");
        writer->append("two");
        complaints.clear();
    }
    EXPECT_EQ(droppedTotal() - before, 2u);
    ASSERT_FALSE(complaints.empty());
    EXPECT_NE(complaints.back().find("2 records are lost"), std::string::npos);
}

// A loop that was stopped with a full sink must not forget the records when it runs again.
TEST_F(LogWriterTest, TriesAgainInALoopWhatFailedWithoutOne) {
    sink.plan = full;
    auto writer = make(&loop);
    writer->append("one");
    EXPECT_EQ(sink.text, "");
    sink.plan = nullptr;
    aha::test::Step step([&] { writer->append("two"); });
    loop.enqueue(step);
    EXPECT_TRUE(runUntilWritten("one\ntwo\n"));
}

TEST_F(LogWriterTest, TriesAgainByItselfAfterAFlushThatFailed) {
    sink.plan = full;
    auto writer = make(&loop);
    aha::test::Step step([&] {
        writer->append("one");
        EXPECT_FALSE(writer->flush());
        sink.plan = nullptr;
    });
    loop.enqueue(step);
    EXPECT_TRUE(runUntilWritten("one\n"));
}

// A sink that stands still in a thread of the pool until it is let go.
struct SlowSinkTest : LogWriterTest {
    SlowSinkTest() {
        sink.plan = [this](std::string_view lines) {
            isWriting = true;
            isWriting.notify_all();
            isHeld.wait(true);
            return MemorySink::Verdict{lines.size(), err};
        };
    }
    ~SlowSinkTest() override { letGo(); }
    void letGo() {
        isHeld = false;
        isHeld.notify_all();
    }
    // Calls that in the loop while a thread writes "one".
    void whileItWrites(LogWriter& writer, const std::function<void()>& action) {
        aha::test::TestTimer later(loop, [&] {
            isWriting.wait(false);
            action();
            loop.stop();
        });
        aha::test::Step step([&] {
            writer.append("one", Severity::Error);
            later.arm(0);
        });
        loop.enqueue(step);
        loop.run();
    }
    std::atomic<bool> isWriting{false}, isHeld{true};
    int err = 0;
};

TEST_F(SlowSinkTest, FlushWaitsForTheThread) {
    for (int code : {0, ENOSPC}) {
        sink.text.clear();
        isWriting = false;
        isHeld = true;
        err = code;
        auto writer = make(&loop);
        std::thread releaser;
        whileItWrites(*writer, [&] {
            writer->append("two");
            releaser = std::thread([this] { letGo(); });
            EXPECT_EQ(writer->flush(), code == 0); // a sink that takes all and fails is asked again
        });
        releaser.join();
        err = 0;
        EXPECT_TRUE(writer->flush());
        EXPECT_EQ(MemorySink::textOf(sink), "one\ntwo\n");
    }
}

TEST_F(SlowSinkTest, AChildForgetsWhatTheThreadOfItsParentWrites) {
    NoLeakCheck forgets;
    auto writer = make(&loop);
    whileItWrites(*writer, [&] {
        writer->append("waits");
        writer->forgetAfterFork();
        EXPECT_EQ(writer->pendingBytes(), 0u);
        letGo();
    });
    EXPECT_TRUE(runUntilWritten("one\n"));
    sink.plan = nullptr;
    writer->append("mine");
    EXPECT_EQ(MemorySink::textOf(sink), "one\nmine\n");
}

TEST_F(SlowSinkTest, ACrashWaitsForTheThreadAndWritesTheRest) {
    NoLeakCheck forgets;
    auto writer = make(&loop);
    std::thread releaser;
    whileItWrites(*writer, [&] {
        writer->append("two");
        releaser = std::thread([this] { letGo(); });
        writer->crashFlush();
        EXPECT_EQ(MemorySink::textOf(sink), "one\ntwo\n");
        writer->forgetAfterFork(); // no process goes on after that
    });
    releaser.join();
}

TEST_F(LogWriterTest, ACrashWritesTheRestOfABatchThatTheSinkHasRefused) {
    sink.plan = [](std::string_view) { return MemorySink::Verdict{2, ENOSPC}; };
    auto writer = make(nullptr);
    writer->append("one");
    EXPECT_EQ(sink.text, "on");
    writer->append("two");
    writer->crashFlush();
    EXPECT_EQ(sink.text, "one\ntwo\n");
    writer->forgetAfterFork();
}

} // namespace aha::log
