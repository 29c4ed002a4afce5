#include "core/log/crash_flush.h"
#include "core/log/log_writer.h"
#include "core/log/registry.h"
#include "log/log_support.h"
#include "support/loop_fixture.h"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <map>
#include <thread>

// Real processes. Sanitizers have crash handlers of their own, so the children remove those first.
namespace aha::log {

using test::TempFolder;

template <typename Work> static pid_t inChild(Work work) {
    pid_t pid = ::fork();
    if (pid == 0) {
        work();
        ::_exit(0);
    }
    return pid;
}

static int statusOf(pid_t pid) {
    int status = 0;
    EXPECT_EQ(::waitpid(pid, &status, 0), pid);
    return status;
}

static std::unique_ptr<LogWriter> openFile(net::Loop* loop, const std::string& path) {
    LogOptions options;
    options.sink = path;
    options.flushMs = 3'600'000;
    auto opened = LogWriter::open(loop, options);
    EXPECT_TRUE(opened.ok());
    return opened.take();
}

static void useDefaultCrashes() {
    for (int signal : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL}) {
        ::signal(signal, SIG_DFL);
    }
}

// What a crash writes: everything that waits, once, and the process ends by its signal.
static void expectCrashFlush(int signal, void (*crash)(int)) {
    TempFolder folder;
    std::string path = folder / "a.log";
    pid_t pid = inChild([&] {
        useDefaultCrashes();
        installCrashFlush();
        net::Loop loop;
        auto writer = openFile(&loop, path);
        writer->append("before the loop");
        aha::test::Step step([&] {
            for (int i = 0; i < 1000; ++i) {
                writer->append("line " + std::to_string(i));
            }
            crash(signal);
        });
        loop.enqueue(step);
        loop.run();
    });
    int status = statusOf(pid);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == signal) << signal << " " << status;
    auto lines = test::linesOf(test::readAll(path));
    ASSERT_EQ(lines.size(), 1001u) << signal;
    EXPECT_EQ(lines.back(), "line 999");
}

TEST(CrashFlush, WritesWhatWaitsAtEverySignal) {
    for (int signal : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL}) {
        expectCrashFlush(signal, [](int number) { ::kill(::getpid(), number); });
        expectCrashFlush(signal, [](int number) { ::raise(number); });
    }
}

TEST(CrashFlush, WritesWhatWaitsAtAFault) {
    expectCrashFlush(SIGSEGV, [](int) {
        void* page = ::mmap(nullptr, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        *static_cast<volatile char*>(page) = 1;
    });
    expectCrashFlush(SIGABRT, [](int) { ::abort(); });
}

// The thread that crashes is not the one that owns the buffers.
TEST(CrashFlush, WritesWhatWaitsWhenAnotherThreadCrashes) {
    expectCrashFlush(SIGSEGV, [](int number) {
        std::thread other([number] { ::raise(number); });
        other.join();
    });
    expectCrashFlush(SIGBUS, [](int number) { // blocked here: the system gives it to another thread
        sigset_t signals;
        sigemptyset(&signals);
        sigaddset(&signals, number);
        std::thread other([] { ::pause(); });
        ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
        ::kill(::getpid(), number);
        ::usleep(1000);
        ::pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
        other.join();
    });
}

// Each call needs its page of the stack, until there is none.
static int overflow(int depth) {
    volatile char page[4096] = {};
    page[depth % 4096] = 1;
    return depth < 0 ? 0 : overflow(depth + 1) + page[0];
}

TEST(CrashFlush, HasAStackOfItsOwn) {
    expectCrashFlush(SIGSEGV, [](int) { EXPECT_NE(overflow(0), -1); });
}

TEST(CrashFlush, CanBeInstalledAndRemovedTwice) {
    struct sigaction before {
    }, after{};
    sigaction(SIGABRT, nullptr, &before);
    for (int i = 0; i < 2; ++i) {
        installCrashFlush();
        installCrashFlush();
        removeCrashFlush();
        removeCrashFlush();
        sigaction(SIGABRT, nullptr, &after);
        EXPECT_EQ(before.sa_handler, after.sa_handler);
    }
}

TEST(CrashFlush, LeavesOtherHandlersAlone) {
    TempFolder folder;
    std::string path = folder / "a.log";
    pid_t pid = inChild([&] {
        useDefaultCrashes();
        ::signal(SIGSEGV, [](int) { ::_exit(42); });
        installCrashFlush();
        ::raise(SIGSEGV);
    });
    int status = statusOf(pid);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 42) << status;
    pid = inChild([&] {
        useDefaultCrashes();
        installCrashFlush();
        removeCrashFlush();
        struct sigaction action {};
        sigaction(SIGSEGV, nullptr, &action);
        ::_exit(action.sa_handler == SIG_DFL ? 7 : 8);
    });
    status = statusOf(pid);
    EXPECT_EQ(WEXITSTATUS(status), 7);
}

