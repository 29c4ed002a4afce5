#include "core/net/digest.h"

#include <gtest/gtest.h>

namespace aha::net {
namespace {

TEST(Digest, GivesKnownValues) {
    EXPECT_EQ(md5Hex(""), "d41d8cd98f00b204e9800998ecf8427e");
    EXPECT_EQ(md5Hex("abc"), "900150983cd24fb0d6963f7d28e17f72");
    EXPECT_EQ(sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha1Bytes("abc").size(), 20u);
    EXPECT_EQ(sha1Bytes("abc").substr(0, 4), "\xa9\x99\x3e\x36");
}

TEST(Digest, GivesRandomBytes) {
    const std::string a = randomHex(16).take();
    EXPECT_EQ(a.size(), 32u);
    EXPECT_EQ(a.find_first_not_of("0123456789abcdef"), std::string::npos);
    EXPECT_NE(a, randomHex(16).take());
    EXPECT_EQ(randomHex(64).take().size(), 128u);
    EXPECT_FALSE(randomHex(65).ok());
    EXPECT_EQ(randomHex(0).take(), "");
}

} // namespace
} // namespace aha::net
