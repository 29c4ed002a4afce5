#include "core/proto/http/error_page.h"
#include "core/proto/http/escape.h"

#include <gtest/gtest.h>

namespace aha::http {
namespace {

TEST(Escape, Html) {
    EXPECT_EQ(htmlEscape("<a href=\"x\">'&amp;'"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;amp;&#39;");
    EXPECT_EQ(htmlEscape(""), "");
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
    EXPECT_EQ(errorPage(400, "</script>", true),
              "{\"error\":{\"status\":400,\"message\":\"\\u003c/script\\u003e\"}}\n");
    EXPECT_EQ(errorPage(404, "", true), "{\"error\":{\"status\":404,\"message\":\"Not Found\"}}\n");
}

} // namespace
} // namespace aha::http
