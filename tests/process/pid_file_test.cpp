#include "core/process/pid_file.h"

#include "support/child_process.h"
#include "support/http_temp_tree.h"

#include <gtest/gtest.h>

#include <sys/file.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <sstream>

namespace aha::process {
namespace {

using test::ChildProcess;
using test::eventually;
using test::inChild;

class PidFiles : public testing::Test {
protected:
    std::string content() const {
        std::ifstream file(path);
        std::stringstream text;
        text << file.rdbuf();
        return text.str();
    }
    bool exists() const { return ::access(path.c_str(), F_OK) == 0; }
    static std::string describe(const Result<std::unique_ptr<PidFile>>& result) {
        return result ? "taken" : std::string(errcName(result.error().code)) + ": " + result.error().message;
    }

    test::TempTree tree;
    const std::string path = tree.path("server.pid");
    const std::string self = std::to_string(::getpid());
};

TEST_F(PidFiles, HoldsThePidAndGoesAtRelease) {
    auto file = PidFile::acquire(path);
    ASSERT_TRUE(file.ok());
    EXPECT_EQ(content(), self + "\n");
    struct stat info {};
    ASSERT_EQ(::stat(path.c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777 & ~0644U, 0U);
    EXPECT_EQ(PidFile::readHolder(path).value(), ::getpid());
    file.value()->release();
    EXPECT_FALSE(exists());
    file.value()->release();
    EXPECT_EQ(PidFile::readHolder(path).error().code, Errc::NotFound);
    auto late = file.value()->update();
    ASSERT_FALSE(late.ok());
    EXPECT_EQ(late.error().code, Errc::Closed);
}

TEST_F(PidFiles, GoesWithItsOwnerAndCanBeTakenAgain) {
    { auto file = PidFile::acquire(path).take(); }
    EXPECT_FALSE(exists());
    EXPECT_TRUE(PidFile::acquire(path).ok());
}

TEST_F(PidFiles, NamesTheProcessThatHoldsIt) {
    auto file = PidFile::acquire(path).take();
    EXPECT_EQ(inChild([&] { return describe(PidFile::acquire(path)); }),
              "busy: pid file " + path + " is held by process " + self);
    EXPECT_EQ(content(), self + "\n");
    // Not even within the same process: the lock belongs to the open file.
    EXPECT_EQ(PidFile::acquire(path).error().code, Errc::Busy);
}

TEST_F(PidFiles, TakesOverTheFileOfAProcessThatWasKilled) {
    ChildProcess holder([&] {
        auto file = PidFile::acquire(path);
        ::pause();
        return std::string();
    });
    const std::string itsPid = std::to_string(holder.pid()) + "\n";
    ASSERT_TRUE(eventually([&] { return content() == itsPid; }));
    EXPECT_EQ(PidFile::readHolder(path).value(), holder.pid());
    holder.kill(SIGKILL);
    ASSERT_NE(holder.status(), -1);
    EXPECT_EQ(content(), itsPid);
    EXPECT_EQ(PidFile::readHolder(path).error().code, Errc::NotFound);
    auto file = PidFile::acquire(path);
    ASSERT_TRUE(file.ok());
    EXPECT_EQ(content(), self + "\n");
}

TEST_F(PidFiles, TakesOverAFileWithALongerPidOrNone) {
    for (const char* stale : {"4194303\n", "2147483647", ""}) {
        tree.file("server.pid", stale);
        auto file = PidFile::acquire(path);
        ASSERT_TRUE(file.ok()) << stale;
        EXPECT_EQ(content(), self + "\n");
    }
}

TEST_F(PidFiles, NeverOverwritesAnythingElse) {
    for (const char* other :
         {"<?php", "0\n", "-1\n", "12 monkeys", "99999999999\n", "1\n0123456789abcdefgh"}) {
        tree.file("server.pid", other);
        auto file = PidFile::acquire(path);
        ASSERT_FALSE(file.ok()) << other;
        EXPECT_EQ(file.error().code, Errc::InvalidArgument);
        EXPECT_EQ(file.error().message, "pid file " + path + " exists and holds something else than a pid");
        EXPECT_EQ(content(), other);
    }
}

TEST_F(PidFiles, RefusesWhatIsNoPlainFile) {
    tree.file("target", "");
    tree.link("server.pid", tree.path("target"));
    EXPECT_EQ(describe(PidFile::acquire(path)),
              "permission_denied: pid file " + path + ": symbolic links are not followed");
    EXPECT_FALSE(PidFile::acquire(tree.root()).ok());
    const std::string fifo = tree.path("fifo");
    ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
    EXPECT_EQ(PidFile::acquire(fifo).error().code, Errc::InvalidArgument);
    EXPECT_EQ(describe(PidFile::acquire(tree.path("no/such.pid"))),
              "not_found: open pid file " + tree.path("no/such.pid") + ": No such file or directory");
}

TEST_F(PidFiles, ReportsThatNoDescriptorsAreLeft) {
    EXPECT_EQ(inChild([&] {
                  rlimit none{0, 0};
                  ::setrlimit(RLIMIT_NOFILE, &none);
                  return describe(PidFile::acquire(path));
              }),
              "resource: open pid file " + path + ": Too many open files");
}

TEST_F(PidFiles, ReportsThatItCannotBeWritten) {
    EXPECT_EQ(inChild([&] {
                  ::signal(SIGXFSZ, SIG_IGN);
                  rlimit none{0, 0};
                  ::setrlimit(RLIMIT_FSIZE, &none);
                  std::string said = describe(PidFile::acquire(path));
                  return said + (exists() && content().empty() ? "; empty" : "");
              }),
              "io: write pid file " + path + ": File too large; empty");
    EXPECT_TRUE(PidFile::acquire(path).ok()); // what is left is no obstacle
}

TEST_F(PidFiles, PassesToTheChildThatUpdatesIt) {
    auto file = PidFile::acquire(path).take();
    ChildProcess child([&] {
        auto updated = file->update();
        ::pause();
        return std::string();
    });
    const std::string itsPid = std::to_string(child.pid()) + "\n";
    ASSERT_TRUE(eventually([&] { return content() == itsPid; }));
    file.reset(); // the one that was started goes: nothing changes
    EXPECT_EQ(content(), itsPid);
    EXPECT_EQ(PidFile::readHolder(path).value(), child.pid());
    EXPECT_EQ(PidFile::acquire(path).error().message,
              "pid file " + path + " is held by process " + std::to_string(child.pid()));
}

TEST_F(PidFiles, StaysWhenAForkedChildLetsGo) {
    auto file = PidFile::acquire(path).take();
    auto letGo = [&](void (PidFile::*how)()) {
        return inChild([&] {
            ((*file).*how)();
            return std::string("done");
        });
    };
    EXPECT_EQ(letGo(&PidFile::forget), "done");
    EXPECT_EQ(letGo(&PidFile::release), "done"); // no owner, whatever it calls
    EXPECT_EQ(content(), self + "\n");
    EXPECT_EQ(PidFile::readHolder(path).value(), ::getpid());
}

TEST_F(PidFiles, IsFreeAfterReleaseAlthoughAChildHasNotLetGo) {
    auto file = PidFile::acquire(path).take();
    ChildProcess child([] {
        ::pause();
        return std::string();
    });
    file->release();
    EXPECT_TRUE(PidFile::acquire(path).ok());
}

TEST_F(PidFiles, LeavesTheFileOfASuccessorAlone) {
    auto old = PidFile::acquire(path).take();
    ASSERT_EQ(::unlink(path.c_str()), 0); // somebody was too tidy
    auto fresh = PidFile::acquire(path);
    ASSERT_TRUE(fresh.ok());
    old->release();
    EXPECT_EQ(content(), self + "\n");
    EXPECT_EQ(PidFile::readHolder(path).value(), ::getpid());
}

TEST_F(PidFiles, IsNotKeptFromUsByProcessesThatOnlyLook) {
    ChildProcess looking([&] {
        for (;;) {
            if (PidFile::readHolder(path).ok()) {
                return std::string("found");
            }
        }
    });
    for (int i = 0; i < 300; ++i) {
        auto file = PidFile::acquire(path);
        ASSERT_TRUE(file.ok()) << describe(file);
        file.value()->forget(); // the file stays for the next look
    }
    auto file = PidFile::acquire(path);
    ASSERT_TRUE(file.ok());
    EXPECT_EQ(looking.said(), "found");
}

TEST_F(PidFiles, OneOfManyGetsIt) {
    // Each holds it until it is told; the others have to fail, whatever the order.
    int gate[2];
    ASSERT_EQ(::pipe(gate), 0);
    std::vector<std::unique_ptr<ChildProcess>> children;
    for (int i = 0; i < 8; ++i) {
        children.push_back(std::make_unique<ChildProcess>([&] {
            char byte;
            ::close(gate[1]);
            auto file = PidFile::acquire(path);
            if (file && ::read(gate[0], &byte, 1) != 0) {
                return std::string("no gate");
            }
            return std::string(file ? "taken" : errcName(file.error().code));
        }));
    }
    int taken = 0, busy = 0;
    auto held = [&] { return PidFile::readHolder(path).ok(); };
    ASSERT_TRUE(eventually(held));
    // The seven losers end by themselves; only then the winner may.
    int ended = 0;
    ASSERT_TRUE(eventually([&] {
        ended = 0;
        for (auto& child : children) {
            siginfo_t info{};
            ::waitid(P_PID, id_t(child->pid()), &info, WEXITED | WNOHANG | WNOWAIT);
            ended += info.si_pid == child->pid() ? 1 : 0;
        }
        return ended == 7;
    }));
    ::close(gate[0]);
    ::close(gate[1]);
    for (auto& child : children) {
        std::string said = child->said();
        taken += said == "taken";
        busy += said == "busy";
    }
    EXPECT_EQ(taken, 1);
    EXPECT_EQ(busy, 7);
}

TEST_F(PidFiles, BelongsToOneAtATimeHoweverOftenItChangesHands) {
    void* memory =
        ::mmap(nullptr, sizeof(std::atomic<int>), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    auto* holders = new (memory) std::atomic<int>(0);
    std::vector<std::unique_ptr<ChildProcess>> children;
    for (int i = 0; i < 3; ++i) {
        children.push_back(std::make_unique<ChildProcess>([&] {
            for (int taken = 0; taken < 100;) {
                auto file = PidFile::acquire(path);
                if (!file) {
                    if (file.error().code != Errc::Busy) {
                        return file.error().message;
                    }
                    continue;
                }
                ++taken;
                if (holders->fetch_add(1) != 0) {
                    return std::string("two at once");
                }
                holders->fetch_sub(1);
            }
            return std::string("fine");
        }));
    }
    for (auto& child : children) {
        EXPECT_EQ(child->said(), "fine");
    }
    ::munmap(memory, sizeof(std::atomic<int>));
    EXPECT_FALSE(exists());
}

TEST_F(PidFiles, DoesNotTrustAPidThatIsNotThere) {
    // Locked, and what it says is a process that does not exist: its holder has not written yet.
    tree.file("server.pid", "2147483647\n");
    Descriptor locked(::open(path.c_str(), O_RDWR | O_CLOEXEC));
    ASSERT_EQ(::flock(locked.get(), LOCK_EX | LOCK_NB), 0);
    auto holder = PidFile::readHolder(path);
    ASSERT_FALSE(holder.ok());
    EXPECT_EQ(holder.error().code, Errc::Busy);
    EXPECT_EQ(holder.error().message, "pid file " + path + " is held by a process whose pid is not in it");
    EXPECT_EQ(PidFile::acquire(path).error().message, "pid file " + path + " is held by another process");
}

} // namespace
} // namespace aha::process
