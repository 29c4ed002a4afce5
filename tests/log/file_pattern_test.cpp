#include "core/log/file_pattern.h"

#include "log/log_support.h"

#include <gtest/gtest.h>

namespace aha::log {

static FilePattern parsed(std::string_view text) {
    auto pattern = FilePattern::parse(text);
    EXPECT_TRUE(pattern.ok()) << text;
    return pattern.ok() ? pattern.take() : FilePattern();
}

TEST(FilePattern, ExpandsTheLettersOfPhpsDate) {
    LocalTime now = test::timeOf(1'704'272'645); // 2024-01-03 09:04:05
    EXPECT_EQ(parsed("/a/b.log").expand(now.fields), "/a/b.log");
    EXPECT_EQ(parsed("/a/{Y}{m}{d}/b-{H}.log").expand(now.fields), "/a/20240103/b-09.log");
    EXPECT_EQ(parsed("{y}-{n}-{j}_{G}:{i}:{s}").expand(now.fields), "24-1-3_9:04:05");
}

TEST(FilePattern, RefusesOtherBraces) {
    for (std::string_view text : {"a{", "a}", "a{}", "a{Q}", "a{Ym}", "a{Y", "{a}b", "a{Y}}"}) {
        EXPECT_FALSE(FilePattern::parse(text).ok()) << text;
    }
    EXPECT_FALSE(FilePattern::parse(std::string_view("a\0b", 3)).ok());
    EXPECT_FALSE(FilePattern::parse("/a/").ok());
    EXPECT_FALSE(FilePattern::parse("").ok());
}

TEST(FilePattern, KnowsWhereTheTimeIs) {
    EXPECT_FALSE(parsed("/a/b.log").hasTime());
    EXPECT_TRUE(parsed("/a/b{Y}.log").hasTime());
    EXPECT_FALSE(parsed("/a/b{Y}.log").hasTimeInFolder());
    EXPECT_TRUE(parsed("/a{Y}/b.log").hasTimeInFolder());
}

TEST(FilePattern, KnowsItsOldFiles) {
    FilePattern plain = parsed("/logs/app.log");
    for (std::string_view name :
         {"app.log", "app.log.1", "app.log.123", "app.log.2026-07-27", "app.log.2026-07-27.4"}) {
        EXPECT_TRUE(plain.matchesName(name)) << name;
    }
    for (std::string_view name :
         {"app.lo", "app.logs", "app.log.", "app.log.1a", "app.log.gz", "app.log.2026-07-2",
          "app.log.2026-07-27x", "app.log.2026-07-27.", "xapp.log", "app.log.1.2"}) {
        EXPECT_FALSE(plain.matchesName(name)) << name;
    }
    FilePattern dated = parsed("/logs/{Y}/app-{Y}{m}{d}-{H}.log");
    EXPECT_TRUE(dated.matchesName("app-20260727-09.log"));
    EXPECT_TRUE(dated.matchesName("app-20260727-09.log.3"));
    EXPECT_FALSE(dated.matchesName("app-2026072-09.log"));
    EXPECT_FALSE(dated.matchesName("app-20260727-9.log"));
    EXPECT_FALSE(dated.matchesName("app-2026xx27-09.log"));
    FilePattern loose = parsed("a{n}{d}");
    EXPECT_TRUE(loose.matchesName("a727"));
    EXPECT_TRUE(loose.matchesName("a1227"));
    EXPECT_FALSE(loose.matchesName("a27"));
    EXPECT_FALSE(loose.matchesName("a12271"));
}

} // namespace aha::log
