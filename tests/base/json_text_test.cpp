#include "core/base/json_text.h"

#include <gtest/gtest.h>

#include <clocale>
#include <limits>

namespace aha::test {
namespace {

std::string number(double value, int decimals) {
    std::string out;
    appendJsonNumber(out, value, decimals);
    return out;
}

TEST(JsonText, QuotesAndEscapes) {
    EXPECT_EQ(jsonString(""), R"("")");
    EXPECT_EQ(jsonString("plain </script> & text"), R"("plain </script> & text")");
    EXPECT_EQ(jsonString("a\"b\\c\nd\re\tf"), R"("a\"b\\c\nd\re\tf")");
    EXPECT_EQ(jsonString(std::string_view("\0\x1f\x7f", 3)), R"("\u0000\u001f\u007f")");
    EXPECT_EQ(jsonString("über €\xf0\x9f\x98\x80"), "\"über €\xf0\x9f\x98\x80\"");
}

TEST(JsonText, WhatIsNotUtf8BecomesTheReplacementCharacter) {
    EXPECT_EQ(jsonString("a\xff z"), R"("a\ufffd z")");
    EXPECT_EQ(jsonString("\xc3"), R"("\ufffd")");                     // cut off
    EXPECT_EQ(jsonString("\xc0\xaf"), R"("\ufffd\ufffd")");           // overlong
    EXPECT_EQ(jsonString("\xed\xa0\x80"), R"("\ufffd\ufffd\ufffd")"); // a surrogate
    EXPECT_EQ(jsonString("\xf4\x90\x80\x80"), R"("\ufffd\ufffd\ufffd\ufffd")");
    EXPECT_EQ(jsonString("\xe2\x82(\xe2\x82\xac"), "\"\\ufffd\\ufffd(€\"");
}

TEST(JsonText, NumbersDoNotObeyTheLocale) {
    const std::string before = std::setlocale(LC_NUMERIC, nullptr);
    const bool hasComma = std::setlocale(LC_NUMERIC, "de_DE.UTF-8") != nullptr; // where it is installed
    EXPECT_EQ(number(1234.5678, 2), "1234.57") << hasComma;
    std::setlocale(LC_NUMERIC, before.c_str());
    EXPECT_EQ(number(-0.5, 0), "-0");
    EXPECT_EQ(number(1e300, 1).size(), 303u);
    EXPECT_EQ(number(std::numeric_limits<double>::infinity(), 1), "null");
    EXPECT_EQ(number(std::numeric_limits<double>::quiet_NaN(), 1), "null");
    EXPECT_EQ(number(1, 21), "null");
}

TEST(JsonText, TheWriterPutsTheCommas) {
    std::string out = "x=";
    JsonWriter json(out);
    json.beginObject();
    json.field("a", std::uint64_t{1}).field("b\"", "two");
    json.key("c")
        .beginArray()
        .number(1)
        .null()
        .string("s")
        .beginObject()
        .endObject()
        .decimal(0.25, 2)
        .endArray();
    json.key("d").beginArray().endArray();
    json.key("e").raw("true").endObject();
    EXPECT_EQ(out, R"(x={"a":1,"b\"":"two","c":[1,null,"s",{},0.25],"d":[],"e":true})");
}

TEST(JsonText, TheLargestNumberIsWhole) {
    std::string out;
    JsonWriter(out).number(~std::uint64_t{0});
    EXPECT_EQ(out, "18446744073709551615");
}

TEST(JsonText, WithinHtmlNothingEndsTheScript) {
    EXPECT_EQ(jsonString("</script>&", JsonPlace::Html), "\"\\u003c/script\\u003e\\u0026\"");
    EXPECT_EQ(jsonString("</script>&"), "\"</script>&\"");
}

} // namespace
} // namespace aha::test
