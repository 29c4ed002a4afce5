#include "core/proto/http/negotiate.h"

#include <gtest/gtest.h>

namespace aha::http {
namespace {

TEST(AcceptsEncoding, ByNameAndWeight) {
    EXPECT_TRUE(acceptsEncoding("gzip", "gzip"));
    EXPECT_TRUE(acceptsEncoding("br, GZIP;q=0.1", "gzip"));
    EXPECT_TRUE(acceptsEncoding("x-gzip", "gzip"));
    EXPECT_FALSE(acceptsEncoding("gzip;q=0", "gzip"));
    EXPECT_FALSE(acceptsEncoding("gzip ; q=0.000", "gzip"));
    EXPECT_FALSE(acceptsEncoding("", "gzip"));
    EXPECT_FALSE(acceptsEncoding("deflate", "gzip"));
    EXPECT_FALSE(acceptsEncoding("gzipped", "gzip"));
}

TEST(AcceptsEncoding, TheAsteriskStandsForWhatIsNotNamed) {
    EXPECT_TRUE(acceptsEncoding("*", "gzip"));
    EXPECT_FALSE(acceptsEncoding("gzip;q=0, *", "gzip"));
    EXPECT_TRUE(acceptsEncoding("gzip;q=0, *", "br"));
    EXPECT_FALSE(acceptsEncoding("*;q=0", "gzip"));
}

TEST(AcceptsEncoding, IdentityIsAcceptableUnlessExcluded) {
    EXPECT_TRUE(acceptsEncoding("", "identity"));
    EXPECT_TRUE(acceptsEncoding("gzip", "identity"));
    EXPECT_FALSE(acceptsEncoding("identity;q=0", "identity"));
    EXPECT_FALSE(acceptsEncoding("*;q=0", "identity"));
    EXPECT_TRUE(acceptsEncoding("identity;q=0.5, *;q=0", "identity"));
}

TEST(EncodingQuality, ReadsWeightsStrictly) {
    EXPECT_EQ(encodingQuality("gzip", "gzip"), 1000);
    EXPECT_EQ(encodingQuality("gzip;q=1", "gzip"), 1000);
    EXPECT_EQ(encodingQuality("gzip;q=1.000", "gzip"), 1000);
    EXPECT_EQ(encodingQuality("gzip;Q=0.25", "gzip"), 250);
    EXPECT_EQ(encodingQuality("gzip;q=0.", "gzip"), 0);
    EXPECT_EQ(encodingQuality("gzip;a=b;q=0.5", "gzip"), 500);
    EXPECT_EQ(encodingQuality("gzip;q=0.001", "gzip"), 1);
    for (const char* bad :
         {"gzip;q=", "gzip;q=2", "gzip;q=1.1", "gzip;q=0.1234", "gzip;q=x", "gzip;q=0x1", "gzip;q=-1"}) {
        EXPECT_EQ(encodingQuality(bad, "gzip"), 0) << bad;
    }
}

TEST(PrefersJson, ByWeight) {
    EXPECT_TRUE(prefersJson("application/json", false));
    EXPECT_TRUE(prefersJson("text/html;q=0.5, application/problem+json", false));
    EXPECT_FALSE(prefersJson("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true));
    EXPECT_FALSE(prefersJson("application/json;q=0.5, text/html", true));
}

TEST(PrefersJson, FallsBackWhenUndecided) {
    for (const bool fallback : {false, true}) {
        for (const char* accept :
             {"", "*/*", "image/png", "text/html, application/json", "application/json;q=0"}) {
            EXPECT_EQ(prefersJson(accept, fallback), fallback) << accept;
        }
    }
}

} // namespace
} // namespace aha::http
