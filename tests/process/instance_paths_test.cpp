#include "core/process/instance_paths.h"

#include "support/child_process.h"
#include "support/http_temp_tree.h"

#include <gtest/gtest.h>

#include <sys/stat.h>

namespace aha::process {
namespace {

class Instances : public testing::Test {
protected:
    Instances() { ::unsetenv("XDG_RUNTIME_DIR"); }
    ~Instances() override { ::unsetenv("XDG_RUNTIME_DIR"); }

    Result<InstancePaths> find(std::string_view app = "shop", std::string_view script = "/srv/shop.php",
                               std::string_view address = "127.0.0.1:80") const {
        return instancePaths({app, script, address, tree.root()});
    }
    void expectRefusal(const std::string& why) const {
        auto found = find();
        ASSERT_FALSE(found.ok());
        EXPECT_EQ(found.error().code, Errc::PermissionDenied);
        EXPECT_EQ(found.error().message, "folder " + folder + " is not safe for a control socket: " + why);
    }

    test::TempTree tree;
    const std::string folder = tree.root() + "/aha-" + std::to_string(::geteuid());
};

TEST_F(Instances, AreInAFolderOfTheirUser) {
    ::umask(0);
    auto found = find();
    ::umask(022);
    ASSERT_TRUE(found.ok());
    EXPECT_EQ(found.value().folder, folder);
    // FNV-1a of "/srv/shop.php\0127.0.0.1:80", computed by another program.
    EXPECT_EQ(found.value().controlSocket, folder + "/shop-05e1bb87543741bf.sock");
    EXPECT_EQ(found.value().pidFile, folder + "/shop-05e1bb87543741bf.pid");
    struct stat info {};
    ASSERT_EQ(::stat(folder.c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 07777, 0700U);
    EXPECT_TRUE(find().ok()); // it is there now
}

TEST_F(Instances, MakeTheFolderWhateverTheUmask) {
    ::umask(0777);
    auto found = find();
    ::umask(022);
    EXPECT_TRUE(found.ok());
}

TEST_F(Instances, DifferByScriptAndAddress) {
    auto one = find("shop", "/a", "b");
    for (auto& other : {find("shop", "/ab", ""), find("shop", "/a", "c"), find("shop", "/b", "b")}) {
        EXPECT_NE(one.value().controlSocket, other.value().controlSocket);
    }
    EXPECT_EQ(one.value().controlSocket, find("shop", "/a", "b").value().controlSocket);
}

TEST_F(Instances, AreInTheRuntimeFolderIfThatIsOurs) {
    const std::string runtime = tree.path("run");
    ASSERT_EQ(::mkdir(runtime.c_str(), 0700), 0);
    ::setenv("XDG_RUNTIME_DIR", runtime.c_str(), 1);
    EXPECT_EQ(find().value().folder, runtime + "/aha");
    for (const char* unfit : {"/proc/no-such-folder", "relative", "", "/proc/version"}) {
        ::setenv("XDG_RUNTIME_DIR", unfit, 1);
        EXPECT_EQ(find().value().folder, folder) << unfit;
    }
    if (::geteuid() == 0) { // that of the user who has become root
        ASSERT_EQ(::chown(runtime.c_str(), 12345, 12345), 0);
        ::setenv("XDG_RUNTIME_DIR", runtime.c_str(), 1);
        EXPECT_EQ(find().value().folder, folder);
    }
}

TEST_F(Instances, HaveFileNamesWithoutSurprises) {
    auto nameOf = [&](std::string_view app) {
        std::string path = find(app).value().controlSocket.substr(folder.size() + 1);
        return path.substr(0, path.rfind('-'));
    };
    EXPECT_EQ(nameOf("My-App_2.0"), "My-App_2.0");
    EXPECT_EQ(nameOf("../etc/\xc3\xa4 b\n"), ".._etc____b_");
    EXPECT_EQ(nameOf(""), "aha");
    EXPECT_EQ(nameOf(std::string(40, 'x')), std::string(40, 'x'));
    EXPECT_EQ(nameOf(std::string(41, 'x')), std::string(40, 'x'));
}

TEST_F(Instances, RefuseALink) {
    tree.file("elsewhere/file", "");
    tree.link("aha-" + std::to_string(::geteuid()), tree.path("elsewhere"));
    expectRefusal("it is a symbolic link");
}

TEST_F(Instances, RefuseAFile) {
    tree.file("aha-" + std::to_string(::geteuid()), "");
    expectRefusal("it is not a folder");
}

TEST_F(Instances, RefuseAFolderThatIsOpenToOthers) {
    for (mode_t mode : {0755, 0710, 0701, 0777}) {
        ASSERT_TRUE(::mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST);
        ASSERT_EQ(::chmod(folder.c_str(), mode), 0);
        expectRefusal("other users have access to it (mode must be 0700)");
    }
    ASSERT_EQ(::chmod(folder.c_str(), 0500), 0);
    expectRefusal("we have no access to it (mode must be 0700)");
}

TEST_F(Instances, RefuseAFolderOfAnotherUser) {
    if (::geteuid() != 0) {
        GTEST_SKIP() << "only root can give a folder away";
    }
    ASSERT_EQ(::mkdir(folder.c_str(), 0700), 0);
    ASSERT_EQ(::chown(folder.c_str(), 12345, 12345), 0);
    expectRefusal("it belongs to another user");
}

TEST_F(Instances, SayThatTheFolderCannotBeMade) {
    auto found = instancePaths({"shop", "/a", "b", tree.path("no/such")});
    ASSERT_FALSE(found.ok());
    EXPECT_EQ(found.error().code, Errc::NotFound);
    EXPECT_EQ(found.error().message, "create the folder " + tree.path("no/such") + "/aha-" +
                                         std::to_string(::geteuid()) + ": No such file or directory");
}

TEST_F(Instances, FitTheAddressOfASocket) {
    // "/aha-<uid>/" + "x-" + 16 digits + ".sock" follow; 107 bytes are possible in all.
    std::size_t rest = 6 + std::to_string(::geteuid()).size() + 2 + 16 + 5;
    std::string longest = tree.root() + "/" + std::string(107 - rest - tree.root().size() - 1, 'd');
    ASSERT_EQ(::mkdir(longest.c_str(), 0700), 0);
    ASSERT_EQ(::mkdir((longest + "d").c_str(), 0700), 0);
    auto found = instancePaths({"x", "/a", "b", longest});
    ASSERT_TRUE(found.ok()) << found.error().message;
    EXPECT_EQ(found.value().controlSocket.size(), 107U);
    auto tooLong = instancePaths({"x", "/a", "b", longest + "d"});
    ASSERT_FALSE(tooLong.ok());
    EXPECT_EQ(tooLong.error().code, Errc::TooLarge);
    EXPECT_NE(tooLong.error().message.find("the path has 108 bytes, at most 107 are possible"),
              std::string::npos)
        << tooLong.error().message;
    EXPECT_NE(tooLong.error().message.find(longest), std::string::npos);
}

} // namespace
} // namespace aha::process
