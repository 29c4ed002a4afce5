#include "core/process/service_notify.h"

#include "core/net/loop.h"
#include "support/child_process.h"
#include "support/http_temp_tree.h"

#include <gtest/gtest.h>

#include <sys/socket.h>
#include <sys/un.h>

#include <cstddef>
#include <cstring>

namespace aha::process {
namespace {

// The service manager's end.
class Manager {
public:
    explicit Manager(const std::string& name) : socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, name.data(), name.size());
        auto size = socklen_t(offsetof(sockaddr_un, sun_path) + name.size() + (name[0] == '\0' ? 0 : 1));
        EXPECT_EQ(::bind(socket_.get(), reinterpret_cast<sockaddr*>(&address), size), 0);
    }
    std::string next() const {
        char bytes[4096];
        ssize_t got = ::recv(socket_.get(), bytes, sizeof bytes, MSG_DONTWAIT);
        return got < 0 ? "<nothing>" : std::string(bytes, std::size_t(got));
    }

private:
    Descriptor socket_;
};

class ServiceNotifyTest : public testing::Test {
protected:
    ServiceNotifyTest() { clear(); }
    ~ServiceNotifyTest() override { clear(); }
    static void clear() {
        for (const char* name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"}) {
            ::unsetenv(name);
        }
    }
    static void set(const char* name, const std::string& value) { ::setenv(name, value.c_str(), 1); }

    test::TempTree tree;
    const std::string path = tree.path("notify");
};

TEST_F(ServiceNotifyTest, DoesNothingWithoutTheVariable) {
    set("WATCHDOG_USEC", "1000000");
    ServiceNotify notify;
    EXPECT_FALSE(notify.isEnabled());
    EXPECT_EQ(notify.watchdogIntervalMs(), 0U);
    notify.ready();
    notify.status("up");
    EXPECT_FALSE(notify.takeError());
    set("NOTIFY_SOCKET", "");
    EXPECT_FALSE(ServiceNotify().isEnabled());
    EXPECT_FALSE(ServiceNotify().takeError());
}

TEST_F(ServiceNotifyTest, SpeaksTheProtocol) {
    Manager manager(path);
    set("NOTIFY_SOCKET", path);
    ServiceNotify notify;
    ASSERT_TRUE(notify.isEnabled());
    notify.ready();
    EXPECT_EQ(manager.next(), "READY=1");
    std::uint64_t before = net::Loop::nowNs() / 1000;
    notify.reloading();
    std::string reloading = manager.next();
    ASSERT_EQ(reloading.substr(0, 27), "RELOADING=1\nMONOTONIC_USEC=");
    std::uint64_t at = std::stoull(reloading.substr(27));
    EXPECT_GE(at, before);
    EXPECT_LE(at, net::Loop::nowNs() / 1000);
    notify.stopping();
    EXPECT_EQ(manager.next(), "STOPPING=1");
    notify.status("serving, 12 requests/s");
    EXPECT_EQ(manager.next(), "STATUS=serving, 12 requests/s");
    notify.watchdog();
    EXPECT_EQ(manager.next(), "WATCHDOG=1");
    notify.mainPid(1234);
    EXPECT_EQ(manager.next(), "MAINPID=1234");
    notify.extendTimeout(30'000);
    EXPECT_EQ(manager.next(), "EXTEND_TIMEOUT_USEC=30000000");
    EXPECT_FALSE(notify.takeError());
}

TEST_F(ServiceNotifyTest, KeepsAStatusOnOneLine) {
    Manager manager(path);
    set("NOTIFY_SOCKET", path);
    ServiceNotify notify;
    notify.status(std::string_view("a\nREADY=1\r\nb\0c", 14));
    EXPECT_EQ(manager.next(), "STATUS=a READY=1  b c");
}

TEST_F(ServiceNotifyTest, KnowsAbstractNames) {
    const std::string name = "aha-test-" + std::to_string(::getpid());
    Manager manager(std::string(1, '\0') + name);
    set("NOTIFY_SOCKET", "@" + name);
    ServiceNotify notify;
    notify.ready();
    EXPECT_EQ(manager.next(), "READY=1");
    EXPECT_FALSE(notify.takeError());
}

TEST_F(ServiceNotifyTest, NeverBlocksAndTellsOfFailures) {
    set("NOTIFY_SOCKET", path);
    ServiceNotify notify;
    notify.ready();
    auto gone = notify.takeError();
    ASSERT_TRUE(gone);
    EXPECT_EQ(gone->code, Errc::NotFound);
    EXPECT_EQ(gone->message, "notify the service manager at " + path + ": No such file or directory");
    EXPECT_FALSE(notify.takeError());

    Manager manager(path); // that never reads
    gone.reset();
    for (int i = 0; i < 100'000 && !gone; ++i) {
        notify.watchdog();
        gone = notify.takeError();
    }
    ASSERT_TRUE(gone);
    EXPECT_EQ(gone->message, "notify the service manager at " + path + ": Resource temporarily unavailable");
    while (manager.next() != "<nothing>") {
    }
    notify.ready(); // goes on
    EXPECT_EQ(manager.next(), "READY=1");
}

TEST_F(ServiceNotifyTest, NamesAnAddressThatCannotBeUsed) {
    set("NOTIFY_SOCKET", "vsock:2:1234");
    ServiceNotify other;
    EXPECT_FALSE(other.isEnabled());
    EXPECT_EQ(other.takeError()->message,
              "NOTIFY_SOCKET \"vsock:2:1234\": neither a path nor an abstract name");
    set("NOTIFY_SOCKET", "/" + std::string(106, 'x'));
    EXPECT_TRUE(ServiceNotify().isEnabled());
    set("NOTIFY_SOCKET", "/" + std::string(107, 'x'));
    ServiceNotify tooLong;
    EXPECT_FALSE(tooLong.isEnabled());
    EXPECT_EQ(tooLong.takeError()->code, Errc::TooLarge);
}

TEST_F(ServiceNotifyTest, FeedsTheWatchdogTwiceInItsTime) {
    set("NOTIFY_SOCKET", path);
    auto interval = [](const std::string& usec) {
        set("WATCHDOG_USEC", usec);
        return ServiceNotify().watchdogIntervalMs();
    };
    EXPECT_EQ(interval("30000000"), 15'000U);
    EXPECT_EQ(interval("1"), 1U);
    for (const char* wrong : {"0", "", "-1", "1s", "99999999999999999999"}) {
        EXPECT_EQ(interval(wrong), 0U) << wrong;
        EXPECT_EQ(ServiceNotify().takeError()->message,
                  std::string("WATCHDOG_USEC \"") + wrong + "\": not a number above 0");
    }
    set("WATCHDOG_PID", std::to_string(::getpid()));
    EXPECT_EQ(interval("2000000"), 1000U);
    set("WATCHDOG_PID", std::to_string(::getppid()));
    EXPECT_EQ(interval("2000000"), 0U);
    EXPECT_FALSE(ServiceNotify().takeError());
}

TEST_F(ServiceNotifyTest, IsSilentInAChildThatForgets) {
    Manager manager(path);
    set("NOTIFY_SOCKET", path);
    ServiceNotify notify;
    EXPECT_EQ(test::inChild([&] {
                  notify.forget();
                  notify.stopping();
                  return std::string(notify.isEnabled() || notify.takeError() ? "talks" : "silent");
              }),
              "silent");
    EXPECT_EQ(manager.next(), "<nothing>");
    notify.ready();
    EXPECT_EQ(manager.next(), "READY=1");
}

} // namespace
} // namespace aha::process
