#include "core/net/file_watch.h"

#include "support/child_process.h"
#include "support/http_temp_tree.h"
#include "support/loop_fixture.h"

#include <grp.h>
#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>

namespace aha::net {
namespace {

namespace fs = std::filesystem;

struct Changes final : FileWatchHandler {
    void onFileChanged(const std::string& path) override {
        paths.push_back(path);
        if (onChangeAction) {
            onChangeAction();
        }
    }
    void onWatchError(const Error& error) override {
        errors.push_back(error);
        if (onChangeAction) {
            onChangeAction();
        }
    }
    std::vector<std::string> paths;
    std::vector<Error> errors;
    std::function<void()> onChangeAction;
};

class FileWatchTest : public test::LoopTest {
protected:
    void watch(FileWatchOptions options = {}) {
        auto result = FileWatch::watch(loop, {tree.root()}, std::move(options), changes);
        ASSERT_TRUE(result.ok()) << result.error().message;
        files = result.take();
    }
    // What is reported for what has just been done.
    std::string reported() {
        std::size_t before = changes.paths.size();
        if (!runUntil([&] { return changes.paths.size() > before; })) {
            return "<nothing>";
        }
        std::string path = changes.paths.back();
        return path.compare(0, tree.root().size(), tree.root()) == 0 ? path.substr(tree.root().size() + 1)
                                                                     : path;
    }
    // Nothing of what was done counts: only what comes after it is reported.
    void expectSilence() {
        tree.file("marker.php", "");
        EXPECT_EQ(reported(), "marker.php");
    }
    void takeNotice() { // of what needs no report, such as new folders
        for (int i = 0; i < 5; ++i) {
            settle();
        }
    }

