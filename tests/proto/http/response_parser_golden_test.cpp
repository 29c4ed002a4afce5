#include "proto/http/response_log.h"
#include "support/golden.h"

#include <gtest/gtest.h>

#include <vector>

namespace aha::test {
namespace {

struct Given {
    http::ResponseLimits limits;
    http::ResponseContext context;
};

Given givenOf(const GoldenCase& golden) {
    Given given;
    for (const auto& [key, value] : golden.settings) {
        if (key == "method") {
            given.context.head = value == "HEAD";
            given.context.connect = value == "CONNECT";
            continue;
        }
        const std::size_t number = std::stoul(value);
        if (key == "upgrade") {
            given.context.upgrade = number != 0;
        } else if (key == "line") {
            given.limits.statusLineBytes = number;
        } else if (key == "headers") {
            given.limits.headerBytes = number;
        } else if (key == "count") {
            given.limits.headerCount = number;
        } else if (key == "informational") {
            given.limits.informational = number;
        } else if (key == "body") {
            given.limits.bodyBytes = number;
        } else if (key == "extensions") {
            given.limits.chunkExtensionBytes = number;
        } else if (key == "trailers") {
            given.limits.trailerBytes = number;
        } else {
            ADD_FAILURE() << "unknown setting " << key << " in " << golden.name;
        }
    }
    return given;
}

// Every case gives the expected events whole, byte by byte and cut at random.
class ResponseParserGolden : public testing::TestWithParam<const char*> {};

TEST_P(ResponseParserGolden, GivesTheSameEventsHoweverTheInputIsCut) {
    GoldenFile file(std::string("http/") + GetParam() + ".txt");
    std::vector<std::string> logs;
    for (const GoldenCase& golden : file.cases()) {
        SCOPED_TRACE(golden.name);
        const Given given = givenOf(golden);
        auto logOf = [&](const NextCut& cut) {
            return ResponseLog::of(golden.input, given.limits, given.context, cut);
        };
        logs.push_back(logOf(whole()));
        if (!GoldenFile::wantsUpdate()) {
            EXPECT_EQ(logs.back(), golden.expected);
        }
        EXPECT_EQ(logOf(byteByByte()), logs.back()) << "byte by byte";
        for (unsigned seed = 0; seed < 20; ++seed) {
            ASSERT_EQ(logOf(randomCuts(seed)), logs.back()) << "seed " << seed;
        }
    }
    if (GoldenFile::wantsUpdate()) {
        file.update(logs);
    }
}

INSTANTIATE_TEST_SUITE_P(Http, ResponseParserGolden,
                         testing::Values("response_head", "response_body", "response_limits"),
                         [](const auto& topic) { return std::string(topic.param); });

} // namespace
} // namespace aha::test
