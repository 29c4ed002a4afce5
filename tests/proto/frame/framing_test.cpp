#include "core/proto/frame/framing.h"

#include "support/framing_log.h"
#include "support/golden.h"

#include <gtest/gtest.h>

#include <bit>
#include <cstdlib>
#include <random>

namespace aha::frame {

static std::unique_ptr<FramingRules> rulesOf(FramingOptions options) {
    auto rules = FramingRules::create(std::move(options));
    EXPECT_TRUE(rules.ok()) << (rules ? "" : rules.error().message);
    return rules.take();
}

static std::string logOf(const FramingRules& rules, std::string_view input, const test::NextCut& cut) {
    return test::framingLog(rules, input, cut, test::escape);
}

static std::string refusal(FramingOptions options) {
    const auto rules = FramingRules::create(std::move(options));
    return rules ? "accepted" : rules.error().message;
}

static FramingOptions eofOptions(std::string terminator, std::size_t maximum = 1 << 20) {
    FramingOptions options;
    options.kind = Kind::Eof;
    options.terminator = std::move(terminator);
    options.maxPackageBytes = maximum;
    return options;
}

static FramingOptions lengthOptions(char code, std::size_t offset, std::size_t bodyOffset) {
    FramingOptions options;
    options.kind = Kind::Length;
    options.length = {code, offset, bodyOffset};
    return options;
}

static std::size_t numberOf(const test::GoldenCase& golden, const char* key, std::size_t otherwise) {
    const auto found = golden.settings.find(key);
    return found == golden.settings.end() ? otherwise : std::strtoul(found->second.c_str(), nullptr, 10);
}

static FramingOptions optionsOf(const test::GoldenCase& golden) {
    FramingOptions options;
    if (const auto eof = golden.settings.find("eof"); eof != golden.settings.end()) {
        options = eofOptions(test::unescape(eof->second));
        options.keepsTerminator = numberOf(golden, "keep", 0) != 0;
    } else {
        options = lengthOptions(golden.settings.at("code")[0], numberOf(golden, "offset", 0),
                                numberOf(golden, "body", 0));
    }
    options.maxPackageBytes = numberOf(golden, "max", 2 * 1024 * 1024);
    return options;
}

class FramingGolden : public testing::TestWithParam<const char*> {};

TEST_P(FramingGolden, GivesTheSameHoweverItIsFed) {
    test::GoldenFile file(GetParam());
    std::vector<std::string> logs;
    for (const test::GoldenCase& golden : file.cases()) {
        SCOPED_TRACE(golden.name);
        const auto rules = rulesOf(optionsOf(golden));
        logs.push_back(logOf(*rules, golden.input, test::whole()));
        if (!test::GoldenFile::wantsUpdate()) {
            EXPECT_EQ(logs.back(), golden.expected);
        }
        EXPECT_EQ(logOf(*rules, golden.input, test::byteByByte()), logs.back()) << "byte by byte";
        for (unsigned seed = 0; seed < 50; ++seed) {
            EXPECT_EQ(logOf(*rules, golden.input, test::randomCuts(seed)), logs.back())
                << "cut by seed " << seed;
        }
    }
    if (test::GoldenFile::wantsUpdate()) {
        file.update(logs);
    }
}

INSTANTIATE_TEST_SUITE_P(Files, FramingGolden, testing::Values("frame/eof.txt", "frame/length.txt"));

// ---- terminators

static std::string splitPlainly(std::string_view input, std::string_view terminator) {
    std::string log;
    for (std::size_t end; (end = input.find(terminator)) != std::string_view::npos;) {
        log += "package " + test::escape(input.substr(0, end)) + "\n";
        input.remove_prefix(end + terminator.size());
    }
    return input.empty() ? log : log + "kept " + std::to_string(input.size()) + "\n";
}

TEST(EofFraming, SplitsAsAPlainSearchDoes) {
    std::mt19937 random(7);
    for (unsigned round = 0; round < 400; ++round) {
        std::string terminator, input;
        for (std::size_t bytes = 1 + random() % 6; terminator.size() < bytes;) {
            terminator.push_back("ab"[random() % 2]);
        }
        for (std::size_t bytes = random() % 200; input.size() < bytes;) {
            input.push_back("ab"[random() % 2]);
        }
        const auto rules = rulesOf(eofOptions(terminator));
        const std::string expected = splitPlainly(input, terminator);
        for (const test::NextCut& cut : {test::whole(), test::byteByByte(), test::randomCuts(round)}) {
            ASSERT_EQ(logOf(*rules, input, cut), expected) << terminator << " in " << input;
        }
    }
}

TEST(EofFraming, TakesATerminatorOfTheLongestLength) {
    const std::string terminator = std::string(FramingRules::kMaxTerminatorBytes - 1, 'a') + "b";
    const auto rules = rulesOf(eofOptions(terminator));
    const std::string input = "x" + std::string(1000, 'a') + terminator + "y" + terminator;
    const std::string expected = "package x" + std::string(1000, 'a') + "\npackage y\n";
    EXPECT_EQ(logOf(*rules, input, test::whole()), expected);
    EXPECT_EQ(logOf(*rules, input, test::byteByByte()), expected);
}

// A rescan of what is kept would take a minute here.
TEST(EofFraming, LooksAtEachByteOnce) {
    const auto rules = rulesOf(eofOptions("aab", 8 * 1024 * 1024));
    const auto framing = rules->open();
    for (unsigned i = 0; i < 4 * 1024 * 1024; ++i) {
        ASSERT_EQ(framing->next("a").event, Event::NeedMore);
    }
    EXPECT_EQ(framing->next("b").event, Event::Package);
}

TEST(EofFraming, CopiesNothingOfAWholePackage) {
    const auto rules = rulesOf(eofOptions("\n"));
    const auto framing = rules->open();
    const std::string input = "one\ntwo\n";
    Step step = framing->next(input);
    EXPECT_EQ(step.package.data(), input.data());
    step = framing->next(std::string_view(input).substr(step.consumed));
    EXPECT_EQ(step.package.data(), input.data() + 4);
    EXPECT_EQ(framing->keptBytes(), 0u);
}

TEST(EofFraming, StaysFailed) {
    const auto rules = rulesOf(eofOptions("\n", 4));
    const auto framing = rules->open();
    EXPECT_EQ(framing->next("12345").event, Event::Error);
    EXPECT_EQ(framing->next("\n").event, Event::Error);
    EXPECT_EQ(framing->keptBytes(), 0u);
}

// ---- lengths

TEST(LengthFraming, CopiesNothingOfAWholePackage) {
    const auto rules = rulesOf(lengthOptions('n', 0, 2));
    const auto framing = rules->open();
    const std::string input("\0\1a\0\1b", 6);
    Step step = framing->next(input);
    EXPECT_EQ(step.package.data(), input.data());
    step = framing->next(std::string_view(input).substr(step.consumed));
    EXPECT_EQ(step.package.data(), input.data() + 3);
}

TEST(LengthFraming, DoesNotReserveOnTheWordOfTheHeader) {
    FramingOptions options = lengthOptions('N', 0, 4);
    options.maxPackageBytes = std::size_t{1} << 40;
    const auto rules = rulesOf(std::move(options));
    const auto framing = rules->open();
    EXPECT_EQ(framing->next("\xff\xff\xff\xff").event, Event::NeedMore); // 4 GB are announced
    EXPECT_EQ(framing->keptBytes(), 4u);
}

TEST(LengthFraming, TakesMachineOrder) {
    for (char code : {'s', 'S', 'l', 'L', 'q', 'Q'}) {
        const auto letter = LengthCode::of(code);
        ASSERT_TRUE(letter.ok());
        const std::uint64_t number = 3;
        std::string input(reinterpret_cast<const char*>(&number), sizeof number); // little endian machines
        if constexpr (std::endian::native == std::endian::little) {
            input.resize(letter.value().width());
            const auto rules = rulesOf(lengthOptions(code, 0, input.size()));
            EXPECT_EQ(logOf(*rules, input + "abc", test::whole()),
                      "package " + test::escape(input + "abc") + "\n");
        }
    }
}

TEST(LengthHeader, WritesWhatTheFramingReads) {
    for (char code : {'n', 'N', 'v', 'V', 'c', 'C', 's', 'S', 'l', 'L', 'q', 'Q', 'J', 'P'}) {
        for (const auto& [offset, bodyOffset] :
             {std::pair<std::size_t, std::size_t>{0, 0}, {0, 8}, {3, 3}, {2, 12}}) {
            const auto header = lengthHeader({code, offset, bodyOffset}, 100);
            ASSERT_TRUE(header.ok()) << code;
            const std::string package = header.value() + std::string(100, 'x');
            const auto rules = rulesOf(lengthOptions(code, offset, bodyOffset));
            const std::string expected = "package " + test::escape(package) + "\n";
            EXPECT_EQ(logOf(*rules, package, test::byteByByte()), expected) << code;
        }
    }
}

TEST(LengthHeader, RefusesWhatDoesNotFit) {
    EXPECT_TRUE(lengthHeader({'n', 0, 2}, 65535).ok());
    EXPECT_EQ(lengthHeader({'n', 0, 2}, 65536).error().message,
              "The length 65536 does not fit package_length_type 'n'");
    EXPECT_EQ(lengthHeader({'n', 0, 0}, 65534).error().code, Errc::TooLarge); // with the header
    EXPECT_TRUE(lengthHeader({'c', 0, 1}, 127).ok());
    EXPECT_EQ(lengthHeader({'c', 0, 1}, 128).error().code, Errc::TooLarge);
    EXPECT_EQ(lengthHeader({'x', 0, 1}, 1).error().code, Errc::InvalidArgument);
}

TEST(LengthHeader, GoesIntoAPackageThatHasRoomForIt) {
    std::string package = "ID..body";
    ASSERT_TRUE(writeLength({'n', 2, 4}, package).ok());
    EXPECT_EQ(package, std::string("ID\0\4body", 8));
    std::string tooShort = "ID.";
    EXPECT_EQ(writeLength({'n', 2, 4}, tooShort).error().code, Errc::InvalidArgument);
    std::string tooLong(70'000, 'x');
    EXPECT_EQ(writeLength({'n', 2, 4}, tooLong).error().code, Errc::TooLarge);
}

// ---- the function of the caller

// "3:abc": the function tells length and separator; it does not look at the body.
static std::int64_t netstringLength(std::string_view bytes) {
    const std::size_t colon = bytes.find(':');
    if (colon == std::string_view::npos) {
        return bytes.size() > 3 ? -1 : 0;
    }
    return static_cast<std::int64_t>(colon + 1) + std::atoi(std::string(bytes.substr(0, colon)).c_str());
}

static FramingOptions functionOptions(LengthFunction function, std::size_t maximum = 1000) {
    FramingOptions options;
    options.kind = Kind::Function;
    options.lengthFunction = std::move(function);
    options.maxPackageBytes = maximum;
    return options;
}

TEST(FunctionFraming, CutsWhereTheFunctionSays) {
    const auto rules = rulesOf(functionOptions(netstringLength));
    const std::string input = "3:abc0:12:hello, world5:xy";
    const std::string expected = "package 3:abc\npackage 0:\npackage 12:hello, world\nkept 4\n";
    EXPECT_EQ(logOf(*rules, input, test::whole()), expected);
    EXPECT_EQ(logOf(*rules, input, test::byteByByte()), expected);
    for (unsigned seed = 0; seed < 100; ++seed) {
        EXPECT_EQ(logOf(*rules, input, test::randomCuts(seed)), expected);
    }
}

TEST(FunctionFraming, MayLookAhead) { // a line ends only when it is known what follows
    const auto rules = rulesOf(functionOptions([](std::string_view bytes) {
        const std::size_t end = bytes.find('\n');
        const bool isKnown = end != std::string_view::npos && end + 1 < bytes.size();
        return isKnown ? static_cast<std::int64_t>(end + 1) : std::int64_t{0};
    }));
    const std::string expected = "package a\\n\npackage \\n\npackage b\\n\nkept 1\n";
    EXPECT_EQ(logOf(*rules, "a\n\nb\nc", test::whole()), expected);
    EXPECT_EQ(logOf(*rules, "a\n\nb\nc", test::byteByByte()), expected);
}

TEST(FunctionFraming, AsksOnceWhenItKnows) {
    unsigned calls = 0;
    const auto rules = rulesOf(functionOptions([&calls](std::string_view) {
        ++calls;
        return std::int64_t{100};
    }));
    EXPECT_EQ(logOf(*rules, std::string(99, 'x'), test::byteByByte()), "kept 99\n");
    EXPECT_EQ(calls, 1u);
}

TEST(FunctionFraming, KeepsTheLimit) {
    const auto exact = rulesOf(functionOptions([](std::string_view) { return std::int64_t{10}; }, 10));
    EXPECT_EQ(logOf(*exact, "0123456789", test::whole()), "package 0123456789\n");
    const auto more = rulesOf(functionOptions([](std::string_view) { return std::int64_t{11}; }, 10));
    EXPECT_EQ(logOf(*more, "0", test::whole()),
              "error too_large: A package of 11 bytes is larger than package_max_length (10 bytes)\n");
    const auto never = rulesOf(functionOptions([](std::string_view) { return std::int64_t{0}; }, 10));
    EXPECT_EQ(logOf(*never, "012345678", test::byteByByte()), "kept 9\n");
    EXPECT_EQ(logOf(*never, "0123456789", test::byteByByte()),
              "error too_large: package_length_func asks for more than package_max_length (10 bytes)\n");
    const auto wrong = rulesOf(functionOptions([](std::string_view) { return std::int64_t{-1}; }));
    EXPECT_EQ(logOf(*wrong, "0", test::whole()),
              "error malformed: package_length_func has called a package malformed\n");
}

// ---- none, and options

TEST(RawFraming, GivesWhatOneReadHasBrought) {
    FramingOptions options;
    options.maxPackageBytes = 4;
    const auto rules = rulesOf(std::move(options));
    EXPECT_EQ(logOf(*rules, "abcd", test::whole()), "package abcd\n");
    EXPECT_EQ(logOf(*rules, "abcde", test::whole()), "package abcd\npackage e\n");
    EXPECT_EQ(logOf(*rules, "ab", test::byteByByte()), "package a\npackage b\n");
}

TEST(FramingOptions, NamesTheOptionThatIsWrong) {
    EXPECT_EQ(refusal(eofOptions("")), "package_eof must not be empty");
    EXPECT_EQ(refusal(eofOptions(std::string(256, 'x'))), "accepted");
    EXPECT_EQ(refusal(eofOptions(std::string(257, 'x'))), "package_eof must not be longer than 256 bytes");
    EXPECT_EQ(refusal(eofOptions("ab", 1)), "package_eof does not fit package_max_length (1 bytes)");
    EXPECT_EQ(refusal(eofOptions("a", 0)), "package_max_length must be at least 1");
    EXPECT_EQ(refusal(lengthOptions('x', 0, 0)),
              "package_length_type is one of c C s S l L q Q n N J v V P, not 'x'");
    const std::size_t maximum = 2 * 1024 * 1024;
    EXPECT_EQ(refusal(lengthOptions('N', maximum - 4, 0)), "accepted");
    EXPECT_EQ(refusal(lengthOptions('N', maximum - 3, 0)),
              "package_length_offset does not fit package_max_length (2097152 bytes)");
    EXPECT_EQ(refusal(lengthOptions('N', ~std::size_t{0}, 0)),
              "package_length_offset does not fit package_max_length (2097152 bytes)");
    EXPECT_EQ(refusal(lengthOptions('N', 0, maximum + 1)),
              "package_body_offset does not fit package_max_length (2097152 bytes)");
    EXPECT_EQ(refusal(functionOptions(nullptr)), "package_length_func is missing");
}

} // namespace aha::frame
