#include "core/log/ring_buffer.h"

#include <gtest/gtest.h>

#include <random>

namespace aha::log {

static std::string contentOf(const RingBuffer& ring) {
    auto [first, second] = ring.viewFrom(ring.begin());
    return std::string(first) + std::string(second);
}

TEST(RingBuffer, KeepsRecordsInOrderAsLines) {
    RingBuffer ring(64, DropPolicy::Newest);
    EXPECT_TRUE(ring.empty());
    EXPECT_TRUE(ring.push("one"));
    EXPECT_TRUE(ring.push("<3>", "two"));
    EXPECT_TRUE(ring.push(""));
    EXPECT_EQ(contentOf(ring), "one\n<3>two\n\n");
    EXPECT_EQ(ring.size(), 12u);
}

TEST(RingBuffer, TakesARecordThatFillsItExactlyAndDropsOneByteMore) {
    RingBuffer ring(10, DropPolicy::Newest);
    EXPECT_TRUE(ring.hasRoomFor(9));
    EXPECT_FALSE(ring.hasRoomFor(10));
    EXPECT_FALSE(ring.push("0123456789"));
    EXPECT_EQ(ring.dropped(), 1u);
    EXPECT_TRUE(ring.push("012345678"));
    EXPECT_FALSE(ring.push(""));
    EXPECT_EQ(ring.dropped(), 2u);
    EXPECT_EQ(ring.untold(), 2u);
    EXPECT_EQ(contentOf(ring), "012345678\n");
}

TEST(RingBuffer, DropsTheOldestWholeRecordsToMakeRoom) {
    RingBuffer ring(12, DropPolicy::Oldest);
    ring.push("aa");
    ring.push("bb");
    ring.push("cccc");
    EXPECT_TRUE(ring.push("ddd")); // needs 4 where 1 is free: the first one goes
    EXPECT_EQ(contentOf(ring), "bb\ncccc\nddd\n");
    EXPECT_EQ(ring.dropped(), 1u);
    EXPECT_TRUE(ring.push("0123456789a"));
    EXPECT_EQ(contentOf(ring), "0123456789a\n");
    EXPECT_EQ(ring.dropped(), 4u);
}

TEST(RingBuffer, DropsNothingOldForARecordThatCanNeverFit) {
    RingBuffer ring(8, DropPolicy::Oldest);
    ring.push("abc");
    EXPECT_FALSE(ring.push("12345678"));
    EXPECT_EQ(contentOf(ring), "abc\n");
    EXPECT_EQ(ring.dropped(), 1u);
}

TEST(RingBuffer, TellsOfDroppedRecordsOnce) {
    RingBuffer ring(4, DropPolicy::Newest);
    ring.push("abc");
    ring.push("x");
    EXPECT_EQ(ring.untold(), 1u);
    ring.told();
    EXPECT_EQ(ring.untold(), 0u);
    EXPECT_EQ(ring.dropped(), 1u);
    ring.clear();
    EXPECT_EQ(ring.dropped(), 1u);
}

TEST(RingBuffer, CopiesWholeRecordsUpToALimit) {
    RingBuffer ring(100, DropPolicy::Newest);
    ring.push("aaaa");
    ring.push("bbbb");
    ring.push("cccc");
    for (auto [limit, expected] : {std::pair{5u, "aaaa\n"},
                                   {9u, "aaaa\n"},
                                   {10u, "aaaa\nbbbb\n"},
                                   {14u, "aaaa\nbbbb\n"},
                                   {15u, "aaaa\nbbbb\ncccc\n"},
                                   {1000u, "aaaa\nbbbb\ncccc\n"}}) {
        std::string out;
        EXPECT_EQ(ring.copyOldest(out, limit), std::string_view(expected).size()) << limit;
        EXPECT_EQ(out, expected) << limit;
    }
}

TEST(RingBuffer, CopiesOneRecordEvenBeyondTheLimit) {
    RingBuffer ring(100, DropPolicy::Newest);
    ring.push("aaaaaaaa");
    ring.push("b");
    std::string out = "before:";
    EXPECT_EQ(ring.copyOldest(out, 3), 9u);
    EXPECT_EQ(out, "before:aaaaaaaa\n");
}

TEST(RingBuffer, ShowsWhatStandsBehindAPosition) {
    RingBuffer ring(8, DropPolicy::Newest);
    ring.push("abcd");
    ring.consume(5);
    ring.push("efg");
    ring.push("hi"); // around the end of the memory
    auto [first, second] = ring.viewFrom(ring.begin() + 4);
    EXPECT_EQ(std::string(first) + std::string(second), "hi\n");
    auto [all, rest] = ring.viewFrom(0);
    EXPECT_EQ(std::string(all) + std::string(rest), "efg\nhi\n");
    EXPECT_TRUE(ring.viewFrom(ring.end())[0].empty());
}

TEST(RingBuffer, GivesItsMemoryBackWhenItIsEmpty) {
    RingBuffer ring(1 << 20, DropPolicy::Newest);
    std::string line(1000, 'x');
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 1000; ++i) {
            ASSERT_TRUE(ring.push(line));
        }
        ring.consume(ring.size());
        EXPECT_TRUE(contentOf(ring).empty());
    }
    EXPECT_EQ(ring.begin(), 3u * 1000 * 1001);
}

// A model with a plain list of records must agree with it after every step.
TEST(RingBuffer, AgreesWithAPlainListInRandomUse) {
    std::mt19937 random(7);
    for (DropPolicy policy : {DropPolicy::Newest, DropPolicy::Oldest}) {
        RingBuffer ring(300, policy);
        std::vector<std::string> model;
        std::size_t modelBytes = 0, dropped = 0;
        for (int step = 0; step < 20'000; ++step) {
            if (random() % 3 != 0) {
                std::string line(random() % 40, char('a' + random() % 26));
                while (policy == DropPolicy::Oldest && modelBytes + line.size() + 1 > 300) {
                    modelBytes -= model.front().size() + 1;
                    model.erase(model.begin());
                    ++dropped;
                }
                if (modelBytes + line.size() + 1 > 300) {
                    ++dropped;
                } else {
                    model.push_back(line);
                    modelBytes += line.size() + 1;
                }
                ring.push(line);
            } else if (!model.empty()) {
                std::string out;
                ring.consume(ring.copyOldest(out, random() % 100));
                while (!out.empty()) {
                    std::string line = model.front() + "\n";
                    ASSERT_EQ(out.substr(0, line.size()), line);
                    out.erase(0, line.size());
                    modelBytes -= line.size();
                    model.erase(model.begin());
                }
            }
            ASSERT_EQ(ring.size(), modelBytes);
            ASSERT_EQ(ring.dropped(), dropped);
            std::string all;
            for (const std::string& line : model) {
                all += line + "\n";
            }
            ASSERT_EQ(contentOf(ring), all);
        }
    }
}

} // namespace aha::log
