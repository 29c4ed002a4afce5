#include "core/process/daemon.h"

#include "support/child_process.h"
#include "support/http_temp_tree.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <climits>
#include <cstdio>
#include <fstream>
#include <sstream>

namespace aha::process {
namespace {

using test::ChildProcess;
using test::eventually;
using test::inChild;

std::string read(const std::string& path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::string linkOf(const char* path) {
    char target[PATH_MAX] = "?";
    ssize_t size = ::readlink(path, target, sizeof target);
    return size < 0 ? "?" : std::string(target, std::size_t(size));
}

// Detaches in a child of the test, as the background process outlives who started it. `body` runs in the
// background, and ends with _exit(its result).
struct Told {
    bool ok = false;
    int pid = 0;
    std::string message;
};
Told started(const DaemonOptions& options, const std::function<int(DaemonReport&)>& body) {
    std::string said = inChild([&] {
        auto detached = detach(options);
        if (!detached) {
            return "error: " + detached.error().message;
        }
        if (detached.value().isBackground()) {
            // It would keep the test waiting for the end of the line.
            for (int fd = 3; fd < 256; ++fd) {
                int type = 0;
                socklen_t size = sizeof type;
                if (::getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) != 0) {
                    ::close(fd);
                }
            }
            test::endChild(body(*detached.value().report));
        }
        const DaemonStart& start = detached.value().start;
        return std::string(start.ok ? "ok " : "no ") + std::to_string(start.pid) + " " + start.message;
    });
    Told told;
    std::stringstream(said.substr(3)) >> told.pid;
    told.ok = said.substr(0, 3) == "ok ";
    std::size_t space = said.find(' ', 3);
    told.message = space == std::string::npos ? said : said.substr(space + 1);
    return told;
}

class Daemons : public testing::Test {
protected:
    // The orphans of the background are ours, so that they can be waited for.
    Daemons() { ::prctl(PR_SET_CHILD_SUBREAPER, 1); }
    ~Daemons() override { ::prctl(PR_SET_CHILD_SUBREAPER, 0); }
    static int endOf(int pid) {
        int status = 0;
        bool isOver = eventually([&] { return ::waitpid(pid, &status, WNOHANG) == pid; });
        return isOver ? status : -1;
    }

