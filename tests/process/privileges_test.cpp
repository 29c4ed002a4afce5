#include "core/process/privileges.h"

#include "support/child_process.h"
#include "support/http_temp_tree.h"

#include <gtest/gtest.h>

#include <grp.h>
#include <pwd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <vector>

namespace aha::process {
namespace {

using test::inChild;

std::string failureOf(const PrivilegeOptions& options) {
    auto checked = Privileges::check(options);
    return checked ? "fine" : std::string(errcName(checked.error().code)) + ": " + checked.error().message;
}

std::string outcomeOf(const PrivilegeOptions& options) {
    auto checked = Privileges::check(options);
    if (!checked) {
        return "check: " + checked.error().message;
    }
    auto applied = checked.value().apply();
    return applied ? "applied" : "apply: " + applied.error().message;
}

std::string ids() {
    std::vector<gid_t> groups(64);
    int count = ::getgroups(int(groups.size()), groups.data());
    groups.resize(std::size_t(std::max(count, 0)));
    std::sort(groups.begin(), groups.end());
    std::string text = std::to_string(::getuid()) + " " + std::to_string(::geteuid()) + " " +
                       std::to_string(::getgid()) + " " + std::to_string(::getegid()) + " [";
    for (gid_t group : groups) {
        text += " " + std::to_string(group);
    }
    return text + " ]";
}

// As a user without rights; uid and gid 12345 have no entry in the user database.
std::string inPlainChild(const std::function<std::string()>& body) {
    return inChild([&] {
        gid_t group = 12345;
        bool isPlain =
            ::geteuid() != 0 || (::setgroups(1, &group) == 0 && ::setgid(group) == 0 && ::setuid(12345) == 0);
        return isPlain ? body() : std::string("cannot become a plain user");
    });
}

TEST(Privileges, ChangeNothingByDefault) {
    auto checked = Privileges::check({});
    ASSERT_TRUE(checked.ok());
    EXPECT_FALSE(checked.value().changesAnything());
    EXPECT_EQ(checked.value().uid(), ::geteuid());
    EXPECT_EQ(checked.value().gid(), ::getegid());
    std::string before = ids();
    EXPECT_TRUE(checked.value().apply().ok());
    EXPECT_EQ(ids(), before);
}

TEST(Privileges, NameWhatDoesNotExist) {
    EXPECT_EQ(failureOf({"no-such-user", "", ""}),
              "not_found: option 'user': there is no user \"no-such-user\"");
    EXPECT_EQ(failureOf({"", "no-such-group", ""}),
              "not_found: option 'group': there is no group \"no-such-group\"");
    EXPECT_EQ(failureOf({"-1", "", ""}), "not_found: option 'user': there is no user \"-1\"");
    EXPECT_EQ(failureOf({"", "4294967295", ""}),
              "not_found: option 'group': there is no group \"4294967295\"");
    EXPECT_EQ(failureOf({"", "4294967296", ""}),
              "not_found: option 'group': there is no group \"4294967296\"");
    EXPECT_EQ(failureOf({"4000000000", "", ""}), "invalid_argument: option 'user': 4000000000 has no entry "
                                                 "in the user database: set option 'group' too");
}

TEST(Privileges, LookAtTheRootFolder) {
    test::TempTree tree;
    tree.file("file", "");
    EXPECT_EQ(failureOf({"", "", "relative"}),
              "invalid_argument: option 'chroot': \"relative\" is not an absolute path");
    EXPECT_EQ(failureOf({"", "", tree.path("none")}),
              "not_found: option 'chroot': \"" + tree.path("none") + "\": No such file or directory");
    EXPECT_EQ(failureOf({"", "", tree.path("file")}),
              "invalid_argument: option 'chroot': \"" + tree.path("file") + "\" is not a folder");
}

TEST(Privileges, AreForRootAlone) {
    EXPECT_EQ(inPlainChild([] {
                  std::string self = std::to_string(::geteuid());
                  return failureOf({"root", "", ""}) ==
                                 "permission_denied: option 'user': become \"root\": only "
                                 "root may do that, and this process runs as user " +
                                     self
                             ? std::string("refused")
                             : failureOf({"root", "", ""});
              }),
              "refused");
    EXPECT_EQ(
        inPlainChild([] {
            std::string self = std::to_string(::geteuid());
            std::string said = failureOf({"", "0", ""});
            return said == "permission_denied: option 'group': take the group \"0\": only root may do that, "
                           "and this process runs as user " +
                               self
                       ? std::string("refused")
                       : said;
        }),
        "refused");
    EXPECT_EQ(inPlainChild([] {
                  std::string self = std::to_string(::geteuid());
                  std::string said = failureOf({"", "", "/tmp"});
                  return said == "permission_denied: option 'chroot': change to \"/tmp\": only root may do "
                                 "that, and "
                                 "this process runs as user " +
                                     self
                             ? std::string("refused")
                             : said;
              }),
              "refused");
}

TEST(Privileges, MayNameWhatIsTheCaseAlready) {
    EXPECT_EQ(inPlainChild([] {
                  std::string user = std::to_string(::geteuid()), group = std::to_string(::getegid());
                  auto checked = Privileges::check({user, group, ""});
                  if (!checked) {
                      return checked.error().message;
                  }
                  std::string before = ids();
                  bool isIdle = !checked.value().changesAnything() && checked.value().apply().ok();
                  return std::string(isIdle && ids() == before ? "nothing to do" : "changed");
              }),
              "nothing to do");
}

class PrivilegesOfRoot : public testing::Test {
protected:
    void SetUp() override {
        if (::geteuid() != 0) {
            GTEST_SKIP() << "needs root";
        }
    }
};

TEST_F(PrivilegesOfRoot, BecomeAUserWithItsGroupsForGood) {
    passwd* nobody = ::getpwnam("nobody");
    ASSERT_NE(nobody, nullptr);
    std::string uid = std::to_string(nobody->pw_uid), gid = std::to_string(nobody->pw_gid);
    std::string expected =
        uid + " " + uid + " " + gid + " " + gid + " [ " + gid + " ]; root: refused, refused";
    for (const std::string& name : {std::string("nobody"), uid}) {
        EXPECT_EQ(inChild([&] {
                      gid_t many[] = {0, 1, 2};
                      ::setgroups(3, many); // must not survive
                      std::string outcome = outcomeOf({name, "", ""});
                      return outcome != "applied"
                                 ? outcome
                                 : ids() + "; root: " + (::setuid(0) ? "refused" : "possible") + ", " +
                                       (::setgid(0) ? "refused" : "possible");
                  }),
                  expected);
    }
}

TEST_F(PrivilegesOfRoot, TakeAGroupOfTheirOwn) {
    EXPECT_EQ(inChild([] {
                  std::string outcome = outcomeOf({"12345", "54321", ""});
                  return outcome == "applied" ? ids() : outcome;
              }),
              "12345 12345 54321 54321 [ 54321 ]");
    EXPECT_EQ(inChild([] {
                  std::string outcome = outcomeOf({"", "54321", ""});
                  return outcome == "applied" ? ids() : outcome;
              }),
              "0 0 54321 54321 [ 54321 ]");
}

TEST_F(PrivilegesOfRoot, TakeAGroupByItsName) {
    group* other = ::getgrgid(1);
    if (!other) {
        GTEST_SKIP() << "there is no group 1";
    }
    std::string name = other->gr_name;
    EXPECT_EQ(inChild([&] {
                  std::string outcome = outcomeOf({"12345", name, ""});
                  return outcome == "applied" ? ids() : outcome;
              }),
              "12345 12345 1 1 [ 1 ]");
}

TEST_F(PrivilegesOfRoot, ResolveNamesBeforeTheRootChanges) {
    test::TempTree tree; // has no etc/passwd
    tree.file("inside", "");
    ASSERT_EQ(::chmod(tree.root().c_str(), 0755), 0);
    EXPECT_EQ(inChild([&] {
                  std::string outcome = outcomeOf({"nobody", "", tree.root()});
                  char folder[256] = "?";
                  bool isInside = ::access("/inside", F_OK) == 0 && ::access(tree.root().c_str(), F_OK) != 0;
                  return outcome + " " + (::getcwd(folder, sizeof folder) ? folder : "?") +
                         (isInside ? " inside" : " outside") + (::getuid() == 0 ? " root" : " nobody");
              }),
              "applied / inside nobody");
}

TEST_F(PrivilegesOfRoot, FailWhenTheRootFolderHasGone) {
    test::TempTree tree;
    const std::string folder = tree.path("root");
    ASSERT_EQ(::mkdir(folder.c_str(), 0755), 0);
    EXPECT_EQ(inChild([&] {
                  auto checked = Privileges::check({"", "", folder});
                  ::rmdir(folder.c_str());
                  auto applied = checked.value().apply();
                  return applied ? std::string("applied") : applied.error().message;
              }),
              "option 'chroot': change to \"" + folder + "\": No such file or directory");
}

TEST_F(PrivilegesOfRoot, FailWhenTheyWereCheckedAsRootAndAppliedAsAnother) {
    EXPECT_EQ(inChild([] {
                  auto checked = Privileges::check({"nobody", "", ""});
                  EXPECT_EQ(::setuid(12345), 0);
                  auto applied = checked.value().apply();
                  return applied ? std::string("applied") : std::string(errcName(applied.error().code));
              }),
              "permission_denied");
}

TEST_F(PrivilegesOfRoot, NoticeThatRootCouldComeBack) {
#ifdef __linux__
    // Capabilities that stay across setuid() give root back.
    auto keepCapabilities = [] { return ::prctl(PR_SET_SECUREBITS, 1 << 2) == 0; }; // SECBIT_NO_SETUID_FIXUP
    if (inChild([&] { return std::string(keepCapabilities() ? "yes" : "no"); }) == "no") {
        GTEST_SKIP() << "the capability SETPCAP is missing";
    }
    EXPECT_EQ(inChild([&] {
                  keepCapabilities();
                  return outcomeOf({"12345", "12345", ""});
              }),
              "apply: user 12345 could become root again");
#endif
}

TEST_F(PrivilegesOfRoot, MayStayRoot) {
    EXPECT_EQ(inChild([] {
                  std::string outcome = outcomeOf({"root", "", ""});
                  return outcome + " " + std::to_string(::getuid());
              }),
              "applied 0");
}

} // namespace
} // namespace aha::process
