#include "core/process/control_client.h"

#include "core/process/control_server.h"
#include "support/child_process.h"
#include "support/http_temp_tree.h"
#include "support/loop_fixture.h"

#include <gtest/gtest.h>

#include <grp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <csignal>
#include <cstring>
#include <thread>

namespace aha::process {
namespace {

std::string outcomeOf(const Result<std::string>& answer) {
    return answer ? answer.value()
                  : std::string(errcName(answer.error().code)) + ": " + answer.error().message;
}

// A server that does by hand what a test wants: in a thread of its own, as the client blocks.
class HandServer {
public:
    HandServer(const std::string& path, std::function<void(int)> serve)
        : socket_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, path.c_str(), path.size());
        EXPECT_EQ(::bind(socket_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
        EXPECT_EQ(::listen(socket_.get(), 1), 0);
        thread_ = std::thread([this, serve = std::move(serve)] {
            Descriptor client(::accept(socket_.get(), nullptr, nullptr));
            serve(client.get());
        });
    }
    ~HandServer() {
        ::shutdown(socket_.get(), SHUT_RDWR); // ends an accept() that nobody has come for
        thread_.join();
    }

    static std::string readLine(int fd) {
        std::string line;
        for (char c; ::recv(fd, &c, 1, 0) == 1 && c != '\n';) {
            line += c;
        }
        return line;
    }
    static bool write(int fd, std::string_view bytes) {
        while (!bytes.empty()) {
            ssize_t sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) {
                return false;
            }
            bytes.remove_prefix(std::size_t(sent));
        }
        return true;
    }
    static void waitForEnd(int fd) {
        char bytes[4096];
        while (::recv(fd, bytes, sizeof bytes, 0) > 0) {
        }
    }

private:
    Descriptor socket_;
    std::thread thread_;
};

class ControlClientTest : public testing::Test {
protected:
    test::TempTree tree;
    const std::string path = tree.path("control.sock");
    static constexpr std::uint64_t kLimitMs = 10'000;
};

TEST_F(ControlClientTest, AsksAServerSeveralThings) {
    test::ChildProcess client([&] {
        std::string said;
        auto connected = ControlClient::connect(path, kLimitMs);
        test::eventually([&] { // the file is there before anybody listens
            if (!connected) {
                connected = ControlClient::connect(path, kLimitMs);
            }
            return connected.ok();
        });
        if (!connected) {
            return connected.error().message;
        }
        for (const char* command : {"status", "task list", "stop"}) {
            said += outcomeOf(connected.value().ask(command, kLimitMs)) + ";";
        }
        return said;
    });
    struct Echo final : ControlHandler {
        void onCommand(ControlRequest request) override {
            isOver = request.command() == "stop";
            request.answer("[" + request.command() + "," + request.argument() + "]");
        }
        bool isOver = false;
    } echo;
    net::Loop loop;
    auto server = ControlServer::open(loop, path, echo);
    ASSERT_TRUE(server.ok());
    EXPECT_TRUE(test::runUntil(loop, [&] { return echo.isOver; }));
    EXPECT_EQ(client.said(), "[status,];[task,list];[stop,];");
}

TEST_F(ControlClientTest, TellsThatNobodyIsThere) {
    auto missing = ControlClient::connect(path, kLimitMs);
    ASSERT_FALSE(missing.ok());
    EXPECT_EQ(missing.error().code, Errc::NotFound);
    EXPECT_EQ(missing.error().message, "connect to control socket " + path + ": No such file or directory");
    {
        HandServer dead(path, [](int) {});
    }
    auto refused = ControlClient::connect(path, kLimitMs);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, Errc::Refused);
    EXPECT_EQ(refused.error().message, "connect to control socket " + path + ": Connection refused");
    tree.file("plain", "");
    EXPECT_EQ(ControlClient::connect(tree.path("plain"), kLimitMs).error().code, Errc::Refused);
    for (const std::string& unfit : {std::string(), "/" + std::string(107, 'x')}) {
        EXPECT_EQ(ControlClient::connect(unfit, kLimitMs).error().message,
                  "connect to control socket " + unfit + ": the path must have 1 to 107 bytes");
    }
    EXPECT_EQ(ControlClient::connect("/" + std::string(106, 'x'), kLimitMs).error().code, Errc::NotFound);
}

