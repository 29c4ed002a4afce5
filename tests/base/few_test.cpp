#include "core/base/few.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace aha {

static Few<std::string, 2> listOf(std::size_t count) {
    Few<std::string, 2> list;
    for (std::size_t i = 0; i < count; ++i) {
        list.add("element " + std::to_string(i) + " is too long to sit in a string itself");
    }
    return list;
}

TEST(Few, KeepsOrderWithinAndBeyondItsOwnPlace) {
    for (std::size_t count = 0; count < 10; ++count) {
        Few<std::string, 2> list = listOf(count);
        ASSERT_EQ(list.size(), count);
        EXPECT_EQ(list.empty(), count == 0);
        std::size_t at = 0;
        for (const std::string& element : list) {
            EXPECT_EQ(element.substr(0, 9), "element " + std::to_string(at));
            EXPECT_EQ(&element, &list[at]);
            ++at;
        }
        EXPECT_EQ(at, count);
        if (count > 0) {
            EXPECT_EQ(&list.front(), list.begin());
            EXPECT_EQ(&list.back(), list.end() - 1);
        }
    }
}

TEST(Few, IsEmptyAfterAMove) {
    for (std::size_t count = 0; count < 5; ++count) {
        Few<std::string, 2> from = listOf(count);
        Few<std::string, 2> to = std::move(from);
        EXPECT_TRUE(from.empty());
        EXPECT_EQ(to.size(), count);
        from = listOf(3);
        from = std::move(to);
        EXPECT_TRUE(to.empty());
        ASSERT_EQ(from.size(), count);
        to.add("again");
        EXPECT_EQ(to.size(), 1u);
        EXPECT_EQ(to.front(), "again");
    }
}

TEST(Few, CanBeUsedAgainAfterClear) {
    Few<std::string, 2> list = listOf(7);
    list.clear();
    EXPECT_TRUE(list.empty());
    EXPECT_EQ(list.begin(), list.end());
    for (std::size_t i = 0; i < 4; ++i) {
        list.add(std::to_string(i));
        EXPECT_EQ(list.back(), std::to_string(i));
    }
    EXPECT_EQ(list.front(), "0");
}

TEST(Few, CopiesAreTheirOwn) {
    Few<std::string, 2> list = listOf(3);
    Few<std::string, 2> copy = list;
    copy[0] = "other";
    EXPECT_NE(list[0], "other");
    EXPECT_EQ(copy.size(), 3u);
}

TEST(Few, HoldsWhatCanOnlyBeMoved) {
    Few<std::unique_ptr<int>> list;
    list.reserve(3);
    for (int i = 0; i < 3; ++i) {
        list.add(std::make_unique<int>(i));
    }
    EXPECT_EQ(*list[0] + *list[1] + *list[2], 3);
}

} // namespace aha
