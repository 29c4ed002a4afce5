#include "core/log/file_sink.h"

#include "log/faulty_calls.h"
#include "log/log_support.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include <set>

namespace aha::log {

using test::FaultyCalls;
using test::readAll;
using test::TempFolder;
using test::timeOf;

static constexpr std::int64_t kNoon = 1'785'153'600; // 2026-07-27 12:00:00 UTC
static constexpr std::int64_t kDay = 86'400;

struct FileSinkTest : testing::Test {
    TempFolder folder;
    FaultyCalls calls;
    std::atomic<std::size_t> written{0};

    std::unique_ptr<FileSink> make(const std::string& name, RotationRules rules = {}) {
        return std::make_unique<FileSink>(FilePattern::parse(folder / name).take(), rules, calls);
    }
    SinkOutcome write(FileSink& sink, std::string_view lines, std::int64_t at = kNoon) {
        written = 0;
        return sink.write(lines, timeOf(at), written);
    }
    void setTime(const std::string& name, std::int64_t seconds) {
        timeval times[2] = {{time_t(seconds), 0}, {time_t(seconds), 0}};
        ASSERT_EQ(::utimes((folder / name).c_str(), times), 0);
    }
    std::string text(const std::string& name) { return readAll(folder / name); }
    using Names = std::vector<std::string>;
};

TEST_F(FileSinkTest, AppendsAndMakesFolders) {
    auto sink = make("a/b/c.log");
    ASSERT_TRUE(sink->open(timeOf(kNoon)).ok());
    EXPECT_EQ(write(*sink, "one\n").err, 0);
    EXPECT_EQ(write(*sink, "two\n").err, 0);
    EXPECT_EQ(written, 4u);
    EXPECT_EQ(text("a/b/c.log"), "one\ntwo\n");
    auto again = make("a/b/c.log");
    write(*again, "three\n");
    EXPECT_EQ(text("a/b/c.log"), "one\ntwo\nthree\n");
    struct stat info {};
    ASSERT_EQ(::stat((folder / "a/b").c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777, 0755u);
}

TEST_F(FileSinkTest, FollowsAFileThatWasRenamedOrRemoved) {
    auto sink = make("a.log");
    write(*sink, "one\n");
    ASSERT_EQ(std::rename((folder / "a.log").c_str(), (folder / "a.log.old").c_str()), 0);
    write(*sink, "two\n");
    EXPECT_EQ(text("a.log.old"), "one\n");
    EXPECT_EQ(text("a.log"), "two\n");
    ASSERT_EQ(::unlink((folder / "a.log").c_str()), 0);
    write(*sink, "three\n");
    EXPECT_EQ(text("a.log"), "three\n");
}

TEST_F(FileSinkTest, ReopensWhenAsked) {
    auto sink = make("a.log");
    write(*sink, "one\n");
    int before = calls.calls;
    write(*sink, "two\n");
    int usual = calls.calls - before;
    sink->requestReopen();
    before = calls.calls;
    write(*sink, "three\n");
    EXPECT_GT(calls.calls - before, usual);
    EXPECT_EQ(text("a.log"), "one\ntwo\nthree\n");
}

TEST_F(FileSinkTest, NamesFilesByTheTimeOfTheBatch) {
    auto sink = make("{Y}{m}/a-{d}.log");
    write(*sink, "one\n", kNoon);
    write(*sink, "two\n", kNoon + kDay);
    EXPECT_EQ(text("202607/a-27.log"), "one\n");
    EXPECT_EQ(text("202607/a-28.log"), "two\n");
}

TEST_F(FileSinkTest, KeepsTheNewestFilesOfAPattern) {
    auto sink = make("a-{Y}{m}{d}.log", {0, false, 2});
    std::ofstream(folder / "b-20260101.log") << "another log\n";
    std::ofstream(folder / "a-20260101.log.gz") << "somebody's archive\n";
    for (int day = 0; day < 5; ++day) {
        std::int64_t at = kNoon + day * kDay;
        write(*sink, "x\n", at);
        setTime("a-202607" + std::to_string(27 + day) + ".log", at);
    }
    EXPECT_EQ(folder.names(), (Names{"a-20260101.log.gz", "a-20260729.log", "a-20260730.log",
                                     "a-20260731.log", "b-20260101.log"}));
}

TEST_F(FileSinkTest, RotatesBySizeBeforeTheFileIsTooLarge) {
    auto sink = make("a.log", {10, false, 0});
    write(*sink, "12345\n");
    write(*sink, "789\n"); // exactly 10
    EXPECT_EQ(folder.names(), (Names{"a.log"}));
    write(*sink, "x\n");
    EXPECT_EQ(text("a.log"), "x\n");
    EXPECT_EQ(text("a.log.1"), "12345\n789\n");
    write(*sink, "a line that is longer than the limit\n");
    write(*sink, "y\n");
    EXPECT_EQ(text("a.log"), "y\n");
    EXPECT_EQ(text("a.log.1"), "a line that is longer than the limit\n");
    EXPECT_EQ(text("a.log.2"), "x\n");
    EXPECT_EQ(text("a.log.3"), "12345\n789\n");
}

TEST_F(FileSinkTest, SplitsABatchOverFiles) {
    auto sink = make("a.log", {10, false, 0});
    EXPECT_EQ(write(*sink, "1234\n1234\nabc\nabc\nabc\n").err, 0);
    EXPECT_EQ(text("a.log.2"), "1234\n1234\n");
    EXPECT_EQ(text("a.log.1"), "abc\nabc\n");
    EXPECT_EQ(text("a.log"), "abc\n");
    EXPECT_EQ(written, 22u);
}

TEST_F(FileSinkTest, KeepsMaxFilesNumbers) {
    auto sink = make("a.log", {2, false, 2});
    for (char c : {'1', '2', '3', '4', '5'}) {
        write(*sink, std::string(1, c) + "\n");
    }
    EXPECT_EQ(folder.names(), (Names{"a.log", "a.log.1", "a.log.2"}));
    EXPECT_EQ(text("a.log.1") + text("a.log.2"), "4\n3\n");
}

TEST_F(FileSinkTest, RemovesNumbersBeyondALowerLimit) {
    for (int i = 1; i <= 5; ++i) {
        std::string name = "a.log." + std::to_string(i);
        std::ofstream(folder / name) << i << "\n";
        setTime(name, kNoon - i * 100);
    }
    auto sink = make("a.log", {2, false, 2});
    write(*sink, "x\n");
    setTime("a.log", kNoon);
    write(*sink, "y\n");
    EXPECT_EQ(folder.names(), (Names{"a.log", "a.log.1", "a.log.2"}));
    EXPECT_EQ(text("a.log.1"), "x\n");
    EXPECT_EQ(text("a.log.2"), "1\n");
}

TEST_F(FileSinkTest, RotatesByDay) {
    auto sink = make("a.log", {0, true, 0});
    write(*sink, "old\n", kNoon - kDay);
    setTime("a.log", kNoon - kDay);
    write(*sink, "old too\n", kNoon - kDay);
    setTime("a.log", kNoon - 12 * 3600 - 1); // the last second of the day
    write(*sink, "new\n", kNoon - 12 * 3600);
    EXPECT_EQ(text("a.log.2026-07-26"), "old\nold too\n");
    EXPECT_EQ(text("a.log"), "new\n");
    setTime("a.log", kNoon + 100);
    write(*sink, "late\n", kNoon); // a process whose clock is behind
    EXPECT_EQ(text("a.log"), "new\nlate\n");
}

TEST_F(FileSinkTest, GivesADayManyFilesWhenTheyAreLimitedInSize) {
    auto sink = make("a.log", {2, true, 2});
    for (char c : {'1', '2', '3', '4', '5'}) {
        write(*sink, std::string(1, c) + "\n", kNoon);
        setTime("a.log", kNoon + c - '0');
    }
    EXPECT_EQ(folder.names(), (Names{"a.log", "a.log.2026-07-27.2", "a.log.2026-07-27.3"}));
    EXPECT_EQ(text("a.log"), "5\n");
}

TEST_F(FileSinkTest, WritesOnWhenItCannotRename) {
    auto sink = make("a.log", {2, false, 1});
    write(*sink, "1\n");
    calls.err = EACCES;
    std::string problem;
    for (int i = 0; i < 20 && problem.empty(); ++i) { // one of the calls is the rename
        calls.failAt = calls.calls + i;
        SinkOutcome outcome = write(*sink, "2\n");
        problem = outcome.err == 0 ? outcome.problem : "";
    }
    EXPECT_NE(problem.find("rename " + (folder / "a.log")), std::string::npos) << problem;
    EXPECT_GT(text("a.log").size(), 2u);
    EXPECT_EQ(text("a.log").substr(text("a.log").size() - 3), "\n2\n");
}

TEST_F(FileSinkTest, TakesATornLineBackWhenTheDiskIsFull) {
    auto sink = make("a.log");
    write(*sink, "begin\n");
    calls.shortBytes = 6;
    calls.failAt = calls.calls + 2; // lock, look, write
    SinkOutcome outcome = write(*sink, "one\ntwo\n");
    EXPECT_EQ(outcome.err, ENOSPC);
    EXPECT_NE(outcome.problem.find("write " + folder / "a.log"), std::string::npos) << outcome.problem;
    EXPECT_EQ(written, 4u);
    EXPECT_EQ(text("a.log"), "begin\none\n");
}

TEST_F(FileSinkTest, LeavesATornLineThatSomebodyHasAppendedTo) {
    auto sink = make("a.log");
    write(*sink, "begin\n");
    calls.shortBytes = 6;
    calls.failAt = calls.calls + 2;
    // Between the failed write and the look at the size somebody appends.
    written = 0;
    calls.onPosition = [this] { std::ofstream(folder / "a.log", std::ios::app) << "!"; };
    SinkOutcome outcome = sink->write("one\ntwo\n", timeOf(kNoon), written);
    EXPECT_EQ(outcome.err, ENOSPC);
    EXPECT_EQ(written, 6u); // the rest is "o\n"
    EXPECT_EQ(text("a.log"), "begin\none\ntw!");
}

TEST_F(FileSinkTest, ContinuesShortWritesAndInterruptedOnes) {
    auto sink = make("a.log");
    write(*sink, "begin\n");
    calls.err = EINTR;
    calls.shortBytes = 6;
    calls.failAt = calls.calls + 2;
    EXPECT_EQ(write(*sink, "one\ntwo\n").err, 0);
    EXPECT_EQ(written, 8u);
    EXPECT_EQ(text("a.log"), "begin\none\ntwo\n");
}

// Thirty records in ten files, of which one system call fails. Returns whether there was such a call.
static bool writesAllDespite(FaultyCalls& faulty, RotationRules rules) {
    TempFolder own;
    FileSink sink(FilePattern::parse(own / "d/a.log").take(), rules, faulty);
    std::vector<std::string> expected;
    std::string pending;
    std::atomic<std::size_t> done{0};
    for (int i = 0; i < 32; ++i) { // the last two rounds only try again
        if (i < 30) {
            expected.push_back("line " + std::to_string(i));
            pending += expected.back() + "\n";
        }
        done = 0;
        SinkOutcome outcome = sink.write(pending, timeOf(kNoon), done);
        pending.erase(0, done);
        EXPECT_EQ(outcome.err == 0, pending.empty());
    }
    std::multiset<std::string> written, wanted(expected.begin(), expected.end());
    for (const auto& entry : std::filesystem::directory_iterator(own / "d")) {
        for (const std::string& line : test::linesOf(readAll(entry.path().string()))) {
            written.insert(line);
        }
    }
    EXPECT_EQ(written, wanted);
    return faulty.calls > faulty.failAt;
}

TEST_F(FileSinkTest, LosesNothingWhicheverCallFails) {
    for (RotationRules rules : {RotationRules{40, false, 0}, RotationRules{40, true, 0}}) {
        for (int err : {ENOSPC, EIO, EACCES, EMFILE, EINTR, ENOENT}) {
            for (int failAt = 0;; ++failAt) {
                FaultyCalls faulty;
                faulty.failAt = failAt;
                faulty.err = err;
                faulty.shortBytes = failAt % 2 ? 5 : 0;
                bool wasMade = writesAllDespite(faulty, rules);
                ASSERT_FALSE(HasFailure())
                    << "errno " << err << " at call " << failAt << " daily " << rules.daily;
                if (!wasMade) {
                    break;
                }
            }
        }
    }
}

TEST_F(FileSinkTest, DoesNotWaitForeverForALock) {
    auto sink = make("a.log", {2, false, 0});
    write(*sink, "1\n");
    int other = ::open((folder / "a.log").c_str(), O_RDONLY);
    ASSERT_EQ(::flock(other, LOCK_EX), 0);
    EXPECT_EQ(write(*sink, "2\n").err, 0);
    EXPECT_EQ(calls.pauses, FileSink::kLockTries);
    EXPECT_EQ(text("a.log"), "1\n2\n"); // and nobody rotates without it
    ::close(other);
    EXPECT_EQ(write(*sink, "3\n").err, 0);
    EXPECT_EQ(text("a.log"), "3\n");
}

// Each look at the path finds another file.
TEST_F(FileSinkTest, GivesUpAfterSoManyFilesForNow) {
    struct Restless final : FileCalls {
        int looks = 0, left = 0;
        int stat(const std::string& path, FileState& state) override {
            int result = FileCalls::stat(path, state);
            ++looks;
            state.inode += left-- > 0 ? 1 : 0;
            return result;
        }
        using FileCalls::stat;
    } restless;
    for (int changes : {FileSink::kMaxReopens - 1, FileSink::kMaxReopens}) {
        FileSink sink(FilePattern::parse(folder / "a.log").take(), {}, restless);
        restless.left = changes;
        written = 0;
        SinkOutcome outcome = sink.write("one\n", timeOf(kNoon), written);
        EXPECT_EQ(outcome.err, changes < FileSink::kMaxReopens ? 0 : EBUSY);
        EXPECT_EQ(written, changes < FileSink::kMaxReopens ? 4u : 0u);
    }
}

TEST_F(FileSinkTest, WritesToAFifoWithoutWaitingForItsReader) {
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    auto sink = make("pipe");
    EXPECT_EQ(write(*sink, "lost?\n").err, ENXIO);
    int reader = ::open((folder / "pipe").c_str(), O_RDONLY | O_NONBLOCK);
    EXPECT_EQ(write(*sink, "one\ntwo\n").err, 0);
    char bytes[64];
    EXPECT_EQ(::read(reader, bytes, sizeof bytes), 8);
    ::close(reader);
}

TEST_F(FileSinkTest, LetsGoOfTheLockThatItSharesWithItsParent) {
    auto sink = make("a.log");
    write(*sink, "one\n");
    sink->forgetAfterFork();
    EXPECT_EQ(write(*sink, "two\n").err, 0);
    EXPECT_EQ(text("a.log"), "one\ntwo\n");
}

} // namespace aha::log
