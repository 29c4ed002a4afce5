#include "core/mvc/template_name.h"

#include <gtest/gtest.h>

#include <string>

namespace aha::mvc {

TEST(TemplateNameTest, NamesAreFilesBelowAFolder) {
    for (const char* name : {"a", "shop/cart", "Shop/Cart_2/add-item", "mail.txt", "a/b/c/d", "a..b", "x."}) {
        EXPECT_TRUE(isTemplateName(name)) << name;
    }
}

TEST(TemplateNameTest, NothingLeadsOutOfTheFolder) {
    using namespace std::string_view_literals;
    for (std::string_view name :
         {""sv,      "/"sv,   "/etc/passwd"sv, ".."sv,        "../x"sv, "a/../b"sv,   "a/.."sv,
          "a/./b"sv, "."sv,   ".hidden"sv,     "a/.hidden"sv, "a//b"sv, "a/"sv,       "a\\b"sv,
          "a\0b"sv,  "a b"sv, "php://input"sv, "C:x"sv,       "a%2e"sv, "\xc3\xa4"sv, "a\n"sv}) {
        EXPECT_FALSE(isTemplateName(name)) << name;
    }
}

TEST(TemplateNameTest, TheLengthHasALimit) {
    EXPECT_TRUE(isTemplateName(std::string(kMaxTemplateName, 'a')));
    EXPECT_FALSE(isTemplateName(std::string(kMaxTemplateName + 1, 'a')));
}

} // namespace aha::mvc
