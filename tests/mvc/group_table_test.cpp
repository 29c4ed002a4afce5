#include "core/mvc/group_table.h"

#include <gtest/gtest.h>

#include <random>

namespace aha::mvc {
namespace {

// The definition, written down: slow and evident.
bool fitsByDefinition(std::string_view pattern, std::string_view route) {
    if (pattern.empty()) {
        return route.empty();
    }
    if (pattern[0] != '*') {
        return !route.empty() && pattern[0] == route[0] &&
               fitsByDefinition(pattern.substr(1), route.substr(1));
    }
    const bool any = pattern.size() > 1 && pattern[1] == '*';
    const std::string_view rest = pattern.substr(any ? 2 : 1);
    for (std::size_t taken = 0; taken <= route.size(); ++taken) {
        if (fitsByDefinition(rest, route.substr(taken))) {
            return true;
        }
        if (taken < route.size() && !any && route[taken] == '/') {
            return false;
        }
    }
    return false;
}

TEST(GroupPattern, StarsAndPaths) {
    EXPECT_TRUE(fitsPattern("**", "/"));
    EXPECT_TRUE(fitsPattern("**", ""));
    EXPECT_TRUE(fitsPattern("/", "/"));
    EXPECT_FALSE(fitsPattern("/", "/a"));
    EXPECT_TRUE(fitsPattern("/admin/**", "/admin"));
    EXPECT_TRUE(fitsPattern("/admin/**", "/admin/a/b"));
    EXPECT_FALSE(fitsPattern("/admin/**", "/administrator"));
    EXPECT_TRUE(fitsPattern("/**", "/"));
    EXPECT_TRUE(fitsPattern("/user/*", "/user/7"));
    EXPECT_FALSE(fitsPattern("/user/*", "/user/7/mail"));
    EXPECT_FALSE(fitsPattern("/user/*", "/user"));
    EXPECT_TRUE(fitsPattern("/*/list", "/a/list"));
    EXPECT_FALSE(fitsPattern("/*/list", "/a/b/list"));
    EXPECT_TRUE(fitsPattern("**/list", "/a/b/list"));
    EXPECT_TRUE(fitsPattern("/v*/x", "/v12/x"));
    EXPECT_FALSE(fitsPattern("/a", "/A"));
}

TEST(GroupPattern, FitsAsDefined) {
    std::mt19937 random(7);
    const auto text = [&random](std::string_view letters, std::size_t max) {
        std::string out;
        for (std::size_t length = random() % (max + 1); out.size() < length;) {
            out.push_back(letters[random() % letters.size()]);
        }
        return out;
    };
    int fitting = 0;
    for (int round = 0; round < 200'000; ++round) {
        const std::string pattern = text("ab/**", 7), route = text("ab/", 8);
        if (pattern.find("***") != std::string::npos) {
            continue; // means nothing more than "**"
        }
        const bool below = pattern.size() >= 3 && pattern.substr(pattern.size() - 3) == "/**";
        const bool expected =
            fitsByDefinition(pattern, route) ||
            (below && fitsByDefinition(pattern.substr(0, pattern.size() - 3), route == "/" ? "" : route));
        ASSERT_EQ(fitsPattern(pattern, route), expected) << pattern << " on " << route;
        fitting += expected;
    }
    EXPECT_GT(fitting, 1000);
}

TEST(GroupPattern, NoPatternTakesLong) {
    const std::string route(8192, 'a');
    std::string pattern;
    while (pattern.size() < GroupTable::kMaxPattern - 4) {
        pattern += "**a";
    }
    EXPECT_TRUE(fitsPattern(pattern, route));
    EXPECT_FALSE(fitsPattern(pattern + "b", route));
}

TEST(GroupRoute, OneTextForEachAction) {
    EXPECT_EQ(routeOfTarget("Demo/Client/Http"), "/demo/client/http");
    EXPECT_EQ(routeOfTarget("Demo/Client/HTTP"), "/demo/client/hTTP");
    EXPECT_EQ(routeOfTarget("Admin/Index"), "/admin");
    EXPECT_EQ(routeOfTarget("Admin/Index/Index"), "/admin");
    EXPECT_EQ(routeOfTarget("Index/Index/Index"), "/");
    EXPECT_EQ(routeOfTarget("Reindex"), "/reindex");
    EXPECT_EQ(routeOfTarget(""), "/");
    EXPECT_EQ(routeOfTarget("/user/{id:int}"), "/user/{id:int}");
}

TEST(GroupTable, FirstRuleThatFitsWins) {
    GroupTable table;
    table.addMember("web", 1);
    table.addMember("web", 2);
    table.addMember("admin", 3);
    table.addMember("admin", 2);
    ASSERT_TRUE(table.addRule("/admin/**", {"admin", "web"}));
    ASSERT_TRUE(table.addRule("/open", {}));
    ASSERT_TRUE(table.addRule("**", {"web"}));
    ASSERT_TRUE(table.check());
    using Members = std::vector<std::uint32_t>;
    EXPECT_EQ(table.membersOf(table.ruleFor("/admin/x")), (Members{3, 2, 1}));
    EXPECT_EQ(table.membersOf(table.ruleFor("/open")), Members{});
    EXPECT_EQ(table.membersOf(table.ruleFor("/x")), (Members{1, 2}));
    EXPECT_EQ(table.patternOf(table.ruleFor("/open")), "/open");
}

TEST(GroupTable, NoRuleNoMembers) {
    GroupTable table;
    EXPECT_EQ(table.ruleFor("/"), GroupTable::kNone);
    EXPECT_TRUE(table.membersOf(GroupTable::kNone).empty());
}

TEST(GroupTable, UnknownGroupsAreNamed) {
    GroupTable table;
    table.addGroup("empty");
    ASSERT_TRUE(table.addRule("/a", {"empty"}));
    EXPECT_TRUE(table.check());
    ASSERT_TRUE(table.addRule("/b", {"wbe"}));
    auto checked = table.check();
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().message,
              "pattern \"/b\" names the group \"wbe\", which is not there; known: empty");
}

TEST(GroupTable, Limits) {
    GroupTable table;
    EXPECT_FALSE(table.addRule("", {}));
    EXPECT_TRUE(table.addRule(std::string(GroupTable::kMaxPattern, 'a'), {}));
    EXPECT_FALSE(table.addRule(std::string(GroupTable::kMaxPattern + 1, 'a'), {}));
    while (table.ruleCount() < GroupTable::kMaxRules) {
        ASSERT_TRUE(table.addRule("/x", {}));
    }
    EXPECT_FALSE(table.addRule("/x", {}));
}

class Longest final : public PatternMatcher {
public:
    bool matches(std::uint32_t rule, std::string_view route) override {
        asked.push_back(rule);
        return route.size() > 3;
    }
    std::vector<std::uint32_t> asked;
};

TEST(GroupTable, ForeignPatternsAreTheMatchers) {
    GroupTable table;
    Longest matcher;
    ASSERT_TRUE(table.addRule("/a", {}));
    ASSERT_TRUE(table.addRule("#^.{4}#", {}, true));
    ASSERT_TRUE(table.addRule("**", {}));
    EXPECT_EQ(table.ruleFor("/a", &matcher), 0u);
    EXPECT_TRUE(matcher.asked.empty());
    EXPECT_EQ(table.ruleFor("/abc", &matcher), 1u);
    EXPECT_EQ(table.ruleFor("/ab", &matcher), 2u);
    EXPECT_EQ(table.ruleFor("/abc"), 2u) << "without a matcher they fit nothing";
    EXPECT_EQ(matcher.asked, (std::vector<std::uint32_t>{1, 1}));
}

} // namespace
} // namespace aha::mvc
