#include "core/log/sink_spec.h"

#include <gtest/gtest.h>

namespace aha::log {

using Kind = SinkSpec::Kind;

TEST(SinkSpec, ReadsEveryForm) {
    auto kindOf = [](std::string_view text) { return SinkSpec::parse(text).take().kind; };
    EXPECT_EQ(kindOf("stdout"), Kind::Stdout);
    EXPECT_EQ(kindOf("php://stdout"), Kind::Stdout);
    EXPECT_EQ(kindOf("stderr"), Kind::Stderr);
    EXPECT_EQ(kindOf("php://stderr"), Kind::Stderr);
    EXPECT_EQ(kindOf("blackhole:"), Kind::Blackhole);
    EXPECT_EQ(kindOf("blackhole://"), Kind::Blackhole);
    EXPECT_EQ(kindOf("syslog:"), Kind::Syslog);
    EXPECT_EQ(SinkSpec::parse("/var/log/a.log").take().path, "/var/log/a.log");
    EXPECT_EQ(SinkSpec::parse("a.log").take().path, "a.log");
    EXPECT_EQ(SinkSpec::parse("file:///var/log/a%20b.log").take().path, "/var/log/a b.log");
}

TEST(SinkSpec, ReadsSyslog) {
    SinkSpec spec = SinkSpec::parse("syslog://local3?ident=shop&socket=%2Frun%2Flog").take();
    EXPECT_EQ(spec.facility, 19);
    EXPECT_EQ(spec.ident, "shop");
    EXPECT_EQ(spec.socket, "/run/log");
    spec = SinkSpec::parse("syslog://").take();
    EXPECT_EQ(spec.facility, 1);
    EXPECT_EQ(spec.ident, "aha");
    EXPECT_EQ(spec.socket, "/dev/log");
}

TEST(SinkSpec, RefusesTheRest) {
    for (std::string_view text :
         {"", "http://a", "php://memory", "file://host/a", "file:///a%2", "file:///a%zz", "file:///a%00",
          "syslog://loud", "syslog://user?ident", "syslog://user?ident=", "syslog://user?name=a",
          "syslog://user?ident=a%20b", "syslog://user?ident=a%0a", "syslog://user?ident=a%zz"}) {
        EXPECT_FALSE(SinkSpec::parse(text).ok()) << text;
    }
    EXPECT_FALSE(SinkSpec::parse(std::string_view("a\0b", 3)).ok());
}

} // namespace aha::log
