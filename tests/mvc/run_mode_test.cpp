#include "core/mvc/run_mode.h"

#include <gtest/gtest.h>

namespace aha::mvc {
namespace {

TEST(RunMode, NamesAreThoseOfFolders) {
    EXPECT_TRUE(isModeName("Product"));
    EXPECT_TRUE(isModeName("qa-2_b"));
    for (const char* bad : {"", ".", "..", "a/b", "a b", "a\nb", "\xc3\xa9"}) {
        EXPECT_FALSE(isModeName(bad)) << bad;
    }
    EXPECT_TRUE(isModeName(std::string(kMaxModeName, 'a')));
    EXPECT_FALSE(isModeName(std::string(kMaxModeName + 1, 'a')));
}

TEST(RunMode, AliasesComeAfterTheNameItself) {
    using Names = std::vector<std::string>;
    EXPECT_EQ(modeNames("Online"), (Names{"online", "product", "production", "prod"}));
    EXPECT_EQ(modeNames("product"), (Names{"product", "online", "production", "prod"}));
    EXPECT_EQ(modeNames("development"), (Names{"development", "dev", "develop"}));
    EXPECT_EQ(modeNames("qatest"), (Names{"qatest"}));
}

TEST(RunMode, OnlineIsWhatServesUsers) {
    for (const char* mode : {"online", "pre", "Product", "prod", "production", "readonly"}) {
        EXPECT_TRUE(isOnlineMode(mode)) << mode;
    }
    for (const char* mode : {"dev", "test", "qatest", "ci", "", "onlin"}) {
        EXPECT_FALSE(isOnlineMode(mode)) << mode;
    }
}

TEST(RunMode, CommandLineBeforeVariableBeforeIniBeforeCode) {
    EXPECT_EQ(chooseMode("a", "b", "c", "d"), "a");
    EXPECT_EQ(chooseMode("", "b", "c", "d"), "b");
    EXPECT_EQ(chooseMode("", "", "c", "d"), "c");
    EXPECT_EQ(chooseMode("", "", "", "d"), "d");
    EXPECT_EQ(chooseMode("", "", "", ""), kDefaultMode);
}

TEST(RunMode, SwitchesAreWordsOrDigits) {
    bool on = false;
    for (const char* word : {"1", "true", "ON", "Yes"}) {
        on = false;
        EXPECT_TRUE(readSwitch(word, on) && on) << word;
    }
    for (const char* word : {"0", "false", "Off", "no"}) {
        on = true;
        EXPECT_TRUE(readSwitch(word, on) && !on) << word;
    }
    on = true;
    for (const char* word : {"", "2", "maybe", "truee"}) {
        EXPECT_FALSE(readSwitch(word, on)) << word;
        EXPECT_TRUE(on);
    }
}

} // namespace
} // namespace aha::mvc