TEST_F(ControlClientTest, TellsThatItMayNot) {
    if (::geteuid() != 0) {
        GTEST_SKIP() << "only root can be somebody else";
    }
    HandServer server(path, [](int) {});
    ASSERT_EQ(::chmod(path.c_str(), 0600), 0);
    ASSERT_EQ(::chmod(tree.root().c_str(), 0755), 0);
    EXPECT_EQ(test::inChild([&] {
                  if (::setgroups(0, nullptr) != 0 || ::setuid(12345) != 0) {
                      return std::string("cannot become somebody else");
                  }
                  return std::string(errcName(ControlClient::connect(path, kLimitMs).error().code));
              }),
              "permission_denied");
}

TEST_F(ControlClientTest, PutsAnswersTogether) {
    const std::string big(3 << 20, 'x'), longCommand(300 << 10, 'y'); // more than the kernel buffers at once
    HandServer server(path, [&](int fd) {
        EXPECT_EQ(HandServer::readLine(fd), "one");
        for (char c : std::string("{\"a\":1}\n")) {
            HandServer::write(fd, std::string_view(&c, 1));
        }
        EXPECT_EQ(HandServer::readLine(fd), "two");
        HandServer::write(fd, big + "\n");
        EXPECT_EQ(HandServer::readLine(fd).size(),
                  longCommand.size()); // long commands are sent to the end as well
        HandServer::write(fd, "\n");
    });
    auto client = ControlClient::connect(path, kLimitMs);
    ASSERT_TRUE(client.ok());
    EXPECT_EQ(outcomeOf(client.value().ask("one", kLimitMs)), "{\"a\":1}");
    EXPECT_TRUE(client.value().ask("two", kLimitMs).value() == big);
    EXPECT_EQ(outcomeOf(client.value().ask(longCommand, 0)), "");
}

TEST_F(ControlClientTest, WaitsNoLongerThanItIsTold) {
    HandServer server(path, HandServer::waitForEnd);
    auto client = ControlClient::connect(path, kLimitMs);
    ASSERT_TRUE(client.ok());
    EXPECT_EQ(outcomeOf(client.value().ask("status", 20)),
              "timed_out: read from control socket " + path + ": no answer within the time limit");
    // A late answer would be taken for that of the next question.
    EXPECT_EQ(outcomeOf(client.value().ask("status", 20)),
              "closed: control socket " + path + ": the connection was closed by an earlier error");
}

TEST_F(ControlClientTest, WaitsNoLongerToSendEither) {
    HandServer server(path, [](int fd) {
        pollfd end{fd, POLLRDHUP, 0};
        ::poll(&end, 1, int(kLimitMs)); // reads nothing
    });
    auto client = ControlClient::connect(path, kLimitMs);
    ASSERT_TRUE(client.ok());
    EXPECT_EQ(outcomeOf(client.value().ask(std::string(16 << 20, 'x'), 20)),
              "timed_out: send to control socket " + path + ": no answer within the time limit");
}

TEST_F(ControlClientTest, WaitsForAPlaceInTheBacklog) {
    Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.c_str(), path.size());
    ASSERT_EQ(::bind(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    ASSERT_EQ(::listen(socket.get(), 0), 0);
    auto first = ControlClient::connect(path, kLimitMs);
    ASSERT_TRUE(first.ok());
    auto second = ControlClient::connect(path, 30);
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.error().code, Errc::TimedOut);
    std::thread accepting([&] {
        for (int i = 0; i < 2; ++i) {
            Descriptor client(::accept(socket.get(), nullptr, nullptr));
        }
    });
    EXPECT_TRUE(ControlClient::connect(path, kLimitMs).ok());
    accepting.join();
}

