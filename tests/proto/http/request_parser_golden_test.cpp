#include "proto/http/request_log.h"
#include "support/golden.h"

#include <gtest/gtest.h>

#include <vector>

namespace aha::test {
namespace {

http::RequestLimits limitsOf(const GoldenCase& golden) {
    http::RequestLimits limits;
    for (const auto& [key, value] : golden.settings) {
        const std::size_t number = std::stoul(value);
        if (key == "uri") {
            limits.uriBytes = number;
        } else if (key == "headers") {
            limits.headerBytes = number;
        } else if (key == "count") {
            limits.headerCount = number;
        } else if (key == "body") {
            limits.bodyBytes = number;
        } else if (key == "extensions") {
            limits.chunkExtensionBytes = number;
        } else if (key == "trailers") {
            limits.trailerBytes = number;
        } else {
            ADD_FAILURE() << "unknown setting " << key << " in " << golden.name;
        }
    }
    return limits;
}

// Every case gives the expected events whole, byte by byte and cut at random.
class RequestParserGolden : public testing::TestWithParam<const char*> {};

TEST_P(RequestParserGolden, GivesTheSameEventsHoweverTheInputIsCut) {
    GoldenFile file(std::string("http/") + GetParam() + ".txt");
    std::vector<std::string> logs;
    for (const GoldenCase& golden : file.cases()) {
        SCOPED_TRACE(golden.name);
        const http::RequestLimits limits = limitsOf(golden);
        logs.push_back(RequestLog::of(golden.input, limits, whole()));
        if (!GoldenFile::wantsUpdate()) {
            EXPECT_EQ(logs.back(), golden.expected);
        }
        EXPECT_EQ(RequestLog::of(golden.input, limits, byteByByte()), logs.back()) << "byte by byte";
        for (unsigned seed = 0; seed < 20; ++seed) {
            ASSERT_EQ(RequestLog::of(golden.input, limits, randomCuts(seed)), logs.back()) << "seed " << seed;
        }
    }
    if (GoldenFile::wantsUpdate()) {
        file.update(logs);
    }
}

INSTANTIATE_TEST_SUITE_P(Http, RequestParserGolden,
                         testing::Values("request_line", "headers", "content_length", "transfer_encoding",
                                         "chunked", "host", "pipelining", "limits"),
                         [](const auto& topic) { return std::string(topic.param); });

} // namespace
} // namespace aha::test
