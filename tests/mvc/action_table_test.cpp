#include "core/mvc/action_table.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace aha::mvc {

using Outcome = ActionTable::Outcome;

class ActionTableTest : public ::testing::Test {
protected:
    void fill(const std::vector<std::string>& paths) {
        for (const std::string& path : paths) {
            EXPECT_TRUE(table.add(path)) << path;
        }
        table.finish();
    }
    std::string find(std::string_view uri, char delimiter = '/') {
        ActionTable::Match match = table.match(uri, delimiter);
        switch (match.outcome) {
        case Outcome::Found: return table.path(match.action);
        case Outcome::NotFound: return "not found";
        case Outcome::BadCharacter: return "bad character";
        case Outcome::TooManyParts: return "too many parts";
        case Outcome::TooLong: return "too long";
        }
        return "?";
    }
    ActionTable table;
};

TEST_F(ActionTableTest, PathsNameTheirFiles) {
    fill({"Demo/Client/Http", "Demo/Client/HTTP", "App/Say", "Hello"});
    EXPECT_EQ(find("/demo/client/http"), "Demo/Client/Http");
    EXPECT_EQ(find("/demo/client/HTTP"), "Demo/Client/HTTP"); // only the first letter is made upper case
    EXPECT_EQ(find("/demo/client/hTtp"), "not found");
    EXPECT_EQ(find("/app/say"), "App/Say");
    EXPECT_EQ(find("/hello"), "Hello");
    EXPECT_EQ(find("hello"), "Hello");
    EXPECT_EQ(find("//hello//"), "Hello");
    EXPECT_EQ(find("/app//say/"), "App/Say");
}

TEST_F(ActionTableTest, MissingPartsAreIndex) {
    fill({"Index/Index/Index", "A/Index/Index", "B/Index", "B/Index/Index", "C", "C/Index", "D/E/Index",
          "F/G"});
    EXPECT_EQ(find(""), "Index/Index/Index");
    EXPECT_EQ(find("/"), "Index/Index/Index");
    EXPECT_EQ(find("/index"), "Index/Index/Index");
    EXPECT_EQ(find("/index/index"), "Index/Index/Index");
    EXPECT_EQ(find("/a"), "A/Index/Index");
    EXPECT_EQ(find("/a/index"), "A/Index/Index");
    EXPECT_EQ(find("/b"), "B/Index"); // the least deep one wins
    EXPECT_EQ(find("/b/index"), "B/Index");
    EXPECT_EQ(find("/b/index/index"), "B/Index/Index");
    EXPECT_EQ(find("/c"), "C");
    EXPECT_EQ(find("/c/index"), "C/Index");
    EXPECT_EQ(find("/d/e"), "D/E/Index");
    EXPECT_EQ(find("/d"), "not found");
    EXPECT_EQ(find("/f"), "not found");
    EXPECT_EQ(find("/f/g/index"), "not found");
}

TEST_F(ActionTableTest, AMissingDefaultActionIsNotFound) {
    fill({"Index", "Index/Index"});
    EXPECT_EQ(find("/"), "not found"); // three levels are the rule, also where less would do for /index
    EXPECT_EQ(find("/index"), "Index");
}

TEST_F(ActionTableTest, ControllersAreFoundWhereNoActionIs) {
    for (const char* path : {"Shop/Cart/Add", "Shop/Index"}) {
        EXPECT_TRUE(table.add(path));
    }
    table.finish();
    EXPECT_FALSE(table.addController("Shop/Cart/Add")); // the action goes before it
    for (const char* path : {"Shop/Cart/Index", "Shop/Index/Index", "Shop/Index/Other", "User/Show",
                             "User/Index", "Index/Index", "A/B/C/D/List", "A/B/C/D/Index"}) {
        EXPECT_TRUE(table.addController(path)) << path;
    }
    EXPECT_FALSE(table.addController("a/b")); // no class is called so
    EXPECT_FALSE(table.addController("A/1b"));
    EXPECT_TRUE(table.addController("P1/P2/P3/P4/P5/P6/P7/P8"));
    EXPECT_FALSE(table.addController("P1/P2/P3/P4/P5/P6/P7/P8/P9"));
    table.finishControllers();
    EXPECT_EQ(find("/shop/cart/add"), "Shop/Cart/Add");
    EXPECT_EQ(find("/shop/cart"), "Shop/Cart/Index");
    EXPECT_EQ(find("/shop"), "Shop/Index"); // that of the action
    EXPECT_EQ(find("/shop/index"), "Shop/Index");
    EXPECT_EQ(find("/shop/index/index"), "Shop/Index/Index");
    EXPECT_EQ(find("/shop/index/other"), "Shop/Index/Other");
    EXPECT_EQ(find("/user"), "User/Index");
    EXPECT_EQ(find("/user/show"), "User/Show");
    EXPECT_EQ(find("user-show", '-'), "User/Show");
    EXPECT_EQ(find("/"), "Index/Index");
    EXPECT_EQ(find("/index"), "Index/Index");
    EXPECT_EQ(find("/a/b/c/d/list"), "A/B/C/D/List");
    EXPECT_EQ(find("/a/b/c/d"), "A/B/C/D/Index");
    EXPECT_EQ(find("/a/b/c"), "not found");
    EXPECT_EQ(find("/a/b/c/d/none"), "too many parts");
    EXPECT_EQ(find("/p1/p2/p3/p4/p5/p6/p7/p8"), "P1/P2/P3/P4/P5/P6/P7/P8");
}

