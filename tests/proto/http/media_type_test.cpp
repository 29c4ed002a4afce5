#include "core/proto/http/media_type.h"

#include <gtest/gtest.h>

namespace aha::http {
namespace {

TEST(MediaType, TakesItApart) {
    const auto media = parseMediaType("Text/HTML ; Charset=\"utf-8\"; q=1;x=\"a;\\\"b\\\\\"");
    ASSERT_TRUE(media);
    EXPECT_EQ(media->type, "text/html");
    EXPECT_EQ(media->parameter("charset"), "utf-8");
    EXPECT_EQ(media->parameter("q"), "1");
    EXPECT_EQ(media->parameter("x"), "a;\"b\\");
    EXPECT_EQ(media->parameter("y"), std::nullopt);
    EXPECT_TRUE(parseMediaType("a/b"));
    EXPECT_TRUE(parseMediaType("a/b;")->parameters.empty());
    EXPECT_TRUE(parseMediaType("a/b; ;c=d")->parameter("c"));
}

TEST(MediaType, RefusesMalformedOnes) {
    for (const char* bad :
         {"", "text", "/html", "text/", "text/ht ml", "text /html", "a/b/c", "a/b; c", "a/b; c=", "a/b; =d",
          "a/b; c=\"d", "a/b; c=d e", "a/b; c=\"d\"e", "a/b; c = d", "*"}) {
        EXPECT_FALSE(parseMediaType(bad)) << bad;
    }
}

TEST(MediaType, CapsItsParameters) {
    std::string text = "a/b";
    for (int i = 0; i < 16; ++i) {
        text += ";c=d";
    }
    EXPECT_TRUE(parseMediaType(text));
    EXPECT_FALSE(parseMediaType(text + ";c=d"));
}

TEST(MimeTypeForPath, KnowsTheUsualOnes) {
    EXPECT_EQ(mimeTypeForPath("/index.html"), "text/html; charset=utf-8");
    EXPECT_EQ(mimeTypeForPath("/a/B.JS"), "text/javascript; charset=utf-8");
    EXPECT_EQ(mimeTypeForPath("x.tar.gz"), "application/gzip");
    EXPECT_EQ(mimeTypeForPath("a.css"), "text/css; charset=utf-8");
    EXPECT_EQ(mimeTypeForPath("a.json"), "application/json");
    EXPECT_EQ(mimeTypeForPath("a.svg"), "image/svg+xml");
    EXPECT_EQ(mimeTypeForPath("a.woff2"), "font/woff2");
    EXPECT_EQ(mimeTypeForPath("a.3g2"), "video/3gpp2");
    EXPECT_EQ(mimeTypeForPath("a.zst"), "application/zstd");
}

TEST(MimeTypeForPath, FallsBackToBytes) {
    for (const char* path : {"", "/", "/a.html/b", "a", "a.", "/.html", "a.unknown", "a.htm l"}) {
        EXPECT_EQ(mimeTypeForPath(path), "application/octet-stream") << path;
    }
}

TEST(IsCompressible, TextIsAndMediaIsNot) {
    for (const char* yes :
         {"text/html; charset=utf-8", "TEXT/plain", "application/json", "application/problem+json",
          "image/svg+xml", "application/javascript", "font/ttf"}) {
        EXPECT_TRUE(isCompressible(yes)) << yes;
    }
    for (const char* no : {"", "image/png", "video/mp4", "application/zip", "font/woff2", "text/event-stream",
                           "application/octet-stream", "+json"}) {
        EXPECT_FALSE(isCompressible(no)) << no;
    }
}

} // namespace
} // namespace aha::http