// Killed from outside at any moment, also while the pool writes: what was appended is there once.
TEST(CrashFlush, WritesNothingTwice) {
    for (int round = 0; round < 20; ++round) {
        TempFolder folder;
        std::string path = folder / "a.log";
        int ready[2];
        ASSERT_EQ(::pipe(ready), 0);
        pid_t pid = inChild([&] {
            useDefaultCrashes();
            installCrashFlush();
            net::Loop loop;
            auto writer = openFile(&loop, path);
            int number = 0;
            std::unique_ptr<aha::test::Step> step;
            step = std::make_unique<aha::test::Step>([&] {
                for (int i = 0; i < 100; ++i) {
                    writer->append("line " + std::to_string(number++), Severity::Error);
                }
                if (number == 2000) {
                    [[maybe_unused]] ssize_t sent = ::write(ready[1], "x", 1);
                }
                loop.enqueue(*step);
            });
            loop.enqueue(*step);
            loop.run();
        });
        char byte;
        ASSERT_EQ(::read(ready[0], &byte, 1), 1);
        ::usleep(unsigned(round) * 300); // any moment will do
        ::kill(pid, SIGSEGV);
        int status = statusOf(pid);
        EXPECT_TRUE(WIFSIGNALED(status));
        auto lines = test::linesOf(test::readAll(path));
        ASSERT_GT(lines.size(), 1000u);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            ASSERT_EQ(lines[i], "line " + std::to_string(i)) << "round " << round;
        }
        ::close(ready[0]);
        ::close(ready[1]);
    }
}

TEST(LogProcesses, AChildWritesNothingOfItsParent) {
    TempFolder folder;
    net::Loop loop;
    auto writer = openFile(&loop, folder / "a.log");
    aha::test::Step step([&] {
        writer->append("parent 1");
        pid_t pid = inChild([&] {
            forgetAllAfterFork();
            writer->append("child");
            writer.reset();
        });
        EXPECT_EQ(statusOf(pid), 0);
        writer->append("parent 2");
    });
    loop.enqueue(step);
    aha::test::settle(loop);
    writer->flush();
    EXPECT_EQ(test::readAll(folder / "a.log"), "child\nparent 1\nparent 2\n");
}

// Several processes, one file, a rotation every few lines: no line is lost, torn or doubled.
TEST(LogProcesses, RotateTogether) {
    constexpr int kProcesses = 4;
    constexpr int kLines = 3000;
    TempFolder folder;
    std::vector<pid_t> pids;
    for (int process = 0; process < kProcesses; ++process) {
        pids.push_back(inChild([&] {
            LogOptions options;
            options.sink = folder / "a.log";
            options.maxSizeBytes = 2000;
            auto writer = LogWriter::open(nullptr, options).take();
            for (int i = 0; i < kLines; ++i) {
                writer->append("process " + std::to_string(process) + " line " + std::to_string(i) + " " +
                               std::string(std::size_t(i % 50), '.') + "!");
            }
            ::_exit(writer->stats().errors == 0 && writer->dropped() == 0 ? 0 : 1);
        }));
    }
    for (pid_t pid : pids) {
        EXPECT_EQ(statusOf(pid), 0);
    }
    std::map<std::string, int> seen;
    std::size_t files = 0;
    for (const std::string& name : folder.names()) {
        ++files;
        std::string text = test::readAll(folder / name);
        EXPECT_LE(text.size(), 2000u);
        for (const std::string& line : test::linesOf(text)) {
            ++seen[line];
        }
    }
    EXPECT_GT(files, 100u);
    for (int process = 0; process < kProcesses; ++process) {
        for (int i = 0; i < kLines; ++i) {
            std::string line = "process " + std::to_string(process) + " line " + std::to_string(i) + " " +
                               std::string(std::size_t(i % 50), '.') + "!";
            ASSERT_EQ(seen[line], 1) << line;
        }
    }
    EXPECT_EQ(seen.size(), std::size_t(kProcesses) * kLines);
}

// Somebody else renames the file all the time, as logrotate does.
TEST(LogProcesses, FollowRenamesByOthers) {
    constexpr int kProcesses = 3;
    constexpr int kLines = 3000;
    TempFolder folder;
    std::vector<pid_t> pids;
    for (int process = 0; process < kProcesses; ++process) {
        pids.push_back(inChild([&] {
            auto writer = openFile(nullptr, folder / "a.log");
            for (int i = 0; i < kLines; ++i) {
                writer->append(std::to_string(process) + ":" + std::to_string(i));
            }
            ::_exit(writer->stats().errors == 0 ? 0 : 1);
        }));
    }
    int renames = 0;
    for (std::size_t ended = 0; ended < pids.size();) {
        std::string target = folder / ("a.log." + std::to_string(renames));
        renames += std::rename((folder / "a.log").c_str(), target.c_str()) == 0 ? 1 : 0;
        int status = 0;
        if (pid_t pid = ::waitpid(-1, &status, WNOHANG); pid > 0) {
            EXPECT_EQ(status, 0);
            ++ended;
        }
    }
    EXPECT_GT(renames, 0);
    std::map<std::string, int> seen;
    for (const std::string& name : folder.names()) {
        for (const std::string& line : test::linesOf(test::readAll(folder / name))) {
            ++seen[line];
        }
    }
    EXPECT_EQ(seen.size(), std::size_t(kProcesses) * kLines);
    for (const auto& [line, count] : seen) {
        ASSERT_EQ(count, 1) << line;
    }
}

} // namespace aha::log
