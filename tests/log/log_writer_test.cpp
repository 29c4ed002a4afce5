#include "core/log/log_writer.h"

#include "core/log/record.h"
#include "core/log/registry.h"
#include "log/log_writer_fixture.h"

namespace aha::log {

TEST_F(LogWriterTest, WritesAtOnceWithoutALoop) {
    auto writer = make(nullptr);
    writer->append("one");
    EXPECT_EQ(sink.text, "one\n");
    writer->append("two", Severity::Error);
    EXPECT_EQ(sink.text, "one\ntwo\n");
    EXPECT_EQ(writer->stats().records, 2u);
    EXPECT_EQ(writer->stats().written, 2u);
    EXPECT_EQ(writer->stats().bytes, 8u);
    EXPECT_EQ(writer->pendingBytes(), 0u);
}

TEST_F(LogWriterTest, WritesAtOnceWhileItsLoopDoesNotRun) {
    auto writer = make(&loop);
    writer->append("one");
    EXPECT_EQ(sink.text, "one\n");
}

TEST_F(LogWriterTest, CollectsRecordsWhileTheLoopRuns) {
    auto writer = make(&loop);
    std::string during;
    aha::test::Step step([&] {
        writer->append("one");
        writer->append("two");
        during = sink.text;
    });
    loop.enqueue(step);
    EXPECT_TRUE(runUntilWritten("one\ntwo\n")); // by age
    EXPECT_EQ(during, "");
    EXPECT_EQ(sink.batches.size(), 1u);
}

TEST_F(LogWriterTest, WritesByAgeNotBeforeItsTime) {
    auto writer = make(&loop);
    aha::test::Step step([&] { writer->append("one"); });
    loop.enqueue(step);
    settle();
    loop.skipTime(150);
    settle();
    EXPECT_EQ(sink.text, "");
    loop.skipTime(60);
    EXPECT_TRUE(runUntilWritten("one\n"));
}

TEST_F(LogWriterTest, WritesUrgentRecordsAtTheEndOfTheTurn) {
    LogOptions options;
    options.flushMs = 3'600'000;
    auto writer = make(&loop, options);
    aha::test::Step step([&] {
        writer->append("calm");
        writer->append("bad", Severity::Error);
        writer->append("calm again");
    });
    loop.enqueue(step);
    EXPECT_TRUE(runUntilWritten("calm\nbad\ncalm again\n"));
    EXPECT_EQ(sink.batches.size(), 1u);
}

TEST_F(LogWriterTest, WritesWhenThereIsEnough) {
    LogOptions options;
    options.flushMs = 3'600'000;
    options.flushBytes = 10;
    auto writer = make(&loop, options);
    aha::test::Step step([&] {
        writer->append("12345");
        writer->append("678");
    });
    loop.enqueue(step);
    EXPECT_TRUE(runUntilWritten("12345\n678\n"));
}

TEST_F(LogWriterTest, KeepsTheOrderOverBatchesAndSynchronousFlushes) {
    LogOptions options;
    options.flushBytes = 20;
    auto writer = make(&loop, options);
    std::string expected;
    int number = 0;
    std::unique_ptr<aha::test::Step> step;
    step = std::make_unique<aha::test::Step>([&] {
        for (int i = 0; i < 7; ++i) {
            std::string line = "line " + std::to_string(++number);
            writer->append(line);
            expected += line + "\n";
        }
        if (number % 5 == 0) {
            EXPECT_TRUE(writer->flush());
            EXPECT_EQ(sink.text, expected);
        }
        if (number < 700) {
            loop.enqueue(*step);
        }
    });
    loop.enqueue(*step);
    EXPECT_TRUE(runUntil([&] { return number >= 700 && MemorySink::textOf(sink) == expected; }));
}

TEST_F(LogWriterTest, EscapesWhatWouldEndTheLine) {
    auto writer = make(nullptr);
    writer->append("a\nb\r\tc\x1b[31m\x7f ünï");
    EXPECT_EQ(sink.text, "a\\nb\\r\\tc\\x1b[31m\\x7f ünï\n");
}

// Wherever it stands: the look at eight bytes and the table agree.
TEST_F(LogWriterTest, EscapesAtEveryPlace) {
    for (int c = 0; c < 256; ++c) {
        for (std::size_t at = 0; at < 20; ++at) {
            std::string line(20, 'x');
            line[at] = char(c);
            bool isControl = c < 0x20 || c == 0x7f;
            ASSERT_EQ(needsEscaping(line), isControl) << c << " at " << at;
            std::string out;
            appendEscaped(out, line);
            ASSERT_EQ(out == line, !isControl) << c << " at " << at;
        }
    }
}

TEST_F(LogWriterTest, CutsRecordsThatAreTooLong) {
    LogOptions options;
    options.bufferBytes = 1 << 20;
    auto writer = make(nullptr, options);
    writer->append(std::string(kMaxRecordBytes, 'x'));
    EXPECT_EQ(sink.text.size(), kMaxRecordBytes + 1);
    sink.text.clear();
    writer->append(std::string(kMaxRecordBytes + 1, 'x'));
    EXPECT_EQ(sink.text.size(), kMaxRecordBytes + 1);
    EXPECT_EQ(sink.text.substr(sink.text.size() - 8), "x [cut]\n");
    sink.text.clear();
    writer->append(std::string(kMaxRecordBytes, '\n'));
    EXPECT_EQ(sink.text.size(), kMaxRecordBytes + 1);
    EXPECT_EQ(writer->dropped(), 0u);
}

TEST_F(LogWriterTest, PutsThePriorityInFrontForSinksThatWantIt) {
    sink.takesPriority = true;
    auto writer = make(nullptr);
    writer->append("a", Severity::Debug);
    writer->append("b", Severity::Emergency);
    EXPECT_EQ(sink.text, "<7>a\n<0>b\n");
}

TEST_F(LogWriterTest, WritesAllWhenItGoesWhileThePoolWorks) {
    for (int i = 0; i < 100; ++i) {
        sink = {};
        auto writer = make(&loop);
        aha::test::TestTimer end(loop, [&] {
            writer->append("two");
            writer.reset();
            EXPECT_EQ(sink.text, "one\ntwo\n");
        });
        aha::test::Step step([&] {
            writer->append("one", Severity::Error);
            end.arm(i % 2);
        });
        loop.enqueue(step);
        ASSERT_TRUE(runUntil([&] { return !writer; }));
    }
}

TEST_F(LogWriterTest, GoesOnWithoutItsLoop) {
    auto writer = make(&loop);
    aha::test::Step step([&] {
        writer->append("one");
        writer->attach(nullptr);
        EXPECT_EQ(sink.text, "one\n");
        writer->append("two");
        EXPECT_EQ(sink.text, "one\ntwo\n");
    });
    loop.enqueue(step);
    settle();
    writer->attach(&loop);
    writer->append("three");
    EXPECT_EQ(sink.text, "one\ntwo\nthree\n");
}

TEST_F(LogWriterTest, ForgetsInAChildWhatItsParentWrites) {
    sink.plan = full;
    auto writer = make(&loop);
    writer->append("parent's");
    EXPECT_EQ(writer->pendingBytes(), 9u);
    writer->forgetAfterFork(); // as a child would
    EXPECT_EQ(writer->pendingBytes(), 0u);
    EXPECT_EQ(writer->dropped(), 0u);
    sink.plan = nullptr;
    writer->append("child's");
    EXPECT_EQ(sink.text, "child's\n");
}

TEST_F(LogWriterTest, ForgetsABatchThatThePoolHas) {
    NoLeakCheck forgets; // in a child there is no thread that could end the job
    auto writer = make(&loop);
    aha::test::TestTimer fork(loop, [&] {
        writer->append("waits");
        writer->forgetAfterFork();
        EXPECT_EQ(writer->pendingBytes(), 0u);
        writer->attach(&loop);
        writer->append("mine");
    });
    aha::test::Step step([&] {
        writer->append("parent's", Severity::Error);
        fork.arm(0);
    });
    loop.enqueue(step);
    EXPECT_TRUE(runUntilWritten("parent's\nmine\n"));
}

TEST_F(LogWriterTest, IsFoundThroughTheRegistry) {
    auto first = make(nullptr);
    MemorySink::Record otherSink;
    auto second = LogWriter::make(&loop, {}, std::make_unique<MemorySink>(otherSink));
    reopenAll();
    EXPECT_EQ(sink.reopens, 1);
    EXPECT_EQ(otherSink.reopens, 1);
    aha::test::Step step([&] {
        second->append("waits");
        EXPECT_EQ(otherSink.text, "");
        flushAllNow();
        EXPECT_EQ(otherSink.text, "waits\n");
    });
    loop.enqueue(step);
    settle();
    first.reset();
    reopenAll();
    EXPECT_EQ(sink.reopens, 1);
    EXPECT_EQ(otherSink.reopens, 2);
}

TEST_F(LogWriterTest, OutlivesItsLoop) {
    auto own = std::make_unique<net::Loop>();
    auto writer = make(own.get());
    MemorySink::Record otherSink;
    auto other = LogWriter::make(&loop, {}, std::make_unique<MemorySink>(otherSink));
    aha::test::Step step([&] {
        writer->append("waits");
        own->stop();
    });
    own->enqueue(step);
    own->run();
    EXPECT_EQ(sink.text, "");
    detachAllFrom(*own);
    EXPECT_EQ(sink.text, "waits\n");
    EXPECT_EQ(writer->loop(), nullptr);
    EXPECT_EQ(other->loop(), &loop);
    own.reset();
    writer->append("goes on");
    EXPECT_EQ(sink.text, "waits\ngoes on\n");
}

TEST_F(LogWriterTest, WritesInACrashWhatWaits) {
    auto writer = make(&loop);
    aha::test::Step step([&] {
        writer->append("one");
        writer->append("two");
        WriterRegistry::instance().crashFlush();
        EXPECT_EQ(sink.text, "one\ntwo\n");
    });
    loop.enqueue(step);
    settle();
    writer->forgetAfterFork(); // a process does not go on after that
}

TEST(LogWriterOpen, RefusesWhatCannotWork) {
    auto errorOf = [](LogOptions options) {
        auto opened = LogWriter::open(nullptr, std::move(options));
        return opened ? std::string("none") : opened.error().message;
    };
    LogOptions options;
    options.sink = "ftp://x";
    EXPECT_NE(errorOf(options).find("is none of"), std::string::npos);
    options.sink = "/proc/no/such.log";
    EXPECT_NE(errorOf(options).find("open /proc/no/such.log"), std::string::npos);
    options.sink = "stdout";
    options.daily = true;
    EXPECT_NE(errorOf(options).find("are for files"), std::string::npos);
    options = {};
    options.bufferBytes = 4095;
    EXPECT_NE(errorOf(options).find("4096"), std::string::npos);
    options.bufferBytes = 4096;
    EXPECT_EQ(errorOf(options), "none");
}

} // namespace aha::log
