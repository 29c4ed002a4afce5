#include "core/mvc/class_paths.h"

#include <gtest/gtest.h>

namespace aha::mvc {

using Files = std::vector<std::string>;

TEST(ClassPaths, NamespacesAreBelowTheParentOfTheirFolder) {
    ClassPaths paths;
    EXPECT_TRUE(paths.addNamespace("Application", "/srv/app/"));
    EXPECT_EQ(paths.candidates("Application\\Models\\User"), Files{"/srv/app/Application/Models/User.php"});
    EXPECT_EQ(paths.candidates("\\Application\\Models\\User"), Files{"/srv/app/Application/Models/User.php"});
    EXPECT_EQ(paths.candidates("Application\\models\\userName"),
              Files{"/srv/app/Application/Models/UserName.php"});
    EXPECT_EQ(paths.candidates("Application\\X"), Files{"/srv/app/Application/X.php"});
    EXPECT_EQ(paths.candidates("Application"), Files{});
    EXPECT_EQ(paths.candidates("Other\\X"), Files{});
    EXPECT_EQ(paths.candidates("ApplicationX\\Y"), Files{});
}

TEST(ClassPaths, PrefixesAreFolders) {
    ClassPaths paths;
    EXPECT_TRUE(paths.addPrefix("App\\", "/srv/src"));
    EXPECT_EQ(paths.candidates("App\\Models\\user"), Files{"/srv/src/Models/user.php"});
}

TEST(ClassPaths, TheLongestPrefixComesFirst) {
    ClassPaths paths;
    paths.addNamespace("App", "/a");
    paths.addPrefix("App\\Models", "/m");
    paths.addPrefix("App\\Models\\", "/m2/");
    paths.addPrefix("App", "/p");
    paths.addPrefix("App", "/p"); // twice
    EXPECT_EQ(paths.candidates("App\\Models\\User"),
              (Files{"/m/User.php", "/m2/User.php", "/p/Models/User.php", "/a/App/Models/User.php"}));
    EXPECT_EQ(paths.candidates("App\\Models"), (Files{"/p/Models.php", "/a/App/Models.php"}));
}

TEST(ClassPaths, PathsAreThoseOfNamespaces) {
    ClassPaths paths;
    paths.addNamespace("\\App\\", "/a//");
    paths.addNamespace("App", "/b");
    paths.addPrefix("Other", "/c");
    ASSERT_NE(paths.pathOf("App"), nullptr);
    EXPECT_EQ(*paths.pathOf("App\\"), "/a");
    EXPECT_EQ(paths.pathOf("Other"), nullptr);
    EXPECT_EQ(paths.pathOf(""), nullptr);
    EXPECT_EQ(paths.candidates("App\\X"), (Files{"/a/App/X.php", "/b/App/X.php"}));
    paths.addNamespace("Root", "/");
    EXPECT_EQ(*paths.pathOf("Root"), "/");
}

TEST(ClassPaths, OnlyNamesOfClassesAreLookedFor) {
    ClassPaths paths;
    EXPECT_FALSE(paths.addNamespace("", "/a"));
    EXPECT_FALSE(paths.addNamespace("A/B", "/a"));
    EXPECT_FALSE(paths.addPrefix("..", "/a"));
    EXPECT_TRUE(paths.addPrefix("A", "/a"));
    for (const char* name : {"A\\..\\B", "A\\B/C", "A\\", "A\\\\B", "A\\B.php", ""}) {
        EXPECT_EQ(paths.candidates(name), Files{}) << name;
    }
    EXPECT_EQ(paths.candidates(std::string_view("A\\B\0C", 5)), Files{});
    EXPECT_EQ(paths.candidates("A\\\xc3\x84"), Files{"/a/\xc3\x84.php"});
}

} // namespace aha::mvc
