#include "core/net/file.h"

#include "core/net/pool_job.h"
#include "support/loop_fixture.h"
#include "support/raw_socket.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <optional>
#include <sstream>

namespace aha::net {
namespace {

std::string contentOf(const std::string& path) {
    std::stringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

bool exists(const std::string& path) { return ::access(path.c_str(), F_OK) == 0; }

int openDescriptors() {
    int count = 0;
    for (int fd = 0; fd < 256; ++fd) {
        count += ::fcntl(fd, F_GETFD) >= 0 ? 1 : 0;
    }
    return count;
}

class Files : public test::LoopTest {
protected:
    std::string makeFile(const std::string& name, const std::string& bytes) {
        std::string path = test::temporaryPath(name);
        std::ofstream(path) << bytes;
        return path;
    }
    Result<std::string> readAll(const std::string& path, std::size_t maxBytes = 1 << 20) {
        std::optional<Result<std::string>> got;
        auto job =
            readFile(loop, path, maxBytes, [&](Result<std::string> result) { got = std::move(result); });
        EXPECT_FALSE(got.has_value());
        EXPECT_EQ(loop.run(), Loop::End::Quiescent);
        EXPECT_TRUE(job->isDone());
        return std::move(*got);
    }
};

// ---- PoolJob

TEST_F(Files, APoolJobRunsElsewhereAndIsDoneHere) {
    std::atomic<pthread_t> where{};
    pthread_t here{};
    auto job = PoolJob::start(
        loop, [&] { where = pthread_self(); }, [&] { here = pthread_self(); });
    EXPECT_FALSE(job->isDone());
    loop.run();
    EXPECT_TRUE(job->isDone());
    EXPECT_TRUE(pthread_equal(here, pthread_self()));
    EXPECT_FALSE(pthread_equal(where, pthread_self()));
}

TEST_F(Files, APoolJobThatIsDestroyedIsNotDone) {
    std::atomic<bool> mayEnd{false};
    auto token = std::make_shared<int>(1); // held by the work until the pool is finished with it
    auto running = PoolJob::start(
        loop,
        [&, token] {
            while (!mayEnd) {
            }
        },
        [] { FAIL(); });
    std::vector<std::unique_ptr<PoolJob>> waiting;
    for (int i = 0; i < 50; ++i) {
        waiting.push_back(PoolJob::start(
            loop, [token] {}, [token] { FAIL(); }));
    }
    running.reset();
    waiting.clear();
    EXPECT_GT(token.use_count(), 1);
    mayEnd = true;
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
    EXPECT_EQ(token.use_count(), 1);
}

TEST_F(Files, APoolJobMayBeDestroyedByItsOwnEnd) {
    std::unique_ptr<PoolJob> job;
    int calls = 0;
    job = PoolJob::start(
        loop, [] {},
        [&] {
            ++calls;
            job.reset();
        });
    loop.run();
    EXPECT_EQ(calls, 1);
}

TEST(FilesLoop, TheEndOfTheLoopWaitsForThePool) {
    std::atomic<bool> ran{false};
    std::unique_ptr<PoolJob> job;
    {
        Loop loop;
        job = PoolJob::start(
            loop, [&] { ran = true; }, [] {});
        job.reset();
        job = PoolJob::start(
            loop, [&] { ran = true; }, [] {});
    }
    EXPECT_TRUE(ran);
}

// ---- readFile

TEST_F(Files, ReadsWholeFilesOfAnySize) {
    for (std::size_t size : {0, 1, 16'383, 16'384, 16'385, 700'000}) {
        std::string bytes(size, 'x');
        auto got = readAll(makeFile("whole", bytes));
        ASSERT_TRUE(got.ok());
        EXPECT_TRUE(got.value() == bytes);
    }
    auto status = readAll("/proc/self/status"); // says its size is 0
    ASSERT_TRUE(status.ok());
    EXPECT_NE(status.value().find("Name:"), std::string::npos);
}

TEST_F(Files, RefusesWhatIsTooLargeOrNotAFile) {
    std::string path = makeFile("limit", std::string(100, 'x'));
    EXPECT_TRUE(readAll(path, 100).ok());
    auto tooLarge = readAll(path, 99);
    ASSERT_FALSE(tooLarge.ok());
    EXPECT_EQ(tooLarge.error().code, Errc::TooLarge);
    EXPECT_EQ(tooLarge.error().message, "read " + path + ": more than 99 bytes");
    EXPECT_TRUE(readAll(makeFile("none", ""), 0).ok());
    EXPECT_EQ(readAll("/nonexistent/file").error().code, Errc::NotFound);
    EXPECT_EQ(readAll("/tmp").error().code, Errc::InvalidArgument);
    std::string fifo = test::temporaryPath("fifo");
    ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
    EXPECT_EQ(readAll(fifo).error().code, Errc::InvalidArgument); // without waiting for a writer
}

TEST_F(Files, ReadingMayBeCancelled) {
    std::string path = makeFile("cancelled", std::string(500'000, 'x'));
    int before = openDescriptors();
    readFile(loop, path, 1 << 20, [](Result<std::string>) { FAIL(); }).reset();
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
    EXPECT_EQ(openDescriptors(), before);
}

// ---- FileReader

TEST_F(Files, AReaderGoesThroughAFileInPieces) {
    std::string bytes;
    for (int i = 0; i < 5'000; ++i) {
        bytes += std::to_string(i) + ",";
    }
    std::string path = makeFile("pieces", bytes);
    int before = openDescriptors();
    FileReader reader(loop);
    std::string got;
    std::optional<FileInfo> info;
    int pieces = 0;
    std::function<void(Result<std::string_view>)> onPiece = [&](Result<std::string_view> piece) {
        ASSERT_TRUE(piece.ok());
        if (!piece.value().empty()) {
            ++pieces;
            got += piece.value();
            reader.read(1'000, onPiece);
        }
    };
    reader.open(path, [&](Result<FileInfo> opened) {
        ASSERT_TRUE(opened.ok());
        info = opened.value();
        reader.read(1'000, onPiece);
    });
    EXPECT_TRUE(reader.isBusy());
    loop.run();
    EXPECT_TRUE(got == bytes);
    EXPECT_EQ(pieces, int(bytes.size() / 1000 + 1));
    ASSERT_TRUE(info.has_value());
    EXPECT_EQ(info->size, bytes.size());
    EXPECT_TRUE(info->isRegular);
    EXPECT_FALSE(info->isFolder);
    EXPECT_GT(info->modifiedAt, 1'600'000'000);
    reader.seek(2);
    reader.read(3, [&](Result<std::string_view> piece) { EXPECT_EQ(piece.value(), bytes.substr(2, 3)); });
    loop.run();
    reader.close();
    EXPECT_FALSE(reader.isOpen());
    EXPECT_EQ(openDescriptors(), before);
}

TEST_F(Files, AReaderMayGoAtAnyMoment) {
    std::string path = makeFile("going", std::string(100'000, 'x'));
    int before = openDescriptors();
    { // while opening
        FileReader reader(loop);
        reader.open(path, [](Result<FileInfo>) { FAIL(); });
    }
    loop.run();
    EXPECT_EQ(openDescriptors(), before);
    { // while reading: the descriptor stays open for the pool
        FileReader reader(loop);
        reader.adopt(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
        reader.read(100'000, [](Result<std::string_view>) { FAIL(); });
    }
    loop.run();
    EXPECT_EQ(openDescriptors(), before);
    auto reader = std::make_unique<FileReader>(loop); // from its own callback
    reader->open(path, [&](Result<FileInfo>) {
        reader->read(10, [&](Result<std::string_view> piece) {
            EXPECT_EQ(piece.value().size(), 10U);
            reader.reset();
        });
    });
    loop.run();
    EXPECT_EQ(reader, nullptr);
    EXPECT_EQ(openDescriptors(), before);
}

TEST_F(Files, AReaderReportsErrors) {
    FileReader reader(loop);
    std::vector<Errc> codes;
    reader.open("/nonexistent", [&](Result<FileInfo> info) {
        codes.push_back(info.error().code);
        EXPECT_EQ(info.error().message, "open /nonexistent: No such file or directory");
    });
    loop.run();
    EXPECT_FALSE(reader.isOpen());
    reader.open("/tmp", [&](Result<FileInfo> info) {
        EXPECT_TRUE(info.value().isFolder);
        reader.read(10, [&](Result<std::string_view> piece) { codes.push_back(piece.error().code); });
    });
    loop.run();
    EXPECT_EQ(codes, (std::vector<Errc>{Errc::NotFound, Errc::Io}));
}

// ---- FileWriter

struct WriterNotes final : FileWriter::Listener {
    void onDrained() override {
        ++drains;
        if (action) {
            action();
        }
    }
    void onError(const Error& error) override { errors.push_back(error); }
    int drains = 0;
    std::vector<Error> errors;
    std::function<void()> action;
};

TEST_F(Files, AWriterKeepsTheOrderAndTheFileIfAsked) {
    WriterNotes notes;
    std::string expected, path;
    {
        FileWriter writer(loop, notes);
        ASSERT_TRUE(writer.createTemporary(test::temporaryPath(""), "upload-").ok());
        path = writer.path();
        for (int i = 0; i < 500; ++i) {
            std::string piece(std::size_t(i), char('a' + i % 26));
            writer.write(piece);
            expected += piece;
        }
        EXPECT_EQ(writer.queuedBytes(), expected.size());
        EXPECT_EQ(notes.drains, 0);
        loop.run();
        EXPECT_EQ(notes.drains, 1);
        EXPECT_EQ(writer.queuedBytes(), 0U);
        EXPECT_EQ(writer.writtenBytes(), expected.size());
        writer.write("more");
        loop.run();
        EXPECT_EQ(notes.drains, 2);
        struct stat info {};
        ASSERT_EQ(::stat(path.c_str(), &info), 0);
        EXPECT_EQ(info.st_mode & 0777, 0600U);
        writer.keep();
    }
    EXPECT_EQ(contentOf(path), expected + "more");
}

TEST_F(Files, AWriterRemovesItsFileAlsoInTheMiddleOfAWrite) {
    WriterNotes notes;
    int before = openDescriptors();
    std::string path = test::temporaryPath("dropped");
    {
        FileWriter writer(loop, notes);
        ASSERT_TRUE(writer.create(path).ok());
        EXPECT_TRUE(exists(path));
        writer.write(std::string(1'000'000, 'x'));
        writer.write("queued");
    }
    loop.run();
    EXPECT_FALSE(exists(path));
    EXPECT_EQ(notes.drains, 0);
    EXPECT_EQ(openDescriptors(), before);
}

TEST_F(Files, AWriterMayGoFromItsOwnCallback) {
    WriterNotes notes;
    auto writer = std::make_unique<FileWriter>(loop, notes);
    ASSERT_TRUE(writer->create(test::temporaryPath("own")).ok());
    notes.action = [&] { writer.reset(); };
    writer->write("x");
    loop.run();
    EXPECT_EQ(writer, nullptr);
}

TEST_F(Files, AWriterDoesNotOverwriteAndNamesTheFolderItCannotUse) {
    WriterNotes notes;
    std::string path = makeFile("there", "precious");
    FileWriter writer(loop, notes);
    EXPECT_FALSE(writer.create(path).ok());
    EXPECT_EQ(contentOf(path), "precious");
    auto failed = writer.createTemporary("/nonexistent", "x");
    ASSERT_FALSE(failed.ok());
    EXPECT_EQ(failed.error().message, "create a file in /nonexistent: No such file or directory");
    std::string link = test::temporaryPath("link");
    ASSERT_EQ(::symlink("/nonexistent-target", link.c_str()), 0);
    EXPECT_FALSE(writer.create(link).ok()); // follows no link
}

TEST_F(Files, AWriterReportsAFailedWriteOnce) {
    WriterNotes notes;
    FileWriter writer(loop, notes);
    ASSERT_TRUE(writer.create(test::temporaryPath("full")).ok());
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    rlimit tight{1'000, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &tight);
    writer.write(std::string(2'000, 'x'));
    writer.write("behind");
    loop.run();
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, SIG_DFL);
    ASSERT_EQ(notes.errors.size(), 1U);
    EXPECT_EQ(notes.errors[0].message, "write " + writer.path() + ": File too large");
    EXPECT_TRUE(writer.isFailed());
    EXPECT_EQ(writer.queuedBytes(), 0U);
    writer.write("ignored");
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
    EXPECT_EQ(notes.errors.size(), 1U);
    EXPECT_EQ(notes.drains, 0);
}

} // namespace
} // namespace aha::net
