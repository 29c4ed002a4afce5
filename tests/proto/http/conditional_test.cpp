#include "core/proto/http/conditional.h"

#include <gtest/gtest.h>

namespace aha::http {
namespace {

constexpr std::int64_t kTime = 784111777;
constexpr const char* kSame = "Sun, 06 Nov 1994 08:49:37 GMT";
constexpr const char* kBefore = "Sun, 06 Nov 1994 08:49:36 GMT";
constexpr const char* kAfter = "Sun, 06 Nov 1994 08:49:38 GMT";
const Validators kValidators{"\"a\"", kTime};

Outcome outcome(std::initializer_list<std::pair<const char*, const char*>> fields, bool get = true,
                const Validators& validators = kValidators) {
    Fields all;
    for (const auto& [name, value] : fields) {
        all.add(name, value);
    }
    return evaluate(conditionsOf(all), validators, get);
}

TEST(Etag, Syntax) {
    for (const char* good : {"\"\"", "\"a\"", "W/\"a\"", "\"a\\\"", "\"\xc3\xa4,;\""}) {
        EXPECT_TRUE(isEtag(good)) << good;
    }
    for (const char* bad : {"", "a", "\"a", "w/\"a\"", "W/a", "\"a\"b", "\"a b\"", "\"a\x01\"", "W/", "*"}) {
        EXPECT_FALSE(isEtag(bad)) << bad;
    }
}

TEST(Etag, ComparesAsInTheTableOfTheRfc) {
    EXPECT_FALSE(etagsMatchStrongly("W/\"1\"", "W/\"1\""));
    EXPECT_TRUE(etagsMatchWeakly("W/\"1\"", "W/\"1\""));
    EXPECT_FALSE(etagsMatchWeakly("W/\"1\"", "W/\"2\""));
    EXPECT_FALSE(etagsMatchStrongly("W/\"1\"", "\"1\""));
    EXPECT_TRUE(etagsMatchWeakly("W/\"1\"", "\"1\""));
    EXPECT_TRUE(etagsMatchStrongly("\"1\"", "\"1\""));
    EXPECT_TRUE(etagsMatchWeakly("\"1\"", "\"1\""));
    EXPECT_FALSE(etagsMatchWeakly("", ""));
}

TEST(Etag, OfAFileChangesWithEachOfItsParts) {
    const std::string etag = makeEtag(1700000000123456789, 255, 42);
    EXPECT_TRUE(isEtag(etag));
    EXPECT_NE(etag, makeEtag(1700000000123456788, 255, 42));
    EXPECT_NE(etag, makeEtag(1700000000123456789, 256, 42));
    EXPECT_NE(etag, makeEtag(1700000000123456789, 255, 43));
    EXPECT_TRUE(isEtag(makeEtag(-1, UINT64_MAX, UINT64_MAX)));
}

TEST(Conditional, NothingAskedProceeds) {
    EXPECT_EQ(outcome({}), Outcome::Proceed);
    EXPECT_EQ(outcome({{"If-Nothing", "*"}, {"Accept", "*"}}), Outcome::Proceed);
}

TEST(Conditional, IfMatch) {
    EXPECT_EQ(outcome({{"If-Match", "\"a\""}}), Outcome::Proceed);
    EXPECT_EQ(outcome({{"If-Match", "*"}}), Outcome::Proceed);
    EXPECT_EQ(outcome({{"If-Match", "\"x\" , \"a\""}}), Outcome::Proceed);
    EXPECT_EQ(outcome({{"If-Match", "\"x,y\",,\"a\""}}), Outcome::Proceed);
    EXPECT_EQ(outcome({{"If-Match", "\"x\""}, {"if-match", "\"a\""}}), Outcome::Proceed);
    EXPECT_EQ(outcome({{"If-Match", "\"x\""}}), Outcome::PreconditionFailed);
    EXPECT_EQ(outcome({{"If-Match", "W/\"a\""}}), Outcome::PreconditionFailed);
    EXPECT_EQ(outcome({{"If-Match", ""}}), Outcome::PreconditionFailed);
    EXPECT_EQ(outcome({{"If-Match", "a, \"a\""}}), Outcome::PreconditionFailed);
}

TEST(Conditional, IfUnmodifiedSince) {
    EXPECT_EQ(outcome({{"If-Unmodified-Since", kSame}}), Outcome::Proceed);
    EXPECT_EQ(outcome({{"If-Unmodified-Since", kAfter}}), Outcome::Proceed);
    EXPECT_EQ(outcome({{"If-Unmodified-Since", kBefore}}), Outcome::PreconditionFailed);
    EXPECT_EQ(outcome({{"If-Unmodified-Since", "yesterday"}}), Outcome::Proceed);
    EXPECT_EQ(outcome({{"If-Unmodified-Since", kBefore}}, true, {"\"a\"", -1}), Outcome::Proceed);
    EXPECT_EQ(outcome({{"If-Match", "\"a\""}, {"If-Unmodified-Since", kBefore}}), Outcome::Proceed);
}

TEST(Conditional, IfNoneMatch) {
    EXPECT_EQ(outcome({{"If-None-Match", "\"a\""}}), Outcome::NotModified);
    EXPECT_EQ(outcome({{"If-None-Match", "W/\"a\""}}), Outcome::NotModified);
    EXPECT_EQ(outcome({{"If-None-Match", "*"}}), Outcome::NotModified);
    EXPECT_EQ(outcome({{"If-None-Match", "\"x\""}}), Outcome::Proceed);
    EXPECT_EQ(outcome({{"If-None-Match", "\"a\""}}, false), Outcome::PreconditionFailed);
    EXPECT_EQ(outcome({{"If-None-Match", "\"\""}}, true, {"", -1}), Outcome::Proceed);
}

TEST(Conditional, IfModifiedSince) {
    EXPECT_EQ(outcome({{"If-Modified-Since", kSame}}), Outcome::NotModified);
    EXPECT_EQ(outcome({{"If-Modified-Since", kAfter}}), Outcome::NotModified);
    EXPECT_EQ(outcome({{"If-Modified-Since", kBefore}}), Outcome::Proceed);
    EXPECT_EQ(outcome({{"If-Modified-Since", kSame}}, false), Outcome::Proceed);
    EXPECT_EQ(outcome({{"If-Modified-Since", "now"}}), Outcome::Proceed);
    EXPECT_EQ(outcome({{"If-Modified-Since", kSame}}, true, {"\"a\"", -1}), Outcome::Proceed);
    EXPECT_EQ(outcome({{"If-None-Match", "\"x\""}, {"If-Modified-Since", kSame}}), Outcome::Proceed);
}

TEST(Conditional, IfMatchComesFirst) {
    EXPECT_EQ(outcome({{"If-None-Match", "\"a\""}, {"If-Match", "\"x\""}}), Outcome::PreconditionFailed);
    EXPECT_EQ(outcome({{"If-None-Match", "\"a\""}, {"If-Match", "\"a\""}}), Outcome::NotModified);
    EXPECT_EQ(outcome({{"If-Modified-Since", kSame}, {"If-Unmodified-Since", kBefore}}),
              Outcome::PreconditionFailed);
}

TEST(Conditional, IfRange) {
    auto applies = [](const char* value) {
        Fields fields;
        fields.add("If-Range", value);
        return rangeApplies(conditionsOf(fields), kValidators);
    };
    EXPECT_TRUE(rangeApplies({}, kValidators));
    EXPECT_TRUE(applies("\"a\""));
    EXPECT_TRUE(applies(kSame));
    EXPECT_FALSE(applies("\"x\""));
    EXPECT_FALSE(applies("W/\"a\""));
    EXPECT_FALSE(applies(kAfter));
    EXPECT_FALSE(applies(kBefore));
    EXPECT_FALSE(applies("*"));
}

} // namespace
} // namespace aha::http