    test::TempTree tree;
};

TEST_F(Daemons, AreReadyWhenTheySaySo) {
    Told told = started({}, [&](DaemonReport& report) {
        tree.file("was-here", "");
        EXPECT_TRUE(report.isOpen());
        pid_t foreground = ::getppid();
        report.ready();
        report.failure("too late");
        eventually([&] { return ::getppid() != foreground; }); // has ended, and leaves our end to the test
        return report.isOpen() ? 1 : 7;
    });
    EXPECT_TRUE(told.ok) << told.message;
    EXPECT_EQ(told.message, "");
    EXPECT_EQ(::access(tree.path("was-here").c_str(), F_OK), 0); // before ready() returns in the foreground
    EXPECT_EQ(WEXITSTATUS(endOf(told.pid)), 7);
}

TEST_F(Daemons, SayWhyTheyFailed) {
    for (const std::string& text : {std::string("port 80 is taken\nby another"), std::string(),
                                    std::string(DaemonReport::kMaxTextBytes, 'x')}) {
        Told told = started({}, [&](DaemonReport& report) {
            report.failure(text);
            return 1;
        });
        EXPECT_FALSE(told.ok);
        EXPECT_EQ(told.message, text);
    }
    Told told = started({}, [&](DaemonReport& report) {
        report.failure(std::string(DaemonReport::kMaxTextBytes, 'x') + "y");
        return 1;
    });
    EXPECT_EQ(told.message, std::string(DaemonReport::kMaxTextBytes, 'x'));
}

TEST_F(Daemons, ThatDieAreReportedWithTheirEnd) {
    Told exited = started({}, [](DaemonReport&) { return 3; });
    EXPECT_FALSE(exited.ok);
    EXPECT_EQ(exited.message, "The background process ended before it was ready: exit code 3");
    Told killed = started({}, [](DaemonReport&) {
        ::kill(::getpid(), SIGKILL);
        return 0;
    });
    EXPECT_EQ(killed.message, "The background process ended before it was ready: signal 9 (SIGKILL)");
}

TEST_F(Daemons, ThatDieAreNoticedAlthoughTheirChildrenHoldTheLine) {
    Told told = started({}, [](DaemonReport&) {
        if (::fork() == 0) {
            ::pause(); // has not let go of the report
        }
        return 4;
    });
    EXPECT_EQ(told.message, "The background process ended before it was ready: exit code 4");
    // The child of the dead one has become ours: end it.
    std::ifstream children("/proc/self/task/" + std::to_string(::getpid()) + "/children");
    for (int pid; children >> pid;) {
        ::kill(pid, SIGKILL);
        endOf(pid);
    }
}

TEST_F(Daemons, MayForgetTheReportInTheirChildren) {
    Told told = started({}, [](DaemonReport& report) {
        if (::fork() == 0) {
            report.forget();
            report.failure("from a child that has no say");
            test::endChild(0);
        }
        report.ready();
        return 0;
    });
    EXPECT_TRUE(told.ok) << told.message;
}

TEST_F(Daemons, HaveASessionOfTheirOwnAndNoInput) {
    char before[PATH_MAX];
    ASSERT_NE(::getcwd(before, sizeof before), nullptr);
    Told told = started({}, [&](DaemonReport& report) {
        char folder[PATH_MAX] = "?";
        mode_t mask = ::umask(0);
        ::umask(mask);
        std::string state = ::getsid(0) == ::getpid() ? "session" : "no session";
        state += " " + linkOf("/proc/self/fd/0") + " " + (::getcwd(folder, sizeof folder) ? folder : "?");
        state += " " + linkOf("/proc/self/fd/1") + " " + std::to_string(mask);
        report.failure(state);
        return 0;
    });
    mode_t mask = ::umask(0);
    ::umask(mask);
    EXPECT_EQ(told.message, "session /dev/null " + std::string(before) + " " + linkOf("/proc/self/fd/1") +
                                " " + std::to_string(mask));
}

TEST_F(Daemons, ChangeToAFolderIfTheyAreAskedTo) {
    Told told = started({tree.root()}, [&](DaemonReport& report) {
        char folder[PATH_MAX] = "?";
        report.failure(::getcwd(folder, sizeof folder) ? folder : "?");
        return 0;
    });
    EXPECT_EQ(told.message, tree.root());
    Told missing = started({tree.path("none")}, [](DaemonReport&) { return 0; });
    EXPECT_EQ(missing.message, "change to folder " + tree.path("none") + ": No such file or directory");
}

TEST_F(Daemons, OutliveAForegroundThatWasKilled) {
    tree.file("pid", "");
    {
        ChildProcess foreground([&] {
            auto detached = detach({});
            if (detached.value().isBackground()) {
                tree.file("pid", std::to_string(::getpid()) + "\n");
                while (::getppid() != 1 && ::access(tree.path("go").c_str(), F_OK) != 0) {
                    ::poll(nullptr, 0, 1);
                }
                detached.value().report->ready(); // nobody is there
                test::endChild(5);
            }
            return std::string();
        });
        ASSERT_TRUE(eventually([&] { return read(tree.path("pid")).find('\n') != std::string::npos; }));
        foreground.kill(SIGKILL);
        foreground.status();
    }
    tree.file("go", "");
    EXPECT_EQ(WEXITSTATUS(endOf(std::stoi(read(tree.path("pid"))))), 5);
}

TEST_F(Daemons, ThatCannotBeForkedAreErrors) {
    EXPECT_EQ(inChild([] {
                  rlimit none{0, 0};
                  ::setrlimit(RLIMIT_NOFILE, &none);
                  auto detached = detach({});
                  return detached ? std::string("detached") : detached.error().message;
              }),
              "make a line to the background process: Too many open files");
}

class Output : public Daemons {
protected:
    const std::string log = tree.path("server.log");
};

TEST_F(Output, GoesToTheEndOfAFile) {
    tree.file("server.log", "before\n");
    EXPECT_EQ(inChild([&] {
                  std::printf("not lost in the buffer\n");
                  auto redirected = redirectOutput(log);
                  if (!redirected) {
                      return redirected.error().message;
                  }
                  std::printf("out\n");
                  std::fflush(stdout);
                  std::fprintf(stderr, "err\n");
                  bool isInherited =
                      (::fcntl(1, F_GETFD) & FD_CLOEXEC) == 0 && (::fcntl(2, F_GETFD) & FD_CLOEXEC) == 0;
                  return std::string(isInherited ? "inherited" : "lost at exec");
              }),
              "inherited");
    EXPECT_EQ(read(log), "before\nout\nerr\n");
}

TEST_F(Output, IsReopenedForRotation) {
    EXPECT_EQ(inChild([&] {
                  bool ok = redirectOutput(log).ok();
                  ok &= ::write(1, "one\n", 4) == 4;
                  ok &= ::rename(log.c_str(), (log + ".1").c_str()) == 0;
                  ok &= ::write(2, "two\n", 4) == 4 && redirectOutput(log).ok();
                  ok &= ::write(2, "three\n", 6) == 6;
                  struct stat info {};
                  ok &= ::stat(log.c_str(), &info) == 0 && (info.st_mode & 0777 & ~0640U) == 0;
                  return std::string(ok ? "fine" : "failed");
              }),
              "fine");
    EXPECT_EQ(read(log + ".1"), "one\ntwo\n");
    EXPECT_EQ(read(log), "three\n");
}

TEST_F(Output, GoesNowhereWithoutAFile) {
    EXPECT_EQ(inChild([&] {
                  auto redirected = redirectOutput("");
                  return redirected ? linkOf("/proc/self/fd/1") + " " + linkOf("/proc/self/fd/2")
                                    : redirected.error().message;
              }),
              "/dev/null /dev/null");
}

TEST_F(Output, WorksWithClosedDescriptorsToo) {
    for (int firstClosed : {0, 1, 2}) {
        EXPECT_EQ(inChild([&] {
                      for (int fd = firstClosed; fd <= 2; ++fd) {
                          ::close(fd);
                      }
                      auto redirected = redirectOutput(log);
                      bool isInherited = ::fcntl(1, F_GETFD) == 0 && ::fcntl(2, F_GETFD) == 0;
                      return (isInherited ? "" : "lost at exec ") +
                             (redirected ? linkOf("/proc/self/fd/1") + " " + linkOf("/proc/self/fd/2")
                                         : redirected.error().message);
                  }),
                  log + " " + log)
            << firstClosed;
    }
}

TEST_F(Output, StaysWhereItIsWhenTheFileCannotBeOpened) {
    std::string before = linkOf("/proc/self/fd/1");
    EXPECT_EQ(inChild([&] {
                  auto redirected = redirectOutput(tree.path("no/such.log"));
                  return redirected ? "redirected"
                                    : redirected.error().message + "; " + linkOf("/proc/self/fd/1");
              }),
              "open " + tree.path("no/such.log") + ": No such file or directory; " + before);
}

} // namespace
} // namespace aha::process
