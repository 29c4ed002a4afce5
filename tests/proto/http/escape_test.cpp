#include "core/proto/http/error_page.h"
#include "core/proto/http/escape.h"

#include <gtest/gtest.h>

namespace aha::http {
namespace {

TEST(Escape, Html) {
    EXPECT_EQ(htmlEscape("<a href=\"x\">'&amp;'"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;amp;&#39;");
    EXPECT_EQ(htmlEscape(""), "");
}

TEST(Escape, Json) {
    EXPECT_EQ(jsonEscape("a\"b\\c/\n\r\t\x01\x7f"), "a\\\"b\\\\c/\\n\\r\\t\\u0001\\u007f");
    EXPECT_EQ(jsonEscape("</script>&"), "\\u003c/script\\u003e\\u0026");
    EXPECT_EQ(jsonEscape("\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80"), "\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80");
    EXPECT_EQ(jsonEscape(std::string_view("\0", 1)), "\\u0000");
}

TEST(Escape, JsonReplacesWhatIsNotUtf8) {
    for (const char* bad : {"\x80", "\xc3", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe0\x80\x80",
                            "\xf5\x80\x80\x80", "\xf0\x80\x80\x80"}) {
        EXPECT_EQ(jsonEscape(bad).substr(0, 6), "\\ufffd") << bad;
    }
    EXPECT_EQ(jsonEscape("a\xc3z"), "a\\ufffdz");
}

TEST(ErrorPage, HtmlIsEscapedAndNeedsNoAssets) {
    const std::string page = errorPage(404, "no <b>\"x\"</b>", false);
    EXPECT_EQ(page.rfind("<!DOCTYPE html>", 0), 0u);
    EXPECT_NE(page.find("<title>404 Not Found</title>"), std::string::npos);
    EXPECT_NE(page.find("<p>no &lt;b&gt;&quot;x&quot;&lt;/b&gt;</p>"), std::string::npos);
    EXPECT_NE(page.find("viewport"), std::string::npos);
    EXPECT_EQ(page.find("src="), std::string::npos);
    EXPECT_EQ(page.find("http"), std::string::npos);
    EXPECT_EQ(errorPage(500, "", false).find("<p>"), std::string::npos);
    EXPECT_NE(errorPage(599, "", false).find("599 Error"), std::string::npos);
}

TEST(ErrorPage, Json) {
    EXPECT_EQ(errorPage(400, "a \"b\"\n", true),
              "{\"error\":{\"status\":400,\"message\":\"a \\\"b\\\"\\n\"}}\n");
    EXPECT_EQ(errorPage(404, "", true), "{\"error\":{\"status\":404,\"message\":\"Not Found\"}}\n");
}

} // namespace
} // namespace aha::http
