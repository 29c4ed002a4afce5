#include "support/process_messages.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>

namespace aha::process {
namespace {

using test::decode;
using test::Decoded;
using test::KeptMessage;

std::string frameOf(const Message& message) {
    std::string frame;
    appendFrame(frame, message);
    return frame;
}

std::string header(std::uint32_t length, unsigned char type) {
    std::string bytes;
    for (int i = 0; i < 4; ++i) {
        bytes.push_back(static_cast<char>(length >> (8 * i)));
    }
    bytes.push_back(static_cast<char>(type));
    bytes.append(kFrameHeaderBytes - 5, '\0');
    return bytes;
}

TEST(Frame, HasItsLengthFirstAndAllNumbersLittleEndian) {
    const std::string frame =
        frameOf({MessageType::Task, 0x01020304, 0x05060708, 0x1112131415161718, 0x2122232425262728, "hello"});
    EXPECT_EQ(frame, std::string("\x1e\0\0\0", 4) + "\x0e" + "\x04\x03\x02\x01" + "\x08\x07\x06\x05" +
                         "\x18\x17\x16\x15\x14\x13\x12\x11" + "\x28\x27\x26\x25\x24\x23\x22\x21" + "hello");
    EXPECT_EQ(frame.size(), kFrameHeaderBytes + 5);
}

TEST(Frame, EveryTypeAndExtremeNumbersComeBack) {
    std::string bytes;
    std::vector<KeptMessage> sent;
    for (unsigned type = 1; type <= static_cast<unsigned>(MessageType::TaskError); ++type) {
        const std::string payload(type * 7 - 7, static_cast<char>(type)); // the first one is empty
        sent.emplace_back(Message{static_cast<MessageType>(type), ~0U, ~0U - type, ~0ULL - type,
                                  ~0ULL - 2 * type, payload});
        appendFrame(bytes, sent.back().view());
    }
    for (const auto& cut : {test::whole(), test::byteByByte(), test::randomCuts(1), test::randomCuts(2)}) {
        const Decoded decoded = decode(bytes, cut);
        EXPECT_EQ(decoded.messages, sent);
        EXPECT_EQ(decoded.error, "");
        EXPECT_TRUE(decoded.isBetweenFrames);
    }
}

TEST(FrameDecoder, GivesTheSameMessagesHoweverTheBytesAreCut) {
    std::mt19937 random(20240601);
    for (unsigned round = 0; round < 200; ++round) {
        std::string bytes;
        for (unsigned i = random() % 8; i > 0; --i) {
            const std::string payload(random() % (random() % 4 ? 40 : 5'000), static_cast<char>(random()));
            const auto type = static_cast<MessageType>(1 + random() % 15);
            appendFrame(bytes, {type, static_cast<std::uint32_t>(random()), 7, random(), random(), payload});
        }
        if (random() % 3 == 0 && !bytes.empty()) {
            bytes[random() % std::min<std::size_t>(bytes.size(), 30)] ^=
                static_cast<char>(1U << (random() % 8));
        }
        bytes.resize(bytes.size() - random() % (bytes.size() + 1) / (1 + random() % 4));
        const Decoded expected = decode(bytes, test::whole());
        EXPECT_EQ(decode(bytes, test::byteByByte()), expected);
        EXPECT_EQ(decode(bytes, test::randomCuts(round)), expected);
    }
}

TEST(FrameDecoder, TellsWhetherAFrameHasBegun) {
    const std::string frame = frameOf({MessageType::Pipe, 1, 2, 3, 0, "abc"});
    for (std::size_t length = 0; length <= frame.size(); ++length) {
        const Decoded decoded = decode(std::string_view(frame).substr(0, length), test::whole());
        EXPECT_EQ(decoded.isBetweenFrames, length == 0 || length == frame.size()) << length;
        EXPECT_EQ(decoded.messages.size(), length == frame.size() ? 1U : 0U);
    }
}

TEST(FrameDecoder, TakesAPayloadAtTheLimitAndRefusesOneByteMore) {
    for (const auto& cut : {test::whole(), test::byteByByte()}) {
        const Decoded most =
            decode(frameOf({MessageType::Pipe, 0, 0, 0, 0, std::string(100, 'x')}), cut, 100);
        ASSERT_EQ(most.messages.size(), 1U);
        EXPECT_EQ(most.messages[0].payload.size(), 100U);
        const Decoded more =
            decode(frameOf({MessageType::Pipe, 0, 0, 0, 0, std::string(101, 'x')}), cut, 100);
        EXPECT_TRUE(more.messages.empty());
        EXPECT_EQ(more.error, "a message has an impossible length of 130");
    }
}

TEST(FrameDecoder, TheDefaultLimitIsThatOfTheContract) {
    const auto length = static_cast<std::uint32_t>(kMaxPayloadBytes + kFrameHeaderBytes - 4);
    EXPECT_EQ(decode(header(length, 1), test::whole()).error, "");
    EXPECT_NE(decode(header(length + 1, 1), test::whole()).error, "");
    EXPECT_NE(decode(header(0xffffffff, 1), test::whole()).error, "");
}

TEST(FrameDecoder, RefusesALengthThatHasNoRoomForTheHeader) {
    EXPECT_NE(decode(header(24, 1), test::whole()).error, "");
    EXPECT_NE(decode(header(0, 1), test::byteByByte()).error, "");
    EXPECT_EQ(decode(header(25, 1), test::whole()).messages.size(), 1U);
}

TEST(FrameDecoder, RefusesUnknownTypesBeforeTheRestIsThere) {
    const auto last = static_cast<unsigned char>(MessageType::TaskError);
    for (const unsigned char type : {0, last + 1, 128, 255}) {
        const std::string start = header(1'000, type).substr(0, 5);
        for (const auto& cut : {test::whole(), test::byteByByte()}) {
            EXPECT_EQ(decode(start, cut).error, "a message has the unknown type " + std::to_string(type));
        }
    }
    EXPECT_EQ(decode(header(25, last), test::whole()).messages.size(), 1U);
}

TEST(FrameDecoder, FailsForEverAfterAnErrorAndKeepsWhatCameBefore) {
    std::vector<KeptMessage> kept;
    const auto keep = [](void* context, const Message& message) {
        static_cast<std::vector<KeptMessage>*>(context)->emplace_back(message);
    };
    FrameDecoder decoder;
    const std::string good = frameOf({MessageType::Ready, 1, 0, 0, 0, ""});
    const auto first = decoder.feed(good + header(25, 99) + good, keep, &kept);
    ASSERT_FALSE(first);
    EXPECT_EQ(first.error().code, Errc::Malformed);
    const auto second = decoder.feed(good, keep, &kept);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, Errc::Malformed);
    EXPECT_EQ(kept.size(), 1U);
}

TEST(FrameDecoder, DoesNotCopyFramesThatAreWhole) {
    const std::string bytes = frameOf({MessageType::Pipe, 0, 0, 0, 0, "first"}) +
                              frameOf({MessageType::Pipe, 0, 0, 0, 0, "second"});
    std::vector<const char*> places;
    const auto note = [](void* context, const Message& message) {
        static_cast<std::vector<const char*>*>(context)->push_back(message.payload.data());
    };
    FrameDecoder decoder;
    ASSERT_TRUE(decoder.feed(bytes, note, &places));
    EXPECT_EQ(places, (std::vector<const char*>{bytes.data() + bytes.find("first"),
                                                bytes.data() + bytes.find("second")}));
}

// A quadratic decoder would copy 2 TB here; this one takes a fraction of a second.
TEST(FrameDecoder, GathersALargeFrameFromSmallPieces) {
    const std::string frame = frameOf({MessageType::TaskResult, 0, 0, 5, 0, std::string(64 << 20, 'x')});
    std::size_t got = 0;
    const auto count = [](void* context, const Message& message) {
        *static_cast<std::size_t*>(context) += message.payload.size();
    };
    FrameDecoder decoder;
    for (std::size_t at = 0; at < frame.size(); at += 1'000) {
        ASSERT_TRUE(decoder.feed(std::string_view(frame).substr(at, 1'000), count, &got));
    }
    EXPECT_EQ(got, std::size_t{64} << 20);
    EXPECT_TRUE(decoder.isBetweenFrames());
}

struct Stopper {
    std::optional<FrameDecoder> decoder{std::in_place};
    bool destroys = false;
    std::string seen;
    static void deliver(void* context, const Message& message) {
        auto& self = *static_cast<Stopper*>(context);
        if (self.destroys) {
            self.decoder.reset();
        } else {
            self.decoder->stop();
        }
        self.seen += message.payload; // is still there
    }
};

TEST(FrameDecoder, MayBeStoppedOrDestroyedByTheOneItDeliversTo) {
    const std::string two =
        frameOf({MessageType::Pipe, 0, 0, 0, 0, "one"}) + frameOf({MessageType::Pipe, 0, 0, 0, 0, "two"});
    for (const bool destroys : {false, true}) {
        for (const bool isCut : {false, true}) {
            Stopper stopper;
            stopper.destroys = destroys;
            if (isCut) {
                ASSERT_TRUE(stopper.decoder->feed(two.substr(0, 30), Stopper::deliver, &stopper));
            }
            const auto result = stopper.decoder->feed(std::string_view(two).substr(isCut ? 30 : 0),
                                                      Stopper::deliver, &stopper);
            ASSERT_FALSE(result);
            EXPECT_EQ(result.error().code, Errc::Cancelled);
            EXPECT_EQ(stopper.seen, "one");
            if (!destroys) {
                EXPECT_EQ(stopper.decoder->feed(two, Stopper::deliver, &stopper).error().code,
                          Errc::Cancelled);
                EXPECT_EQ(stopper.seen, "one");
            }
        }
    }
}

} // namespace
} // namespace aha::process
