#include "core/mvc/url_rule.h"

#include <gtest/gtest.h>

namespace aha::mvc {

static std::string applied(std::string_view pattern, std::string_view target, std::string_view path) {
    Result<UrlRule> rule = UrlRule::compile(pattern, target);
    if (!rule) {
        return rule.error().message;
    }
    Rewritten out;
    if (!rule.value().apply(path, out)) {
        return "-";
    }
    return out.path + (out.query.empty() ? "" : "?" + out.query);
}

TEST(UrlRule, NamesTakeSegments) {
    EXPECT_EQ(applied("/shop/:alias", "goods/show/${alias}", "/shop/book"), "/goods/show/book");
    EXPECT_EQ(applied("/shop/:alias", "/goods/show", "/shop/book"), "/goods/show?alias=book");
    EXPECT_EQ(applied("/shop/:alias", "goods", "/shop"), "-");
    EXPECT_EQ(applied("/shop/:alias", "goods", "/shop/"), "-");
    EXPECT_EQ(applied("/shop/:alias", "goods", "/shop/a/b"), "-");
    EXPECT_EQ(applied("/:a/:b", "${b}/${a}", "/x/y"), "/y/x");
    EXPECT_EQ(applied("shop", "goods", "/shop"), "/goods");
}

TEST(UrlRule, TheWholePathMatchesWithoutRegardToCase) {
    EXPECT_EQ(applied("/Shop/Book", "goods", "/sHOP/bOOK"), "/goods");
    EXPECT_EQ(applied("/shop", "goods", "/shop/x"), "-");
    EXPECT_EQ(applied("/shop", "goods", "/x/shop"), "-");
    EXPECT_EQ(applied("/shop/:a", "goods/${a}", "/SHOP/Book"), "/goods/Book");
}

TEST(UrlRule, StarsTakeAnything) {
    EXPECT_EQ(applied("/old/.*", "/new", "/old/a/b"), "/new");
    EXPECT_EQ(applied("/old/.*", "/new", "/old/"), "/new");
    EXPECT_EQ(applied(".*/end", "/new", "/a/b/end"), "/new");
    EXPECT_EQ(applied("/a.*b", "/new", "/ab"), "/new");
    EXPECT_EQ(applied("/a.*b", "/new", "/axbyb"), "/new");
    EXPECT_EQ(applied("/a.*b", "/new", "/axby"), "-");
}

TEST(UrlRule, WhatIsCapturedIsAsLongAsTheRestAllows) {
    EXPECT_EQ(applied("/:a-:b", "x/${a}/${b}", "/1-2-3"), "/x/1-2/3");
    EXPECT_EQ(applied("/:name.html", "x/${name}", "/a.html.html"), "/x/a.html");
    EXPECT_EQ(applied("/:name.html", "x/${name}", "/.html"), "-");
    EXPECT_EQ(applied("/.*/:last", "x/${last}", "/a/b/c"), "/x/c");
}

TEST(UrlRule, TargetsMayHaveAQuery) {
    EXPECT_EQ(applied("/:a/:b/:c", "x?b=${b}&v=1", "/1/2/3"), "/x?b=2&v=1&a=1&c=3");
    EXPECT_EQ(applied("/:a", "x", "/a%20b&c=d+%zz"), "/x?a=a%2520b%26c%3Dd%2B%25zz"); // malformed: as text
    EXPECT_EQ(applied("/:a", "x", "/a%20b&c=d+e"), "/x?a=a%20b%26c%3Dd%2Be");
    EXPECT_EQ(applied("/:a", "x/${a}", "/a%2Fb"), "/x/a%2Fb");
    EXPECT_EQ(applied("/:a", "x?why=a?b", "/1"), "/x?why=a?b&a=1");
}

TEST(UrlRule, MistakesAreNamed) {
    EXPECT_EQ(applied("/:a", "x/${b}", "/1"),
              "URL rule \"/:a\": the target names ${b}, which the pattern does not capture");
    EXPECT_EQ(applied("/:a", "x/${a", "/1"),
              "URL rule \"/:a\": the target names ${a}, which the pattern does not capture");
    EXPECT_EQ(applied("/:a:b", "x", "/1"),
              "URL rule \"/:a:b\": what is captured, or \".*\", needs text before the next one");
    EXPECT_EQ(applied("/:a.*", "x", "/1"),
              "URL rule \"/:a.*\": what is captured, or \".*\", needs text before the next one");
    EXPECT_EQ(applied("/:a/:a", "x", "/1"), "URL rule \"/:a/:a\": :a stands there twice");
    EXPECT_EQ(applied("", "x", "/"), "URL rule \"\": a pattern has 1 to 1024 bytes");
    EXPECT_EQ(applied("/a", "", "/"), "URL rule \"/a\": the target must have 1 to 1024 bytes");
    for (const char* regex : {"/a+", "/(a|b)", "/[ab]", "/a?", "^/a$", "/\\d", "/a{2}", "/a*"}) {
        EXPECT_EQ(UrlRule::compile(regex, "x").error().code, Errc::Unsupported) << regex;
    }
}

TEST(UrlRule, LimitsAreLimits) {
    const std::string most = "/" + std::string(kMaxRuleBytes - 1, 'a');
    EXPECT_EQ(applied(most, "x", most), "/x");
    EXPECT_FALSE(UrlRule::compile(most + "a", "x").ok());
    EXPECT_TRUE(UrlRule::compile("/a", most).ok());
    EXPECT_FALSE(UrlRule::compile("/a", most + "a").ok());
    const std::string path = "/" + std::string(kMaxRulePathBytes - 1, 'a');
    EXPECT_EQ(applied("/:a", "x?y=1", path).size(), kMaxRulePathBytes - 1 + 9);
    EXPECT_EQ(applied("/:a", "x", path + "a"), "-");
    std::string parts;
    for (std::size_t i = 0; i < kMaxRuleParts; i += 2) {
        parts += "/:a" + std::to_string(i);
    }
    EXPECT_TRUE(UrlRule::compile(parts, "x").ok());
    EXPECT_FALSE(UrlRule::compile(parts + "/", "x").ok());
}

TEST(UrlRule, RegularExpressionsAreForPcre) {
    std::vector<std::string> names;
    EXPECT_EQ(regexOfRule("/a/:id(?:x|y)[[:alpha:]]", names), "^(?:/a/(?<id>[^/]+)(?:x|y)[[:alpha:]])$");
    EXPECT_EQ(names, std::vector<std::string>{"id"});
    names.clear();
    EXPECT_EQ(regexOfRule("a+", names), "^(?:/a+)$");
}

TEST(RuleTarget, CapturesComeInTheirOrder) {
    Result<RuleTarget> target = RuleTarget::parse("a/${y}?x=${x}", {"x", "y", "z"});
    ASSERT_TRUE(target.ok());
    Rewritten out;
    target.value().write({"1", "2", "3"}, out);
    EXPECT_EQ(out.path + "?" + out.query, "/a/2?x=1&z=3");
}

TEST(SplitFormat, KnowsItsFormatsOnly) {
    const std::vector<std::string> formats = {"json", "xml"};
    EXPECT_EQ(splitFormat("/user/7.json", formats).path, "/user/7");
    EXPECT_EQ(splitFormat("/user/7.JSON", formats).format, "json");
    EXPECT_EQ(splitFormat("/user/7.html", formats).path, "/user/7.html");
    EXPECT_EQ(splitFormat("/user/7.html", formats).format, "");
    EXPECT_EQ(splitFormat("/user/.json", formats).path, "/user/.json");
    EXPECT_EQ(splitFormat(".json", formats).path, ".json");
    EXPECT_EQ(splitFormat("/a.json/b", formats).path, "/a.json/b");
    EXPECT_EQ(splitFormat("/a.xml.json", formats).path, "/a.xml");
}

} // namespace aha::mvc
