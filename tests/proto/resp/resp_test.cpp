#include "core/proto/resp/resp_command.h"
#include "core/proto/resp/resp_reader.h"

#include "support/golden.h"
#include "support/resp_log.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <vector>

using namespace std::string_literals;

namespace aha::resp {

static Limits limitsOf(const test::GoldenCase& golden) {
    Limits limits;
    if (const auto found = golden.settings.find("bytes"); found != golden.settings.end()) {
        limits.maxReplyBytes = std::strtoul(found->second.c_str(), nullptr, 10);
    }
    if (const auto found = golden.settings.find("elements"); found != golden.settings.end()) {
        limits.maxElements = std::strtoul(found->second.c_str(), nullptr, 10);
    }
    return limits;
}

class RespGolden : public testing::TestWithParam<const char*> {};

TEST_P(RespGolden, GivesTheSameHoweverItIsFed) {
    if (GetParam() == std::string_view("resp/resp3.txt") && !hasResp3()) {
        EXPECT_EQ(test::respLog("_\r\n", test::whole(), {}),
                  "failed malformed: Protocol error, got \"_\" as reply type byte\n");
        return;
    }
    test::GoldenFile file(GetParam());
    std::vector<std::string> logs;
    for (const test::GoldenCase& golden : file.cases()) {
        SCOPED_TRACE(golden.name);
        const Limits limits = limitsOf(golden);
        logs.push_back(test::respLog(golden.input, test::whole(), limits, test::escape));
        if (!test::GoldenFile::wantsUpdate()) {
            EXPECT_EQ(logs.back(), golden.expected);
        }
        EXPECT_EQ(test::respLog(golden.input, test::byteByByte(), limits, test::escape), logs.back());
        for (unsigned seed = 0; seed < 20; ++seed) {
            EXPECT_EQ(test::respLog(golden.input, test::randomCuts(seed), limits, test::escape), logs.back())
                << "cut by seed " << seed;
        }
    }
    if (test::GoldenFile::wantsUpdate()) {
        file.update(logs);
    }
}

INSTANTIATE_TEST_SUITE_P(Files, RespGolden, testing::Values("resp/resp2.txt", "resp/resp3.txt"));

static std::string command(const std::vector<std::string_view>& arguments) {
    std::string out = "x";
    appendCommand(out, arguments);
    return out;
}

TEST(RespCommand, IsAnArrayOfStrings) {
    EXPECT_EQ(command({"PING"}), "x*1\r\n$4\r\nPING\r\n");
    EXPECT_EQ(command({"SET", "k", ""}), "x*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$0\r\n\r\n");
    EXPECT_EQ(command({"SET", std::string_view("a\0\r\n", 4), {}}),
              "x*3\r\n$3\r\nSET\r\n$4\r\na\0\r\n\r\n$0\r\n\r\n"s);
}

// What is written is read back as an array of the same strings, whatever their lengths have for digits.
TEST(RespCommand, IsReadBack) {
    for (const std::size_t count : {1u, 2u, 9u, 10u, 17u, 100u, 1000u}) {
        for (const std::size_t size : {0u, 1u, 9u, 10u, 99u, 100u, 1000u}) {
            const std::string argument(size, 'x');
            std::string out;
            appendCommand(out, std::vector<std::string_view>(count, argument));
            Reader reader({});
            reader.feed(out);
            Reply reply;
            ASSERT_EQ(reader.next(reply), Reader::Step::Reply) << count << " of " << size;
            EXPECT_TRUE(reader.isBetweenReplies());
            ASSERT_EQ(reply.size(), count);
            EXPECT_EQ(reply.text(1), argument);
            EXPECT_EQ(reply.text(count), argument);
        }
    }
}

static std::string lineOf(std::size_t bytes, std::size_t cut) {
    Reader reader({});
    const std::string line = "+" + std::string(bytes, 'a') + "\r\n";
    Reply reply;
    for (const std::string_view piece :
         {std::string_view(line).substr(0, cut), std::string_view(line).substr(cut)}) {
        reader.feed(piece);
        const Reader::Step step = reader.next(reply);
        if (step == Reader::Step::Error) {
            return reader.error().message;
        }
    }
    return reply.text() == std::string(bytes, 'a') ? "whole" : "other";
}

TEST(RespReader, LimitsLines) {
    const std::size_t limit = Limits::kMaxLineBytes;
    for (const std::size_t cut : {std::size_t{0}, std::size_t{9}, limit + 1, limit + 2}) {
        EXPECT_EQ(lineOf(limit, cut), "whole") << cut;
        EXPECT_EQ(lineOf(limit + 1, cut), "a line of a reply is longer than 16384 bytes") << cut;
    }
}

TEST(RespReader, RefusesALineWithoutEnd) {
    Reader reader({});
    Reply reply;
    reader.feed("$" + std::string(Limits::kMaxLineBytes + 1, '1'));
    EXPECT_EQ(reader.next(reply), Reader::Step::NeedMore);
    reader.feed("1");
    EXPECT_EQ(reader.next(reply), Reader::Step::Error);
    EXPECT_EQ(reader.next(reply), Reader::Step::Error) << "it stays so";
}

TEST(RespReply, KnowsWhereAnElementEnds) {
    Reader reader({});
    reader.feed("*3\r\n*2\r\n:1\r\n*1\r\n+x\r\n:2\r\n*0\r\n");
    Reply reply;
    ASSERT_EQ(reader.next(reply), Reader::Step::Reply);
    EXPECT_EQ(reply.nodes(), 7u);
    EXPECT_EQ(reply.after(0), 7u);
    EXPECT_EQ(reply.after(1), 5u);
    EXPECT_EQ(reply.after(2), 3u);
    EXPECT_EQ(reply.after(5), 6u);
    EXPECT_EQ(reply.after(6), 7u);
}

TEST(RespReply, TellsTheCodeOfAnError) {
    EXPECT_EQ(errorCode("WRONGTYPE Operation"), "WRONGTYPE");
    EXPECT_EQ(errorCode("ERR"), "ERR");
    EXPECT_EQ(errorCode(""), "");
}

} // namespace aha::resp
