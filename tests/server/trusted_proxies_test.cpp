#include "core/server/trusted_proxies.h"

#include <gtest/gtest.h>

using aha::server::TrustedProxies;

TEST(TrustedProxies, KnowsAddressesAndNetworksOfBothFamilies) {
    TrustedProxies proxies;
    ASSERT_TRUE(proxies.add("127.0.0.1").ok());
    ASSERT_TRUE(proxies.add("10.1.0.0/20").ok());
    ASSERT_TRUE(proxies.add("fd00::/9").ok());
    EXPECT_TRUE(proxies.contains("127.0.0.1"));
    EXPECT_TRUE(proxies.contains("::ffff:127.0.0.1"));
    EXPECT_FALSE(proxies.contains("127.0.0.2"));
    EXPECT_TRUE(proxies.contains("10.1.15.255"));
    EXPECT_FALSE(proxies.contains("10.1.16.0"));
    EXPECT_TRUE(proxies.contains("fd7f::1"));
    EXPECT_FALSE(proxies.contains("fd80::1"));
    EXPECT_FALSE(proxies.contains("localhost"));
    EXPECT_FALSE(proxies.contains(""));
}

TEST(TrustedProxies, RefusesWhatIsNoNetwork) {
    TrustedProxies proxies;
    EXPECT_FALSE(proxies.add("proxy.example").ok());
    EXPECT_FALSE(proxies.add("10.0.0.0/33").ok());
    EXPECT_FALSE(proxies.add("10.0.0.0/").ok());
    EXPECT_FALSE(proxies.add("10.0.0.0/8x").ok());
    EXPECT_FALSE(proxies.add("::/129").ok());
    EXPECT_TRUE(proxies.add("::/0").ok());
    EXPECT_TRUE(proxies.contains("1.2.3.4"));
}

TEST(TrustedProxies, FollowsTheForwardedListOnlyThroughTrustedHops) {
    TrustedProxies proxies;
    ASSERT_TRUE(proxies.add("10.0.0.0/8").ok());
    EXPECT_EQ(proxies.clientAddress("9.9.9.9", "1.1.1.1"), "9.9.9.9");
    EXPECT_EQ(proxies.clientAddress("10.0.0.1", "1.1.1.1"), "1.1.1.1");
    EXPECT_EQ(proxies.clientAddress("10.0.0.1", "6.6.6.6, 1.1.1.1 , 10.0.0.2"), "1.1.1.1");
    EXPECT_EQ(proxies.clientAddress("10.0.0.1", ""), "10.0.0.1");
    EXPECT_EQ(proxies.clientAddress("10.0.0.1", "unknown"), "10.0.0.1");
    EXPECT_EQ(proxies.clientAddress("10.0.0.1", "evil, 10.0.0.3"), "10.0.0.3");
}