TEST_F(ControlClientTest, TellsThatTheServerHasGone) {
    HandServer server(path, [](int fd) {
        HandServer::readLine(fd);
        HandServer::write(fd, "{\"half");
    });
    auto client = ControlClient::connect(path, kLimitMs);
    ASSERT_TRUE(client.ok());
    EXPECT_EQ(outcomeOf(client.value().ask("stop", kLimitMs)),
              "closed: read from control socket " + path +
                  ": the server closed the connection without an answer");
}

TEST_F(ControlClientTest, HearsWhyAServerDoesNotListen) {
    std::string line = R"({"ok":false,"error":"Too many clients"})";
    Descriptor isClosed;
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    Descriptor reader(ends[0]);
    HandServer server(path, [&, writer = ends[1]](int fd) {
        HandServer::write(fd, line + "\n");
        ::shutdown(fd, SHUT_RDWR);
        ::close(writer);
    });
    auto client = ControlClient::connect(path, kLimitMs);
    ASSERT_TRUE(client.ok());
    char byte;
    ASSERT_EQ(::read(reader.get(), &byte, 1), 0); // has closed before we ask
    EXPECT_EQ(outcomeOf(client.value().ask("status", kLimitMs)), line);
}

TEST_F(ControlClientTest, RefusesWhatIsNoAnswer) {
    HandServer server(path, [](int fd) {
        HandServer::readLine(fd);
        HandServer::write(fd, "{}\n{}\n");
        HandServer::waitForEnd(fd);
    });
    auto client = ControlClient::connect(path, kLimitMs);
    ASSERT_TRUE(client.ok());
    EXPECT_EQ(outcomeOf(client.value().ask("status", kLimitMs)),
              "malformed: read from control socket " + path + ": more than one line came as the answer");
}

TEST_F(ControlClientTest, TakesAnswersUpToTheLimit) {
    const std::string limit(ControlClient::kMaxAnswerBytes, 'x');
    HandServer server(path, [&](int fd) {
        HandServer::readLine(fd);
        HandServer::write(fd, limit + "\n");
        HandServer::readLine(fd);
        HandServer::write(fd, limit + "x\n");
        HandServer::waitForEnd(fd);
    });
    auto client = ControlClient::connect(path, kLimitMs);
    ASSERT_TRUE(client.ok());
    EXPECT_EQ(client.value().ask("a", 0).value().size(), limit.size());
    EXPECT_EQ(outcomeOf(client.value().ask("a", 0)),
              "too_large: read from control socket " + path + ": the answer has more than 67108864 bytes");
}

TEST_F(ControlClientTest, RefusesACommandOfTwoLines) {
    HandServer server(path, HandServer::waitForEnd);
    auto client = ControlClient::connect(path, kLimitMs);
    ASSERT_TRUE(client.ok());
    EXPECT_EQ(client.value().ask("status\nstop", kLimitMs).error().code, Errc::InvalidArgument);
}

TEST_F(ControlClientTest, IsNotDisturbedBySignals) {
    struct sigaction action {
    }, before{};
    action.sa_handler = [](int) {}; // no SA_RESTART: calls are interrupted
    ASSERT_EQ(::sigaction(SIGUSR1, &action, &before), 0);
    pthread_t self = ::pthread_self();
    HandServer server(path, [&](int fd) {
        HandServer::readLine(fd);
        for (int i = 0; i < 20; ++i) {
            ::pthread_kill(self, SIGUSR1);
            ::poll(nullptr, 0, 1);
        }
        HandServer::write(fd, "{}\n");
    });
    auto client = ControlClient::connect(path, kLimitMs);
    ASSERT_TRUE(client.ok());
    EXPECT_EQ(outcomeOf(client.value().ask("status", kLimitMs)), "{}");
    ::sigaction(SIGUSR1, &before, nullptr);
}

} // namespace
} // namespace aha::process
