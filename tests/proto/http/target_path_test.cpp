#include "core/proto/http/target_path.h"

#include <gtest/gtest.h>

namespace aha::http {
namespace {

TEST(SafePath, DecodesOnceAndNormalises) {
    EXPECT_EQ(safePath("/"), "/");
    EXPECT_EQ(safePath("/a/b.html"), "/a/b.html");
    EXPECT_EQ(safePath("/a/"), "/a/");
    EXPECT_EQ(safePath("//a///b//"), "/a/b/");
    EXPECT_EQ(safePath("/./a/./b/."), "/a/b/");
    EXPECT_EQ(safePath("/%2e/a"), "/a");
    EXPECT_EQ(safePath("/a%20b%c3%a4+c"), "/a b\xc3\xa4+c");
    EXPECT_EQ(safePath("/%252e%252e/x"), "/%2e%2e/x");
    EXPECT_EQ(safePath("/..."), "/...");
    EXPECT_EQ(safePath("/..a/b.."), "/..a/b..");
    EXPECT_EQ(safePath("/.hidden"), "/.hidden");
}

TEST(SafePath, NeverLeavesTheRoot) {
    for (const char* bad :
         {"/..", "/../a", "/a/..", "/a/../b", "/%2e%2e/a", "/.%2e", "/%2E./a", "/a/%2e%2e", "..", "a/.."}) {
        EXPECT_EQ(safePath(bad), std::nullopt) << bad;
    }
}

TEST(SafePath, RefusesWhatCanBeReadTwoWays) {
    for (const char* bad : {"", "a", "*", "/a%2fb", "/%2F", "/a\\b", "/%5c..%5c", "/%00", "/a%0d%0a", "/%7f",
                            "/%09", "/%", "/%4", "/%zz"}) {
        EXPECT_EQ(safePath(bad), std::nullopt) << bad;
    }
    EXPECT_EQ(safePath(std::string_view("/a\0b", 4)), std::nullopt);
}

} // namespace
} // namespace aha::http
