#include "core/process/control_server.h"

#include "support/child_process.h"
#include "support/http_temp_tree.h"
#include "support/loop_fixture.h"
#include "support/raw_socket.h"

#include <grp.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <deque>
#include <optional>
#include <vector>

namespace aha::process {
namespace {

using test::inChild;
using test::RawSocket;

struct Commands final : ControlHandler {
    void onCommand(ControlRequest request) override {
        seen.push_back(request.command() + "|" + request.argument());
        if (onCommandAction) {
            onCommandAction(request);
        } else {
            request.answer("{\"n\":" + std::to_string(seen.size()) + "}");
        }
    }
    void onControlError(const Error& error) override { errors.push_back(error); }

    std::vector<std::string> seen;
    std::vector<Error> errors;
    std::function<void(ControlRequest&)> onCommandAction;
};

class ControlServerTest : public test::LoopTest {
protected:
    ControlServerTest() { open(); }

    void open(const ControlLimits& limits = {}) {
        server.reset();
        auto opened = ControlServer::open(loop, path, commands, limits);
        ASSERT_TRUE(opened.ok()) << opened.error().message;
        server = opened.take();
    }
    bool exists() const { return ::access(path.c_str(), F_OK) == 0; }
    RawSocket connect() {
        std::size_t before = server->clientCount();
        RawSocket client = RawSocket::connectUnix(path);
        EXPECT_TRUE(runUntil([&] { return server->clientCount() == before + 1; }));
        return client;
    }
    // The next line that arrives.
    std::string answer(RawSocket& client) {
        std::string& text = received;
        std::size_t end = text.find('\n');
        runUntil(
            [&] {
                if (end == std::string::npos) {
                    std::string piece = client.receive(1 << 20);
                    std::size_t found = piece.find('\n');
                    end = found == std::string::npos ? found : text.size() + found;
                    text += piece;
                }
                return end != std::string::npos || client.atEof();
            },
            30'000);
        std::string line = text.substr(0, end);
        text.erase(0, end == std::string::npos ? end : end + 1);
        return line;
    }
    std::string ask(RawSocket& client, std::string_view line) {
        EXPECT_TRUE(client.send(line));
        return answer(client);
    }
    bool isClosed(RawSocket& client) {
        return runUntil([&] { return client.atEof() || client.error() != 0; });
    }
    void keepRequests() {
        commands.onCommandAction = [this](ControlRequest& request) { kept.push_back(std::move(request)); };
    }

    test::TempTree tree;
    const std::string path = tree.path("control.sock");
    Commands commands;
    std::deque<ControlRequest> kept;
    std::unique_ptr<ControlServer> server;
    std::string received;
};

TEST_F(ControlServerTest, AnswersLinesOnOneConnection) {
    RawSocket client = connect();
    EXPECT_EQ(ask(client, "status\n"), "{\"n\":1}");
    EXPECT_EQ(ask(client, "stop now please\n"), "{\"n\":2}");
    EXPECT_EQ(ask(client, "  spaced\r\n"), "{\"n\":3}");
    EXPECT_EQ(ask(client, "\n"), "{\"n\":4}");
    EXPECT_EQ(commands.seen, (std::vector<std::string>{"status|", "stop|now please", "| spaced", "|"}));
    EXPECT_EQ(server->clientCount(), 1U);
    client.close();
    EXPECT_TRUE(runUntil([&] { return server->clientCount() == 0; }));
    EXPECT_EQ(server->path(), path);
}

TEST_F(ControlServerTest, TakesLinesInPieces) {
    RawSocket client = connect();
    for (char c : std::string("reload all\nst")) {
        ASSERT_TRUE(client.send(std::string_view(&c, 1)));
        settle();
    }
    EXPECT_EQ(answer(client), "{\"n\":1}");
    EXPECT_EQ(ask(client, "atus\n"), "{\"n\":2}");
    EXPECT_EQ(commands.seen, (std::vector<std::string>{"reload|all", "status|"}));
}

TEST_F(ControlServerTest, AnswersInOrderAndOneCommandAtATime) {
    keepRequests();
    RawSocket client = connect();
    ASSERT_TRUE(client.send("one\ntwo\nthree\n"));
    ASSERT_TRUE(runUntil([&] { return !kept.empty(); }));
    settle();
    ASSERT_EQ(commands.seen, std::vector<std::string>{"one|"});
    EXPECT_EQ(client.receive(100), "");
    kept[0].answer("1");
    EXPECT_FALSE(kept[0].isPending());
    ASSERT_TRUE(runUntil([&] { return kept.size() == 2; }));
    kept[0].answer("again"); // does nothing
    kept[1].answer("2");
    ASSERT_TRUE(runUntil([&] { return kept.size() == 3; }));
    kept[2].answer("3");
    settle();
    EXPECT_EQ(client.receive(100), "1\n2\n3\n");
}

TEST_F(ControlServerTest, ServesOthersWhileOneWaits) {
    keepRequests();
    RawSocket slow = connect();
    ASSERT_TRUE(slow.send("reload\n"));
    ASSERT_TRUE(runUntil([&] { return kept.size() == 1; }));
    RawSocket quick = connect();
    ASSERT_TRUE(quick.send("status\n"));
    ASSERT_TRUE(runUntil([&] { return kept.size() == 2; }));
    kept[1].answer("quick");
    EXPECT_EQ(answer(quick), "quick");
    kept[0].answer("slow");
    EXPECT_EQ(answer(slow), "slow");
}

TEST_F(ControlServerTest, AnswersDroppedRequestsWithAnError) {
    const std::string dropped = R"({"ok":false,"error":"The command was given up without an answer"})";
    commands.onCommandAction = [](ControlRequest&) {};
    RawSocket client = connect();
    EXPECT_EQ(ask(client, "status\n"), dropped);
    keepRequests();
    ASSERT_TRUE(client.send("status\n"));
    ASSERT_TRUE(runUntil([&] { return kept.size() == 1; }));
    kept[0] = ControlRequest(); // as does an assignment
    EXPECT_EQ(answer(client), dropped);
}

TEST_F(ControlServerTest, AnswersErrorsAsJson) {
    commands.onCommandAction = [](ControlRequest& request) {
        request.answerError("no \"such\"\nthing \xff");
    };
    RawSocket client = connect();
    EXPECT_EQ(ask(client, "x\n"), "{\"ok\":false,\"error\":\"no \\\"such\\\"\\nthing \\ufffd\"}");
}

TEST_F(ControlServerTest, KeepsAnAnswerOnOneLine) {
    commands.onCommandAction = [](ControlRequest& request) { request.answer("{\n  \"a\": 1\r\n}\n"); };
    RawSocket client = connect();
    EXPECT_EQ(ask(client, "x\n"), "{   \"a\": 1  } ");
}

TEST_F(ControlServerTest, RequestsOfNobodyDoNothing) {
    ControlRequest request;
    EXPECT_FALSE(request.isPending());
    request.answer("{}");
    ControlRequest moved = std::move(request);
    moved.answerError("x");
}

TEST_F(ControlServerTest, LineOfTheGreatestLengthIsTaken) {
    RawSocket client = connect();
    const std::string argument(ControlServer::kMaxLineBytes - 3, 'x');
    commands.onCommandAction = [&](ControlRequest& request) {
        request.answer(request.argument() == argument ? "same" : "other");
    };
    EXPECT_EQ(ask(client, "a " + argument + "\n"), "same");
}

TEST_F(ControlServerTest, LongerLineEndsTheConnection) {
    for (const std::string& line : {"a " + std::string(ControlServer::kMaxLineBytes - 2, 'x') + "\n",
                                    std::string(ControlServer::kMaxLineBytes, 'x'),
                                    std::string(ControlServer::kMaxLineBytes * 2, 'x')}) {
        RawSocket client = connect();
        client.send(line); // may fail at the end
        EXPECT_TRUE(isClosed(client)) << line.size();
        EXPECT_TRUE(runUntil([&] { return server->clientCount() == 0; }));
    }
    EXPECT_TRUE(commands.seen.empty());
}

TEST_F(ControlServerTest, DoesNotReadAheadWithoutEnd) {
    keepRequests();
    RawSocket client = connect();
    ASSERT_TRUE(client.send("first\n"));
    ASSERT_TRUE(runUntil([&] { return kept.size() == 1; }));
    // Whole commands, but many: they have to wait in the kernel, which is full some time.
    const std::string many = std::string(1023, 'x') + "\n";
    std::size_t sent = 0;
    bool isFull = false;
    ASSERT_TRUE(runUntil([&] {
        isFull = !client.send(many);
        sent += isFull ? 0 : many.size();
        return isFull || sent > (std::size_t{8} << 20);
    }));
    settle();
    EXPECT_FALSE(client.send(many)); // still nobody reads
    EXPECT_LT(sent, std::size_t{2} << 20);
    EXPECT_EQ(commands.seen.size(), 1U);
    commands.onCommandAction = nullptr;
    kept[0].answer("1");
    std::size_t lines = 0;
    EXPECT_TRUE(runUntil([&] {
        for (char c : client.receive(1 << 20)) {
            lines += c == '\n' ? 1 : 0;
        }
        return lines >= 1 + sent / many.size(); // all, to the last
    }));
}

TEST_F(ControlServerTest, DoesNotAnswerFasterThanIsRead) {
    const std::string big(std::size_t{1} << 20, 'x');
    commands.onCommandAction = [&](ControlRequest& request) { request.answer(big); };
    RawSocket client = connect();
    ASSERT_TRUE(client.send("1\n2\n3\n"));
    ASSERT_TRUE(runUntil([&] { return !commands.seen.empty(); }));
    settle();
    EXPECT_EQ(commands.seen.size(), 1U);
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(answer(client).size(), big.size());
    }
    EXPECT_EQ(commands.seen.size(), 3U);
}

TEST_F(ControlServerTest, AnswersUpToTheLimit) {
    std::size_t size = ControlServer::kMaxAnswerBytes;
    commands.onCommandAction = [&](ControlRequest& request) { request.answer(std::string(size, 'x')); };
    RawSocket client = connect();
    EXPECT_EQ(ask(client, "a\n").size(), size);
    ++size;
    std::string refusal = ask(client, "a\n");
    EXPECT_EQ(refusal.substr(0, 1'000),
              R"({"ok":false,"error":"The answer has 67108865 bytes, at most 67108864 are possible"})");
}

TEST_F(ControlServerTest, AnswersAClientThatHasShutDownItsHalf) {
    keepRequests();
    RawSocket client = connect();
    ASSERT_TRUE(client.send("one\ntwo\nrest without an end"));
    client.shutdownWrite();
    ASSERT_TRUE(runUntil([&] { return kept.size() == 1; }));
    settle();
    kept[0].answer("1");
    ASSERT_TRUE(runUntil([&] { return kept.size() == 2; }));
    kept[1].answer("2");
    EXPECT_TRUE(runUntil([&] { return server->clientCount() == 0; }));
    EXPECT_EQ(client.receive(100), "1\n2\n");
    EXPECT_TRUE(client.atEof());
}

TEST_F(ControlServerTest, AnswersNobodyWhenTheClientHasGone) {
    keepRequests();
    RawSocket client = connect();
    ASSERT_TRUE(client.send("reload\n"));
    ASSERT_TRUE(runUntil([&] { return kept.size() == 1; }));
    client.close();
    settle();
    kept[0].answer("{}");
    EXPECT_TRUE(runUntil([&] { return server->clientCount() == 0; }));
    EXPECT_FALSE(kept[0].isPending());
}

TEST_F(ControlServerTest, RequestsOutliveTheServer) {
    keepRequests();
    RawSocket client = connect();
    ASSERT_TRUE(client.send("stop\n"));
    ASSERT_TRUE(runUntil([&] { return kept.size() == 1; }));
    server.reset();
    EXPECT_FALSE(kept[0].isPending());
    kept[0].answer("{}");
    EXPECT_TRUE(isClosed(client));
    EXPECT_EQ(client.receive(100), "");
}

TEST_F(ControlServerTest, AnswersWhatIsAnsweredBeforeItCloses) {
    commands.onCommandAction = [&](ControlRequest& request) {
        request.answer("bye");
        server.reset();
    };
    RawSocket client = connect();
    EXPECT_EQ(ask(client, "stop\n"), "bye");
    EXPECT_TRUE(isClosed(client));
}

TEST_F(ControlServerTest, MayBeClosedByItsHandler) {
    commands.onCommandAction = [&](ControlRequest& request) {
        server->close();
        server->close();
        request.answer("nobody hears it");
    };
    RawSocket client = connect();
    ASSERT_TRUE(client.send("stop\nmore\n"));
    EXPECT_TRUE(isClosed(client));
    EXPECT_EQ(commands.seen.size(), 1U);
    EXPECT_FALSE(exists());
}

TEST_F(ControlServerTest, ClosesIdleClients) {
    RawSocket client = connect();
    RawSocket busy = connect();
    keepRequests();
    ASSERT_TRUE(busy.send("reload\n"));
    ASSERT_TRUE(runUntil([&] { return kept.size() == 1; }));
    passTime(50'000); // real time passes besides, as on a busy machine
    EXPECT_EQ(server->clientCount(), 2U);
    passTime(10'100);
    EXPECT_TRUE(isClosed(client));
    ASSERT_TRUE(runUntil([&] { return server->clientCount() == 1; }));
    passTime(600'000); // one that waits for its answer is not idle
    kept[0].answer("late");
    EXPECT_EQ(answer(busy), "late");
    passTime(50'000);
    EXPECT_EQ(server->clientCount(), 1U);
    passTime(10'100);
    EXPECT_TRUE(isClosed(busy));
}

TEST_F(ControlServerTest, ClosesClientsThatNeverFinishALineOrNeverRead) {
    RawSocket client = connect();
    for (int i = 0; i < 60; ++i) {
        passTime(1'001);
        client.send("x"); // keeps nobody's seat
    }
    EXPECT_TRUE(isClosed(client));
    commands.onCommandAction = [&](ControlRequest& request) {
        request.answer(std::string(std::size_t{4} << 20, 'x'));
    };
    RawSocket deaf = connect();
    ASSERT_TRUE(deaf.send("a\n"));
    ASSERT_TRUE(runUntil([&] { return !commands.seen.empty(); }));
    passTime(60'100);
    EXPECT_TRUE(runUntil([&] { return server->clientCount() == 0; }));
}

TEST_F(ControlServerTest, TakesAsManyClientsAsAreAllowed) {
    std::vector<RawSocket> clients;
    for (int i = 0; i < 64; ++i) {
        clients.push_back(connect());
    }
    RawSocket tooMany = RawSocket::connectUnix(path);
    EXPECT_EQ(answer(tooMany), R"({"ok":false,"error":"Too many clients: at most 64 at once are possible"})");
    EXPECT_TRUE(isClosed(tooMany));
    EXPECT_EQ(ask(clients[63], "x\n"), "{\"n\":1}");
    clients[0].close();
    ASSERT_TRUE(runUntil([&] { return server->clientCount() == 63; }));
    RawSocket next = connect();
    EXPECT_EQ(ask(next, "x\n"), "{\"n\":2}");
}

TEST_F(ControlServerTest, IsForItsOwnerAlone) {
    struct stat info {};
    ASSERT_EQ(::stat(path.c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777, 0600U);
    EXPECT_EQ(info.st_uid, ::geteuid());
}

TEST_F(ControlServerTest, LooksAtTheCredentialsOfItsClients) {
    if (::geteuid() != 0) {
        GTEST_SKIP() << "only root can be somebody else";
    }
    // Even if somebody opens the door.
    ASSERT_EQ(::chmod(tree.root().c_str(), 0755), 0);
    ASSERT_EQ(::chmod(path.c_str(), 0666), 0);
    test::ChildProcess other([&] {
        if (::setgroups(0, nullptr) != 0 || ::setgid(12345) != 0 || ::setuid(12345) != 0) {
            return std::string("cannot become somebody else");
        }
        RawSocket client = RawSocket::connectUnix(path);
        client.send("stop\n");
        std::string text;
        test::eventually([&] {
            text += client.receive(1000);
            return text.find('\n') != std::string::npos || client.atEof();
        });
        return text;
    });
    ASSERT_TRUE(runUntil([&] {
        siginfo_t info{};
        ::waitid(P_PID, id_t(other.pid()), &info, WEXITED | WNOHANG | WNOWAIT);
        return info.si_pid == other.pid();
    }));
    EXPECT_EQ(other.said(),
              "{\"ok\":false,\"error\":\"Only the user of the server and root may do that\"}\n");
    EXPECT_TRUE(commands.seen.empty());
}

TEST_F(ControlServerTest, RemovesItsFileAndReplacesAStaleOne) {
    EXPECT_TRUE(exists());
    server->close();
    EXPECT_FALSE(exists());
    EXPECT_EQ(server->clientCount(), 0U);
    EXPECT_EQ(inChild([&] {
                  net::Loop another;
                  auto left = ControlServer::open(another, path, commands);
                  ::_exit(0); // like a crash: the file stays
                  return std::string();
              }),
              "");
    EXPECT_TRUE(exists());
    open();
    RawSocket client = connect();
    EXPECT_EQ(ask(client, "x\n"), "{\"n\":1}");
}

TEST_F(ControlServerTest, DoesNotReplaceALivingOne) {
    auto second = ControlServer::open(loop, path, commands);
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.error().code, Errc::AddressInUse);
    EXPECT_EQ(second.error().message,
              "control socket " + path + ": listen on unix:" + path + ": Address already in use");
    RawSocket client = connect();
    EXPECT_EQ(ask(client, "x\n"), "{\"n\":1}");
    tree.file("plain", "text");
    EXPECT_EQ(ControlServer::open(loop, tree.path("plain"), commands).error().code, Errc::AddressInUse);
    EXPECT_EQ(::access(tree.path("plain").c_str(), F_OK), 0);
}

TEST_F(ControlServerTest, LeavesTheFileOfASuccessorAlone) {
    ASSERT_EQ(::unlink(path.c_str()), 0);
    auto successor = ControlServer::open(loop, path, commands);
    ASSERT_TRUE(successor.ok());
    server.reset();
    EXPECT_TRUE(exists());
    successor.value().reset();
    EXPECT_FALSE(exists());
}

TEST_F(ControlServerTest, NamesThePathThatItCannotHave) {
    auto missing = ControlServer::open(loop, tree.path("no/such.sock"), commands);
    ASSERT_FALSE(missing.ok());
    EXPECT_EQ(missing.error().code, Errc::NotFound);
    EXPECT_NE(missing.error().message.find(tree.path("no/such.sock")), std::string::npos);
    EXPECT_FALSE(ControlServer::open(loop, "/" + std::string(200, 'x'), commands).ok());
}

TEST_F(ControlServerTest, GoesOnInTheParentWhenAChildForgetsIt) {
    keepRequests();
    RawSocket client = connect();
    ASSERT_TRUE(client.send("reload\n"));
    ASSERT_TRUE(runUntil([&] { return kept.size() == 1; }));
    EXPECT_EQ(inChild([&] {
                  bool ok = loop.recoverAfterFork().ok();
                  server->forget();
                  ok = ok && !kept[0].isPending();
                  kept.clear(); // must not answer in the parent's place
                  server.reset();
                  test::settle(loop);
                  return std::string(ok ? "forgotten" : "failed");
              }),
              "forgotten");
    EXPECT_TRUE(exists());
    EXPECT_EQ(client.receive(100), "");
    kept[0].answer("1");
    EXPECT_EQ(answer(client), "1");
    commands.onCommandAction = nullptr;
    RawSocket another = connect(); // the listener is still watched
    EXPECT_EQ(ask(another, "x\n"), "{\"n\":2}");
}

TEST_F(ControlServerTest, LeavesItsFileAlsoWhenAChildOnlyDestroysIt) {
    EXPECT_EQ(inChild([&] {
                  bool ok = loop.recoverAfterFork().ok();
                  server.reset();
                  return std::string(ok ? "gone" : "failed");
              }),
              "gone");
    EXPECT_TRUE(exists());
    RawSocket client = connect();
    EXPECT_EQ(ask(client, "x\n"), "{\"n\":1}");
}

TEST_F(ControlServerTest, TellsThatClientsCannotBeAccepted) {
    // What runs without descriptors has run before: the sanitizers need some on the first time.
    RawSocket first = connect();
    EXPECT_EQ(ask(first, "x\n"), "{\"n\":1}");
    RawSocket client = RawSocket::connectUnix(path);
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
    rlimit none = before;
    none.rlim_cur = 0;
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &none), 0);
    bool isTold = runUntil([&] { return !commands.errors.empty(); });
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
    ASSERT_TRUE(isTold);
    EXPECT_EQ(commands.errors[0].code, Errc::Resource);
    EXPECT_EQ(commands.errors[0].message.find("control socket " + path + ": "), 0U)
        << commands.errors[0].message;
    passTime(200);
    RawSocket next = connect();
    EXPECT_EQ(ask(next, "x\n"), "{\"n\":2}");
}

TEST(ControlServerLoop, EndsWithTheLoopWhileItsOwnerLivesOn) {
    test::TempTree tree;
    const std::string path = tree.path("control.sock");
    Commands commands;
    std::optional<ControlRequest> kept;
    commands.onCommandAction = [&](ControlRequest& request) { kept = std::move(request); };
    std::unique_ptr<ControlServer> server;
    {
        net::Loop loop;
        server = ControlServer::open(loop, path, commands).take();
        RawSocket client = RawSocket::connectUnix(path);
        client.send("x\n");
        ASSERT_TRUE(test::runUntil(loop, [&] { return kept.has_value(); }));
    }
    EXPECT_FALSE(kept->isPending());
    EXPECT_EQ(server->clientCount(), 0U);
    server.reset();
    EXPECT_NE(::access(path.c_str(), F_OK), 0);
}

} // namespace
} // namespace aha::process
