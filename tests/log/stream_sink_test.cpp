#include "core/log/stream_sink.h"

#include "core/log/log_writer.h"
#include "core/log/syslog_sink.h"
#include "log/log_support.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <thread>

namespace aha::log {

static const LocalTime kNow = test::timeOf(1'785'153'600); // 2026-07-27 12:00:00

struct Pipe {
    Pipe() { EXPECT_EQ(::pipe2(ends, O_CLOEXEC), 0); }
    ~Pipe() {
        ::close(ends[0]);
        ::close(ends[1]);
    }
    std::string read(std::size_t most = 1 << 20) {
        std::string text(most, '\0');
        ssize_t got = ::read(ends[0], text.data(), text.size());
        text.resize(got > 0 ? std::size_t(got) : 0);
        return text;
    }
    int ends[2];
};

struct SyslogDaemon {
    explicit SyslogDaemon(const std::string& path) {
        fd = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        ::unlink(path.c_str());
        EXPECT_EQ(::bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    }
    ~SyslogDaemon() { ::close(fd); }
    std::string next() {
        std::string text(65536, '\0');
        ssize_t got = ::recv(fd, text.data(), text.size(), 0);
        text.resize(got > 0 ? std::size_t(got) : 0);
        return text;
    }
    int fd;
};

TEST(StreamSink, WritesWhatFitsAndKeepsTheRest) {
    Pipe pipe;
    ASSERT_GE(::fcntl(pipe.ends[1], F_SETPIPE_SZ, 8192), 8192);
    StreamSink sink(pipe.ends[1], "pipe");
    std::string lines;
    for (int i = 0; i < 1000; ++i) {
        lines += "line " + std::to_string(10'000 + i) + "\n";
    }
    std::atomic<std::size_t> written{0};
    SinkOutcome outcome = sink.write(lines, kNow, written); // nobody reads: it must come back
    EXPECT_EQ(outcome.err, EAGAIN);
    EXPECT_GT(written, 4000u);
    EXPECT_LT(written, lines.size());
    std::string got = pipe.read();
    EXPECT_EQ(got, lines.substr(0, written));
    EXPECT_EQ(got.back(), '\n');
    std::thread reader([&] {
        while (got.size() < lines.size()) {
            got += pipe.read();
        }
    });
    lines = got + lines.substr(written);
    std::string rest = lines.substr(got.size());
    written = 0;
    EXPECT_EQ(sink.write(rest, kNow, written).err, 0);
    reader.join();
    EXPECT_EQ(got, lines);
}

TEST(StreamSink, WritesLinesThatAreLongerThanAPipeTakesAtOnce) {
    Pipe pipe;
    StreamSink sink(pipe.ends[1], "pipe");
    std::string line(20'000, 'x');
    line += '\n';
    std::atomic<std::size_t> written{0};
    EXPECT_EQ(sink.write(line, kNow, written).err, 0);
    EXPECT_EQ(pipe.read(), line);
}

TEST(StreamSink, ReportsAReaderThatHasGone) {
    ::signal(SIGPIPE, SIG_IGN);
    Pipe pipe;
    ::close(std::exchange(pipe.ends[0], -1));
    StreamSink sink(pipe.ends[1], "pipe");
    std::atomic<std::size_t> written{0};
    SinkOutcome outcome = sink.write("x\n", kNow, written);
    EXPECT_EQ(outcome.err, EPIPE);
    EXPECT_NE(outcome.problem.find("write pipe"), std::string::npos) << outcome.problem;
    EXPECT_EQ(written, 0u);
}

TEST(StreamSink, WritesAllPiecesInACrash) {
    Pipe pipe;
    StreamSink sink(pipe.ends[1], "pipe");
    std::string large(200'000, 'x'); // more than the pipe holds: several calls
    std::string got;
    std::thread reader([&] {
        while (got.size() < large.size() + 8) {
            got += pipe.read();
        }
    });
    sink.crashWrite({"one\n", large, "two\n"});
    reader.join();
    EXPECT_EQ(got, "one\n" + large + "two\n");
    crashWriteTo(-1, {"nowhere", "", ""});
}

TEST(Sink, IsMadeOfEveryKind) {
    test::TempFolder folder;
    SyslogDaemon daemon(folder / "log");
    auto nameOf = [](const std::string& target) {
        LogOptions options;
        options.sink = target;
        auto sink = Sink::make(options);
        return sink ? std::string(sink.value()->name()) : sink.error().message;
    };
    EXPECT_EQ(nameOf("stdout"), "stdout");
    EXPECT_EQ(nameOf("stderr"), "stderr");
    EXPECT_EQ(nameOf("blackhole:"), "blackhole:");
    EXPECT_EQ(nameOf("syslog://user?socket=" + (folder / "log")), "syslog at " + (folder / "log"));
    EXPECT_NE(nameOf("/a{Q}").find("brace"), std::string::npos);
    LogOptions options;
    options.maxFiles = 1;
    options.sink = "/{Y}/a";
    EXPECT_FALSE(Sink::make(options).ok());
    options.sink = "/{Y}a";
    EXPECT_TRUE(Sink::make(options).ok());
}

TEST(Sink, KeepsRelativePathsWhereTheyWereMeant) {
    test::TempFolder folder;
    std::string before = std::filesystem::current_path().string();
    std::filesystem::current_path(folder.path());
    LogOptions options;
    options.sink = "a.log";
    auto writer = LogWriter::open(nullptr, options).take();
    std::filesystem::current_path(before);
    writer->reopen();
    writer->appendClean("one");
    EXPECT_EQ(test::readAll(folder / "a.log"), "one\n");
}

TEST(BlackholeSink, TakesEverything) {
    BlackholeSink sink;
    std::atomic<std::size_t> written{0};
    EXPECT_EQ(sink.write("a\nb\n", kNow, written).err, 0);
    EXPECT_EQ(written, 4u);
}

TEST(SyslogSink, SendsOneDatagramARecord) {
    test::TempFolder folder;
    SyslogDaemon daemon(folder / "log");
    SyslogSink sink(folder / "log", "shop", 16);
    ASSERT_TRUE(sink.open(kNow).ok());
    std::atomic<std::size_t> written{0};
    EXPECT_EQ(sink.write("<3>bad\n<6>good\n", kNow, written).err, 0);
    EXPECT_EQ(written, 15u);
    std::string pid = std::to_string(::getpid());
    EXPECT_EQ(daemon.next(), "<131>Jul 27 12:00:00 shop[" + pid + "]: bad");
    EXPECT_EQ(daemon.next(), "<134>Jul 27 12:00:00 shop[" + pid + "]: good");
    EXPECT_EQ(daemon.next(), "");
}

TEST(SyslogSink, FollowsADaemonThatWasStartedAnew) {
    test::TempFolder folder;
    auto daemon = std::make_unique<SyslogDaemon>(folder / "log");
    SyslogSink sink(folder / "log", "shop", 1);
    std::atomic<std::size_t> written{0};
    EXPECT_EQ(sink.write("<6>one\n", kNow, written).err, 0);
    daemon = std::make_unique<SyslogDaemon>(folder / "log");
    EXPECT_EQ(sink.write("<6>two\n", kNow, written).err, 0);
    EXPECT_NE(daemon->next().find(": two"), std::string::npos);
    daemon.reset();
    ::unlink((folder / "log").c_str());
    written = 0;
    SinkOutcome outcome = sink.write("<6>three\n", kNow, written);
    EXPECT_EQ(outcome.err, ENOENT);
    EXPECT_EQ(written, 0u);
    daemon = std::make_unique<SyslogDaemon>(folder / "log");
    EXPECT_EQ(sink.write("<6>three\n", kNow, written).err, 0);
    EXPECT_NE(daemon->next().find(": three"), std::string::npos);
}

TEST(SyslogSink, SaysWhyItCannotBeOpened) {
    SyslogSink absent("/no/such/socket", "shop", 1), endless(std::string(200, 'x'), "shop", 1);
    EXPECT_EQ(absent.open(kNow).error().code, Errc::NotFound);
    EXPECT_FALSE(endless.open(kNow).ok());
}

TEST(SyslogSink, OpensAnewWhenAsked) {
    test::TempFolder folder;
    SyslogDaemon daemon(folder / "log");
    SyslogSink sink(folder / "log", "shop", 1);
    std::atomic<std::size_t> written{0};
    EXPECT_EQ(sink.write("<6>one\n", kNow, written).err, 0);
    SyslogDaemon other(folder / "log"); // the old one is still there, but has lost its name
    sink.requestReopen();
    EXPECT_EQ(sink.write("rest of a record\n", kNow, written).err, 0);
    EXPECT_NE(other.next().find("<13>"), std::string::npos);
    sink.forgetAfterFork();
    EXPECT_EQ(sink.write("<6>two\n", kNow, written).err, 0);
    EXPECT_NE(other.next().find(": two"), std::string::npos);
}

TEST(SyslogSink, CutsWhatNoDatagramTakes) {
    test::TempFolder folder;
    SyslogDaemon daemon(folder / "log");
    SyslogSink sink(folder / "log", "shop", 1);
    std::string text(SyslogSink::kMaxMessageBytes + 10, 'x');
    std::atomic<std::size_t> written{0};
    EXPECT_EQ(sink.write("<6>" + text + "\n", kNow, written).err, 0);
    std::string got = daemon.next();
    EXPECT_EQ(got.substr(got.find(": ") + 2), std::string(SyslogSink::kMaxMessageBytes, 'x'));
}

TEST(SyslogSink, SendsRecordsInACrash) {
    test::TempFolder folder;
    SyslogDaemon daemon(folder / "log");
    SyslogSink sink(folder / "log", "shop", 16);
    ASSERT_TRUE(sink.open(kNow).ok());
    sink.crashWrite({"<3>on", "e\n<4>tw", "o\n"});
    EXPECT_EQ(daemon.next(), "<131>shop: one");
    EXPECT_EQ(daemon.next(), "<132>shop: two");
}

} // namespace aha::log