TEST_F(ActionTableTest, TheStartPageOfActionsGoesBeforeThatOfControllers) {
    fill({"Index/Index/Index"});
    EXPECT_FALSE(table.addController("Index/Index"));
    EXPECT_TRUE(table.addController("Index/About"));
    table.finishControllers();
    EXPECT_EQ(find("/index/about"), "Index/About");
    EXPECT_EQ(find("/"), "Index/Index/Index");
    EXPECT_EQ(find("/index/index"), "Index/Index/Index");
}

TEST_F(ActionTableTest, SpacesAndDotsDoNotCount) {
    fill({"Demo/Client/Http"});
    EXPECT_EQ(find("/de mo/./client/ht.tp "), "Demo/Client/Http");
    EXPECT_EQ(find("/../demo/client/http"), "Demo/Client/Http");
    EXPECT_EQ(find(" . /"), "not found");
}

TEST_F(ActionTableTest, CommandsAreDividedByTheirDelimiter) {
    fill({"Index/Index/Index", "Demo/Client/Http", "Demo/Index"});
    EXPECT_EQ(find("demo-client-http", '-'), "Demo/Client/Http");
    EXPECT_EQ(find("demo", '-'), "Demo/Index");
    EXPECT_EQ(find("-/demo-/", '-'), "Demo/Index");
    EXPECT_EQ(find("demo-client/http", '-'), "bad character");
    EXPECT_EQ(find("demo/client/http", '-'), "bad character");
    EXPECT_EQ(find("demo_client_http", '_'), "Demo/Client/Http");
    EXPECT_EQ(find("demo-client-http", '/'), "not found"); // one part, which no class has as its name
    EXPECT_TRUE(ActionTable::isDelimiter('-'));
    EXPECT_FALSE(ActionTable::isDelimiter(':'));
}

TEST_F(ActionTableTest, CharactersAreLimited) {
    fill({"A"});
    for (int c = 0; c < 256; ++c) {
        std::string uri = std::string("/a") + static_cast<char>(c) + "a";
        bool allowed = std::isalnum(c) != 0 || c == '_' || c == '/' || c == '-' || c == ' ' || c == '.';
        EXPECT_EQ(find(uri) != "bad character", allowed) << c;
    }
    EXPECT_EQ(find("/a?b=1"), "bad character");
}

TEST_F(ActionTableTest, ZeroIsAPartLikeOthers) {
    fill({"A/B", "A/Index"});
    EXPECT_EQ(find("/a/0/b"), "not found");
    EXPECT_EQ(find("/a/0"), "not found");
}

TEST_F(ActionTableTest, ThreePartsAreTheLimit) {
    fill({"A/B/C"});
    EXPECT_EQ(find("/a/b/c"), "A/B/C");
    EXPECT_EQ(find("/a/b/c/d"), "too many parts");
    EXPECT_EQ(find("/a/b/c/"), "A/B/C");
}

TEST_F(ActionTableTest, LengthIsLimited) {
    std::string name(ActionTable::kMaxUri, 'a');
    name[0] = 'A';
    fill({name});
    EXPECT_EQ(find(std::string(ActionTable::kMaxUri, 'a')), name);
    EXPECT_EQ(find(std::string(ActionTable::kMaxUri + 1, 'a')), "too long");
    EXPECT_FALSE(table.add("B" + name));
    std::string parts;
    while (parts.size() + 2 <= ActionTable::kMaxUri) {
        parts += "a/";
    }
    EXPECT_EQ(find(parts), "too many parts");
}

TEST_F(ActionTableTest, FilesThatNobodyCanReachAreLeftOut) {
    EXPECT_FALSE(table.add("")); // nothing
    EXPECT_FALSE(table.add("lower"));
    EXPECT_FALSE(table.add("A/lower"));
    EXPECT_FALSE(table.add("A-b"));
    EXPECT_FALSE(table.add("A/0b"));
    EXPECT_FALSE(table.add("A.inc"));
    EXPECT_FALSE(table.add("A/B/C/D"));
    EXPECT_FALSE(table.add("/A"));
    EXPECT_FALSE(table.add("A/"));
    EXPECT_FALSE(table.add("A//B"));
    EXPECT_TRUE(table.add("A/B/C"));
    EXPECT_FALSE(table.add("A/B/C")); // twice
    EXPECT_EQ(table.size(), 1u);
}

} // namespace aha::mvc