    test::TempTree tree;
    Changes changes;
    std::unique_ptr<FileWatch> files;
};

TEST_F(FileWatchTest, ReportsFilesOfTheGivenKind) {
    tree.file("old.php", "1");
    tree.file("notes.txt", "1");
    watch();
    EXPECT_EQ(files->folderCount(), 1U);
    tree.file("old.php", "2");
    EXPECT_EQ(reported(), "old.php");
    tree.file("new.php", "");
    EXPECT_EQ(reported(), "new.php");
    fs::remove(tree.path("new.php"));
    EXPECT_EQ(reported(), "new.php");
    tree.file("notes.txt", "2");
    tree.file("php", "");
    tree.file("old.php~", "");
    tree.file(".old.php.swp", "");
    tree.link(".#old.php", "somebody@somewhere");
    expectSilence();
}

TEST_F(FileWatchTest, ReportsFilesThatEditorsReplace) {
    tree.file("a.php", "1");
    watch();
    tree.file("a.php.tmp", "2"); // written beside it, and renamed over it
    fs::rename(tree.path("a.php.tmp"), tree.path("a.php"));
    EXPECT_EQ(reported(), "a.php");
    fs::rename(tree.path("a.php"), tree.path("a.php~")); // kept as a backup, and written anew
    tree.file("a.php", "3");
    EXPECT_EQ(reported(), "a.php");
    tree.file("a.php", "4"); // and it is still watched
    EXPECT_EQ(reported(), "a.php");
}

TEST_F(FileWatchTest, ReportsABurstOnceWithItsFirstFile) {
    tree.file("sub/x.php", "");
    watch();
    for (int i = 0; i < 20; ++i) {
        tree.file("file" + std::to_string(i) + ".php", "x");
    }
    tree.file("sub/x.php", "changed");
    EXPECT_EQ(reported(), "file0.php");
    passTime(2'000);
    EXPECT_EQ(changes.paths.size(), 1U);
}

TEST_F(FileWatchTest, WaitsUntilItIsQuietButNotForEver) {
    watch({{".php"}, {}, 10'000, 100'000, 10});
    int steps = 0;
    for (; changes.paths.empty() && steps < 100; ++steps) {
        tree.file("a.php", std::to_string(steps));
        takeNotice();
        passTime(5'000);
    }
    EXPECT_GE(steps, 15); // 5 s of quiet are not enough
    EXPECT_LE(steps, 25); // 100 s are the limit
}

TEST_F(FileWatchTest, WatchesFoldersBelow) {
    tree.file("a/b/c/deep.php", "1");
    watch();
    EXPECT_EQ(files->folderCount(), 4U);
    tree.file("a/b/c/deep.php", "2");
    EXPECT_EQ(reported(), "a/b/c/deep.php");
}

TEST_F(FileWatchTest, IgnoresHiddenAndNamedFolders) {
    for (const char* folder : {".git", "node_modules", "src/.cache", "src/node_modules", "cache"}) {
        tree.file(std::string(folder) + "/sub/x.php", "1");
    }
    watch({{".php"}, {"node_modules", "cache"}, 100, 1'000, 10});
    EXPECT_EQ(files->folderCount(), 2U); // the root and src
    tree.file(".git/sub/x.php", "2");
    tree.file("src/node_modules/sub/x.php", "2");
    fs::create_directories(tree.path("src/.new/sub"));
    tree.file("src/.new/sub/x.php", "2");
    expectSilence();
    EXPECT_EQ(files->folderCount(), 2U);
}

TEST_F(FileWatchTest, FindsFilesInNewFolders) {
    watch();
    tree.file("new/deep/a.php", "1"); // made at once: the watch on the folder comes too late for the file
    EXPECT_EQ(reported(), "new/deep/a.php");
    EXPECT_EQ(files->folderCount(), 3U);
    tree.file("new/deep/a.php", "2");
    EXPECT_EQ(reported(), "new/deep/a.php");
    fs::create_directory(tree.path("new/empty"));
    ASSERT_TRUE(runUntil([&] { return files->folderCount() == 4; }));
    tree.file("new/empty/b.php", "1");
    EXPECT_EQ(reported(), "new/empty/b.php");
}

TEST_F(FileWatchTest, FollowsFoldersThatAreRenamed) {
    tree.file("old/sub/a.php", "1");
    watch();
    fs::rename(tree.path("old"), tree.path("new"));
    EXPECT_EQ(reported(), "old"); // its code has gone from there
    EXPECT_EQ(files->folderCount(), 3U);
    tree.file("new/sub/a.php", "2");
    EXPECT_EQ(reported(), "new/sub/a.php");
    tree.file("old/sub/a.php", "3"); // another one by the old name
    EXPECT_EQ(reported(), "old/sub/a.php");
    tree.file("old/sub/a.php", "4");
    EXPECT_EQ(reported(), "old/sub/a.php");
    EXPECT_EQ(files->folderCount(), 5U);
}

TEST_F(FileWatchTest, TakesFoldersThatAreMovedInAndOut) {
    test::TempTree elsewhere;
    elsewhere.file("lib/sub/a.php", "1");
    watch();
    fs::rename(elsewhere.path("lib"), tree.path("lib"));
    EXPECT_EQ(reported(), "lib/sub/a.php");
    fs::rename(tree.path("lib"), elsewhere.path("lib"));
    EXPECT_EQ(reported(), "lib");
    EXPECT_EQ(files->folderCount(), 1U);
    elsewhere.file("lib/sub/a.php", "2"); // not ours any more
    expectSilence();
}

TEST_F(FileWatchTest, SaysNothingOfFoldersWithoutSuchFiles) {
    tree.file("logs/a.txt", "");
    watch();
    fs::create_directories(tree.path("tmp/x"));
    ASSERT_TRUE(runUntil([&] { return files->folderCount() == 4; }));
    fs::remove_all(tree.path("tmp"));
    fs::remove_all(tree.path("logs"));
    ASSERT_TRUE(runUntil([&] { return files->folderCount() == 1; }));
    expectSilence();
    EXPECT_EQ(changes.paths.size(), 1U);
}

TEST_F(FileWatchTest, SeesFoldersThatAreMadeAnewBehindItsBack) {
    for (int round = 0; round < 10; ++round) {
        tree.file("app/app/a.php", "1");
        if (!files) {
            watch();
        }
        takeNotice();
        passTime(300); // reports of the last round
        // Removed and made again before an event could be looked at; the disk may give the same numbers
        // again.
        fs::remove_all(tree.path("app"));
        tree.file("app/app/a.php", "2");
        EXPECT_NE(reported(), "<nothing>");
        takeNotice();
        EXPECT_EQ(files->folderCount(), 3U);
        tree.file("app/app/a.php", "3");
        EXPECT_EQ(reported(), "app/app/a.php") << round;
    }
}

TEST_F(FileWatchTest, SeesAFileInPlaceOfAFolder) {
    tree.file("x.php/a.php", "1");
    watch();
    fs::remove_all(tree.path("x.php"));
    tree.file("x.php", "1");
    EXPECT_NE(reported(), "<nothing>");
    EXPECT_EQ(files->folderCount(), 1U);
    fs::remove(tree.path("x.php"));
    EXPECT_EQ(reported(), "x.php");
    tree.file("x.php/a.php", "2");
    EXPECT_NE(reported(), "<nothing>");
    tree.file("x.php/a.php", "3");
    EXPECT_EQ(reported(), "x.php/a.php");
}

TEST_F(FileWatchTest, IsNotDisturbedByModesAndTimesOfFolders) {
    tree.file("src/a.php", "1");
    watch();
    tree.modifiedAt("src", 1'000'000'000);
    ASSERT_EQ(::chmod(tree.path("src").c_str(), 0700), 0);
    tree.modifiedAt("", 1'000'000'000);
    expectSilence();
    EXPECT_EQ(changes.paths.size(), 1U);
    tree.modifiedAt("src/a.php", 1'000'000'000); // touch counts
    EXPECT_EQ(reported(), "src/a.php");
}

TEST_F(FileWatchTest, DoesNotFollowLinksBelow) {
    test::TempTree elsewhere;
    elsewhere.file("a.php", "1");
    tree.link("linked", elsewhere.root());
    tree.link("loop", tree.root());
    watch();
    EXPECT_EQ(files->folderCount(), 1U);
    elsewhere.file("a.php", "2");
    expectSilence();
    // A folder that is given may be a link.
    auto linked = FileWatch::watch(loop, {tree.path("linked")}, {}, changes);
    ASSERT_TRUE(linked.ok());
    elsewhere.file("a.php", "3");
    EXPECT_EQ(reported(), "linked/a.php");
}

TEST_F(FileWatchTest, WaitsForAGivenFolderThatHasGone) {
    tree.file("root/a.php", "1");
    tree.file("other/b.php", "1");
    auto result = FileWatch::watch(loop, {tree.path("root/"), tree.path("other")}, {}, changes);
    ASSERT_TRUE(result.ok());
    files = result.take();
    fs::remove_all(tree.path("root"));
    EXPECT_NE(reported(), "<nothing>");
    ASSERT_TRUE(runUntil([&] { return files->folderCount() == 1; }));
    passTime(3'000);
    tree.file("other/b.php", "2");
    EXPECT_EQ(reported(), "other/b.php");
    tree.file("root/a.php", "2");
    passTime(1'200);
    EXPECT_EQ(changes.paths.back(), tree.path("root/a.php"));
    tree.file("root/a.php", "3");
    EXPECT_EQ(reported(), "root/a.php");
}

TEST_F(FileWatchTest, WatchesAllFilesWithoutASuffix) {
    watch({{}, {}, 100, 1'000, 10});
    tree.file("anything", "");
    EXPECT_EQ(reported(), "anything");
    watch({{".env", ".yaml"}, {}, 100, 1'000, 10});
    tree.file(".env", "");
    EXPECT_EQ(reported(), ".env");
}

TEST_F(FileWatchTest, TakesAsManyFoldersAsAreAllowed) {
    for (int i = 0; i < 4; ++i) {
        fs::create_directory(tree.path("f" + std::to_string(i)));
    }
    watch({{".php"}, {}, 100, 1'000, 5});
    EXPECT_EQ(files->folderCount(), 5U);
    fs::create_directory(tree.path("f4"));
    ASSERT_TRUE(runUntil([&] { return !changes.errors.empty(); }));
    EXPECT_EQ(changes.errors[0].code, Errc::TooMany);
    EXPECT_EQ(changes.errors[0].message, "watch folder " + tree.path("f4") + ": more than 5 folders");
    tree.file("f0/a.php", ""); // the others are watched
    EXPECT_EQ(reported(), "f0/a.php");
    EXPECT_EQ(changes.errors.size(), 1U); // told once

    auto tooMany = FileWatch::watch(loop, {tree.root()}, {{".php"}, {}, 100, 1'000, 5}, changes);
    ASSERT_FALSE(tooMany.ok());
    EXPECT_EQ(tooMany.error().code, Errc::TooMany);
}

TEST_F(FileWatchTest, ReportsAnErrorAndAChangeOfTheSameTime) {
    watch({{".php"}, {}, 100, 1'000, 1});
    fs::create_directory(tree.path("folder"));
    tree.file("a.php", "");
    EXPECT_EQ(reported(), "a.php");
    EXPECT_EQ(changes.errors.size(), 1U);
}

TEST_F(FileWatchTest, RefusesWhatIsNoFolder) {
    tree.file("file", "");
    auto codeOf = [&](const std::string& path) {
        auto result = FileWatch::watch(loop, {tree.root(), path}, {}, changes);
        return result ? "fine" : std::string(errcName(result.error().code)) + ": " + result.error().message;
    };
    EXPECT_EQ(codeOf(tree.path("none")),
              "not_found: watch folder " + tree.path("none") + ": No such file or directory");
    EXPECT_EQ(codeOf(tree.path("file")),
              "invalid_argument: watch folder " + tree.path("file") + ": it is not a folder");
    EXPECT_EQ(codeOf(""), "not_found: watch folder : No such file or directory");
    EXPECT_EQ(loop.handleCount(), 0U);
}

TEST_F(FileWatchTest, LeavesOutFoldersThatItMayNotRead) {
    if (::geteuid() != 0) {
        GTEST_SKIP() << "needs a folder of somebody else";
    }
    fs::create_directory(tree.path("secret"));
    tree.file("open/a.php", "1");
    ASSERT_EQ(::chmod(tree.path("secret").c_str(), 0700), 0);
    for (const char* path : {"", "open", "open/a.php"}) {
        ASSERT_EQ(::chmod(tree.path(path).c_str(), 0777), 0);
    }
    EXPECT_EQ(test::inChild([&] {
                  if (::setgroups(0, nullptr) != 0 || ::setuid(12345) != 0) {
                      return std::string("cannot become somebody else");
                  }
                  Loop own;
                  auto watch = FileWatch::watch(own, {tree.root()}, {}, changes);
                  if (!watch) {
                      return watch.error().message;
                  }
                  test::runUntil(own, [&] { return !changes.errors.empty(); });
                  tree.file("open/a.php", "2");
                  test::runUntil(own, [&] { return !changes.paths.empty(); });
                  std::string said = std::to_string(watch.value()->folderCount());
                  watch.value().reset();
                  return said + " " + changes.errors.at(0).message + " " + changes.paths.at(0);
              }),
              "2 watch folder " + tree.path("secret") + ": Permission denied " + tree.path("open/a.php"));
}

TEST_F(FileWatchTest, ReportsThatNoDescriptorsAreLeft) {
    EXPECT_EQ(test::inChild([&] {
                  Loop own;
                  rlimit none{0, 0};
                  ::setrlimit(RLIMIT_NOFILE, &none);
                  auto watch = FileWatch::watch(own, {tree.root()}, {}, changes);
                  return watch ? "fine" : watch.error().message;
              }),
              "watch folder " + tree.root() + ": too many open files (or fs.inotify.max_user_instances)");
}

TEST_F(FileWatchTest, DoesNotKeepTheLoopRunning) {
    watch();
    EXPECT_EQ(loop.run(), Loop::End::Quiescent);
    EXPECT_EQ(loop.handleCount(), 1U);
    files->close();
    files->close();
    EXPECT_EQ(loop.handleCount(), 0U);
    EXPECT_EQ(files->folderCount(), 0U);
    tree.file("a.php", "");
    takeNotice();
    passTime(2'000);
    EXPECT_TRUE(changes.paths.empty());
}

TEST_F(FileWatchTest, MayBeDestroyedByItsHandler) {
    tree.file("sub/a.php", "");
    changes.onChangeAction = [this] { files.reset(); };
    watch();
    tree.file("sub/a.php", "1");
    EXPECT_EQ(reported(), "sub/a.php");
    watch({{".php"}, {}, 100, 1'000, 2});
    fs::create_directory(tree.path("more"));
    tree.file("b.php", "");
    ASSERT_TRUE(runUntil([&] { return !changes.errors.empty(); }));
    settle();
    EXPECT_FALSE(files);
    EXPECT_EQ(changes.paths.size(), 1U);
    EXPECT_EQ(loop.handleCount(), 0U);
}

TEST_F(FileWatchTest, DropsWhatItWasAboutToReport) {
    watch();
    tree.file("a.php", "");
    takeNotice(); // armed now
    files.reset();
    passTime(2'000);
    EXPECT_TRUE(changes.paths.empty());
}

TEST(FileWatchLoop, EndsWithTheLoopWhileItsOwnerLivesOn) {
    test::TempTree tree;
    tree.file("sub/a.php", "1");
    Changes changes;
    std::unique_ptr<FileWatch> files;
    {
        Loop loop;
        files = FileWatch::watch(loop, {tree.root()}, {}, changes).take();
        tree.file("sub/a.php", "2");
        test::settle(loop);
    }
    EXPECT_EQ(files->folderCount(), 0U);
    files->close();
}

TEST(FileWatchLoop, EndsInAForkedChildAndGoesOnInItsParent) {
    test::TempTree tree;
    Changes changes;
    Loop loop;
    auto files = FileWatch::watch(loop, {tree.root()}, {}, changes).take();
    test::settle(loop);
    EXPECT_EQ(test::inChild([&] {
                  bool ok = loop.recoverAfterFork().ok();
                  files.reset();
                  test::settle(loop);
                  return std::string(ok ? "gone" : "failed");
              }),
              "gone");
    tree.file("a.php", "");
    EXPECT_TRUE(test::runUntil(loop, [&] { return changes.paths.size() == 1; }));
}

} // namespace
} // namespace aha::net
