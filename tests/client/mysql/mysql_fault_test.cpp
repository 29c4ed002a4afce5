// Servers that end, stall or lie at each place of the protocol: one end for each statement, whatever they do.
#include "support/fake_mysql.h"
#include "support/mysql_world.h"

#include <random>

namespace aha::client {
namespace {

using Kind = SqlError::Kind;
using test::FakeMysql;
using test::MysqlRecord;
using test::MysqlWire;
using test::OneConnection;

class MysqlFault : public test::MysqlTest {
protected:
    static MysqlOptions to(const FakeMysql& server) {
        MysqlOptions wanted;
        wanted.port = server.port();
        wanted.user = "aha";
        wanted.password = "secret";
        wanted.killTimeoutMs = 100;
        return wanted;
    }
    static std::vector<std::string> textReplies() {
        return {MysqlWire::greeting(), MysqlWire::ok(2), MysqlWire::rows()};
    }
    static std::vector<std::string> preparedReplies() {
        return {MysqlWire::greeting(), MysqlWire::ok(2), MysqlWire::prepared(), MysqlWire::binaryRows()};
    }
    static std::size_t total(const std::vector<std::string>& replies) {
        std::size_t bytes = 0;
        for (const std::string& reply : replies) {
            bytes += reply.size();
        }
        return bytes;
    }
    // Connects, and runs one statement; what came of it: "" = rows, else the error.
    std::string exchange(FakeMysql& server, bool isPrepared) {
        MysqlDriver& how = driver(to(server));
        OneConnection one(host, how);
        auto pumped = [&](const std::function<bool()>& done) {
            return runUntil([&] {
                server.pump();
                return done();
            });
        };
        if (!pumped([&] { return one.isSettled(); })) {
            return "hangs while it connects";
        }
        if (one.error) {
            return "connect: " + one.error->message;
        }
        MysqlRecord record;
        one.get()->execute(
            statement(isPrepared ? prepared("SELECT n, s FROM t") : text("SELECT n, s FROM t")), record);
        if (!pumped([&] { return record.isDone(); })) {
            return "hangs";
        }
        EXPECT_EQ(record.ends, 1);
        return record.outcome.error ? "query: " + record.outcome.error->error.message : shown(record) + "";
    }
};

static constexpr const char* kRows = "i:42,t:text|i:43,null";

TEST_F(MysqlFault, TheFakeIsUnderstood) {
    for (bool isPrepared : {false, true}) {
        FakeMysql server(isPrepared ? preparedReplies() : textReplies());
        EXPECT_EQ(exchange(server, isPrepared), kRows);
        FakeMysql slow(isPrepared ? preparedReplies() : textReplies());
        slow.atOnce = 1;
        EXPECT_EQ(exchange(slow, isPrepared), kRows);
    }
}

TEST_F(MysqlFault, CutAtEachByte) {
    for (bool isPrepared : {false, true}) {
        const auto replies = isPrepared ? preparedReplies() : textReplies();
        for (std::size_t at = 0; at < total(replies); ++at) {
            FakeMysql server(replies);
            server.cutAt = at;
            const std::string got = exchange(server, isPrepared);
            EXPECT_NE(got, kRows) << at;
            EXPECT_EQ(got.find("hangs"), std::string::npos) << at;
            drivers.clear();
        }
    }
}

TEST_F(MysqlFault, StallWhileConnectingEndsWithItsTime) {
    const auto replies = textReplies();
    for (std::size_t at = 0; at < replies[0].size() + replies[1].size(); at += 7) {
        FakeMysql server(replies);
        server.stallAt = at;
        MysqlDriver& how = driver(to(server));
        OneConnection one(host, how);
        EXPECT_TRUE(runUntil([&] {
            server.pump();
            return server.isTaken();
        }));
        test::runFor(loop, 1);
        server.pump();
        EXPECT_FALSE(one.isSettled()) << at;
        loop.skipTime(5'000);
        EXPECT_TRUE(runUntil([&] { return one.isSettled(); }));
        ASSERT_TRUE(one.error);
        EXPECT_EQ(one.error->code, Errc::TimedOut) << one.error->message;
    }
}

TEST_F(MysqlFault, CancelWhileItStalls) {
    for (bool isPrepared : {false, true}) {
        const auto replies = isPrepared ? preparedReplies() : textReplies();
        const std::size_t first = replies[0].size() + replies[1].size();
        for (std::size_t at = first; at < total(replies); at += 5) {
            FakeMysql server(replies);
            server.stallAt = at;
            MysqlDriver& how = driver(to(server));
            OneConnection one(host, how);
            EXPECT_TRUE(runUntil([&] {
                server.pump();
                return one.isSettled();
            }));
            ASSERT_FALSE(one.error) << one.error->message;
            MysqlRecord record;
            one.get()->execute(statement(isPrepared ? prepared("SELECT 1") : text("SELECT 1")), record);
            for (int i = 0; i < 20; ++i) {
                server.pump();
                settle();
            }
            EXPECT_FALSE(record.isDone());
            one.get()->cancel();
            EXPECT_EQ(record.ends, 0);
            EXPECT_EQ(how.stats().kills.value(), 1u);
        }
        drivers.clear();
    }
}

TEST_F(MysqlFault, LiesAtEachByte) {
    std::mt19937 random(5);
    for (bool isPrepared : {false, true}) {
        const auto replies = isPrepared ? preparedReplies() : textReplies();
        for (std::size_t at = random() % 2; at < total(replies); at += 2) {
            for (int value : {at % 4 < 2 ? 255 : int(random() & 0xff)}) {
                auto wrong = replies;
                std::size_t offset = at;
                std::size_t which = 0;
                while (offset >= wrong[which].size()) {
                    offset -= wrong[which++].size();
                }
                wrong[which][offset] = char(value);
                FakeMysql server(wrong);
                MysqlDriver& how = driver(to(server));
                OneConnection one(host, how);
                MysqlRecord record;
                bool hasBegun = false;
                int idle = 0;
                EXPECT_TRUE(runUntil([&] {
                    server.pump();
                    if (++idle > 30) {
                        server.close(); // it waits for more
                    }
                    if (one.lease && !hasBegun) {
                        hasBegun = true;
                        one.get()->execute(statement(isPrepared ? prepared("SELECT 1") : text("SELECT 1")),
                                           record);
                    }
                    return one.error || record.isDone();
                })) << at;
                EXPECT_LE(record.ends, 1);
            }
            drivers.clear();
        }
    }
}

TEST_F(MysqlFault, OversizedLengthsEndTheStatement) {
    const std::string huge("\xfe\xff\xff\xff\xff\xff\xff\xff\x7f", 9);
    const std::string large("\xfd\xff\xff\xff", 4);
    for (const std::string& length : {huge, large}) {
        auto replies = textReplies();
        replies[2] = MysqlWire::packet("\2", 1) + MysqlWire::column("n", 3, 2) +
                     MysqlWire::column("s", 253, 3) + MysqlWire::end(4) +
                     MysqlWire::packet(MysqlWire::lengthed("1") + length + "x", 5);
        FakeMysql server(replies);
        EXPECT_EQ(exchange(server, false).substr(0, 6), "query:");
        replies = preparedReplies();
        replies[3] = MysqlWire::packet("\2", 1) + MysqlWire::column("n", 3, 2) +
                     MysqlWire::column("s", 253, 3) + MysqlWire::end(4) +
                     MysqlWire::packet(std::string("\0\0\x2a\0\0\0", 6) + length + "x", 5);
        FakeMysql other(replies);
        EXPECT_EQ(exchange(other, true).substr(0, 6), "query:");
    }
}

TEST_F(MysqlFault, WhatNobodyAskedForEndsAnIdleConnection) {
    FakeMysql server({MysqlWire::greeting(), MysqlWire::ok(2)});
    MysqlDriver& how = driver(to(server));
    OneConnection one(host, how);
    EXPECT_TRUE(runUntil([&] {
        server.pump();
        return one.isSettled();
    }));
    ASSERT_FALSE(one.error);
    one.lease.release(pool::Release::Reusable);
    EXPECT_EQ(one.pool.state().idle(), 1u);
    server.say(MysqlWire::ok(0));
    server.pump();
    EXPECT_TRUE(runUntil([&] { return one.pool.state().idle() == 0; }));
}

TEST_F(MysqlFault, NoFileOfOursIsSent) {
    FakeMysql server({MysqlWire::greeting(), MysqlWire::ok(2), MysqlWire::packet("\xfb/etc/hostname", 1),
                      MysqlWire::ok(3)});
    EXPECT_EQ(exchange(server, false).substr(0, 6), "query:");
    std::string hostname(256, '\0');
    ::gethostname(hostname.data(), hostname.size() - 1);
    hostname.resize(hostname.find('\0'));
    EXPECT_EQ(server.received.find(hostname), std::string::npos);
}

TEST_F(MysqlFault, ThePasswordIsNotSentAsItIs) {
    for (const char* plugin : {"mysql_clear_password", "dialog"}) {
        FakeMysql greeted({MysqlWire::greeting(plugin), MysqlWire::ok(2)});
        exchange(greeted, false);
        EXPECT_EQ(greeted.received.find("secret"), std::string::npos) << plugin;
        FakeMysql switched(
            {MysqlWire::greeting(),
             MysqlWire::packet(std::string("\xfe") + plugin + '\0' + std::string(20, 'x') + '\0', 2),
             MysqlWire::ok(4)});
        EXPECT_EQ(exchange(switched, false).substr(0, 8), "connect:");
        EXPECT_EQ(switched.received.find("secret"), std::string::npos) << plugin;
    }
}

TEST_F(MysqlFault, AServerWithoutTlsIsRefused) {
    FakeMysql server(textReplies());
    MysqlOptions wanted = to(server);
    wanted.tls.isOn = true;
    wanted.tls.doesVerify = false;
    MysqlDriver& how = driver(wanted);
    OneConnection one(host, how);
    EXPECT_TRUE(runUntil([&] {
        server.pump();
        return one.isSettled();
    }));
    ASSERT_TRUE(one.error);
    EXPECT_EQ(one.error->code, Errc::Tls) << one.error->message;
    EXPECT_EQ(server.received.find("aha"), std::string::npos) << "the login was sent without TLS";
}

TEST_F(MysqlFault, StallWithinTheTlsHandshake) {
    for (const char* said : {"", "\x16\x03\x03", "nothing like TLS"}) {
        FakeMysql server({MysqlWire::greeting("mysql_native_password", 0x802fff9fu), said});
        MysqlOptions wanted = to(server);
        wanted.tls.isOn = true;
        MysqlDriver& how = driver(wanted);
        OneConnection one(host, how);
        EXPECT_TRUE(runUntil([&] {
            server.pump();
            return one.isSettled() || server.received.size() > 100; // SSLRequest and ClientHello
        }));
        if (std::string_view(said).size() < 4) {
            EXPECT_FALSE(one.isSettled());
            loop.skipTime(5'000);
        }
        EXPECT_TRUE(runUntil([&] {
            server.pump();
            return one.isSettled();
        }));
        ASSERT_TRUE(one.error);
        EXPECT_EQ(one.error->code, std::string_view(said).size() < 4 ? Errc::TimedOut : Errc::Tls)
            << one.error->message;
    }
}

TEST_F(MysqlFault, DestroyedWhileItConnects) {
    for (std::size_t at : {0u, 10u, 80u, 100u}) {
        FakeMysql server(textReplies());
        server.stallAt = at;
        MysqlDriver& how = driver(to(server));
        auto one = std::make_unique<OneConnection>(host, how);
        for (int i = 0; i < 5; ++i) {
            server.pump();
            settle();
        }
        one.reset();
        settle();
        EXPECT_EQ(how.stats().kills.value(), 0u);
    }
}

} // namespace
} // namespace aha::client
