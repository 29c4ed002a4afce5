#include "core/process/channel.h"

#include "support/loop_fixture.h"
#include "support/process_messages.h"
#include "support/raw_socket.h"

#include <fcntl.h>
#include <sys/resource.h>

#include <optional>

namespace aha::process {
namespace {

using test::KeptMessage;
using test::RawSocket;

struct Recorder final : ChannelHandler {
    void onMessage(Channel& channel, const Message& message) override {
        messages.emplace_back(message);
        if (onMessageAction) {
            onMessageAction(channel);
        }
        lastPayload = message.payload; // is valid to the end of the call
    }
    void onChannelClosed(Channel& channel, const Error& why) override {
        EXPECT_FALSE(channel.isOpen());
        errors.push_back(why);
        if (onClosedAction) {
            onClosedAction();
        }
    }
    std::vector<KeptMessage> messages;
    std::vector<Error> errors;
    std::string lastPayload;
    std::function<void(Channel&)> onMessageAction;
    std::function<void()> onClosedAction;
};

std::string frameOf(const Message& message) {
    std::string frame;
    appendFrame(frame, message);
    return frame;
}

class ChannelTest : public test::LoopTest {
protected:
    ChannelTest() {
        auto pair = makeSocketPair();
        EXPECT_TRUE(pair.ok());
        channel = adopt(pair.value().master, master);
        peer = RawSocket(pair.value().worker);
    }
    std::unique_ptr<Channel> adopt(int fd, Recorder& recorder) {
        auto adopted = Channel::adopt(loop, fd, recorder);
        EXPECT_TRUE(adopted.ok());
        return adopted.take();
    }

    Recorder master;
    std::unique_ptr<Channel> channel;
    RawSocket peer;
};

TEST(SocketPair, BothEndsAreNonBlockingAndNotInherited) {
    auto pair = makeSocketPair();
    ASSERT_TRUE(pair.ok());
    const RawSocket a(pair.value().master), b(pair.value().worker);
    for (const RawSocket* end : {&a, &b}) {
        EXPECT_EQ(::fcntl(end->fd(), F_GETFD), FD_CLOEXEC);
        EXPECT_NE(::fcntl(end->fd(), F_GETFL) & O_NONBLOCK, 0);
    }
}

TEST(SocketPair, FailsWithoutDescriptors) {
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
    rlimit none = before;
    none.rlim_cur = 0;
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &none), 0);
    const auto pair = makeSocketPair();
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
    ASSERT_FALSE(pair);
    EXPECT_EQ(pair.error().code, Errc::Resource);
}

TEST_F(ChannelTest, CarriesMessagesBothWays) {
    Recorder worker;
    auto other = adopt(peer.release(), worker);
    worker.onMessageAction = [](Channel& from) { from.send({MessageType::Ready, 7, 0, 0, 0, "back"}); };
    const KeptMessage sent(Message{MessageType::Task, 1, 2, 3, 0, "there"});
    channel->send(sent.view());
    ASSERT_TRUE(runUntil([&] { return !master.messages.empty(); }));
    EXPECT_EQ(worker.messages, std::vector<KeptMessage>{sent});
    EXPECT_EQ(master.messages[0], KeptMessage(Message{MessageType::Ready, 7, 0, 0, 0, "back"}));
    EXPECT_EQ(worker.lastPayload, "there");
}

TEST_F(ChannelTest, KeepsTheOrderOfLargeAndSmallMessagesThatHaveToWait) {
    Recorder worker;
    std::vector<KeptMessage> sent;
    for (unsigned i = 0; i < 40; ++i) {
        const std::string payload(i % 3 == 0 ? 1 << 20 : i * 100, static_cast<char>('a' + i % 26));
        sent.emplace_back(Message{MessageType::Pipe, 0, 0, i, 0, payload});
        channel->send(sent.back().view());
    }
    EXPECT_GT(channel->queuedBytes(), std::size_t{10} << 20);
    auto other = adopt(peer.release(), worker);
    ASSERT_TRUE(runUntil([&] { return worker.messages.size() == sent.size(); }));
    EXPECT_EQ(worker.messages, sent);
    ASSERT_TRUE(runUntil([&] { return channel->queuedBytes() == 0; }));
}

TEST_F(ChannelTest, TellsOnceThatTheOtherEndIsGone) {
    ASSERT_TRUE(peer.send(frameOf({MessageType::Retiring, 0, 0, 0, 0, "last"})));
    peer = RawSocket();
    ASSERT_TRUE(runUntil([&] { return !master.errors.empty(); }));
    settle();
    ASSERT_EQ(master.errors.size(), 1U);
    EXPECT_EQ(master.errors[0].code, Errc::Closed);
    EXPECT_EQ(master.errors[0].message, "the other process has closed its end");
    EXPECT_EQ(master.messages.size(), 1U);
    channel->send({MessageType::Drain, 0, 0, 0, 0, "nobody"});
    channel->close();
    EXPECT_EQ(channel->queuedBytes(), 0U);
}

TEST_F(ChannelTest, TellsThatTheOtherEndStoppedInTheMiddle) {
    ASSERT_TRUE(peer.send(frameOf({MessageType::Retiring, 0, 0, 0, 0, "last"}).substr(0, 20)));
    peer = RawSocket();
    ASSERT_TRUE(runUntil([&] { return !master.errors.empty(); }));
    EXPECT_EQ(master.errors[0].message, "the other process ended in the middle of a message");
    EXPECT_TRUE(master.messages.empty());
}

TEST_F(ChannelTest, ClosesWhenTheOtherEndTalksNonsense) {
    ASSERT_TRUE(peer.send(frameOf({MessageType::Ready, 0, 0, 0, 0, "good"}) + std::string(100, '\xff')));
    ASSERT_TRUE(runUntil([&] { return !master.errors.empty(); }));
    settle();
    ASSERT_EQ(master.errors.size(), 1U);
    EXPECT_EQ(master.errors[0].code, Errc::Malformed);
    EXPECT_EQ(master.messages.size(), 1U);
    EXPECT_TRUE(runUntil([&] { return peer.atEof(); }));
}

// A worker says why its boot failed and ends, while the master is telling it something.
TEST_F(ChannelTest, ReadsTheLastWordsAlthoughWritingFailsFirst) {
    const KeptMessage last(Message{MessageType::BootFailed, 0, 0, 0, 0, std::string(100'000, 'w')});
    ASSERT_TRUE(peer.send(frameOf(last.view())));
    peer = RawSocket();
    channel->send({MessageType::ReopenLogs, 0, 0, 0, {}});
    ASSERT_TRUE(runUntil([&] { return !master.errors.empty(); }));
    ASSERT_EQ(master.errors.size(), 1U);
    EXPECT_EQ(master.errors[0].message.rfind("write to the peer", 0), 0U) << master.errors[0].message;
    EXPECT_EQ(master.messages, std::vector<KeptMessage>{last});
}

TEST_F(ChannelTest, NonsenseAmongTheLastWordsIsTheErrorThatIsTold) {
    ASSERT_TRUE(peer.send(std::string(100, '\xff')));
    peer = RawSocket();
    channel->send({MessageType::ReopenLogs, 0, 0, 0, {}});
    ASSERT_TRUE(runUntil([&] { return !master.errors.empty(); }));
    ASSERT_EQ(master.errors.size(), 1U);
    EXPECT_EQ(master.errors[0].code, Errc::Malformed);
}

TEST_F(ChannelTest, MayBeDestroyedByTheLastWords) {
    ASSERT_TRUE(peer.send(frameOf({MessageType::Ready, 0, 0, 0, 0, "one"}) +
                          frameOf({MessageType::Ready, 0, 0, 0, 0, "two"})));
    peer = RawSocket();
    channel->send({MessageType::ReopenLogs, 0, 0, 0, {}});
    master.onMessageAction = [&](Channel&) { channel.reset(); };
    ASSERT_TRUE(runUntil([&] { return !master.messages.empty(); }));
    settle();
    EXPECT_EQ(master.messages.size(), 1U);
    EXPECT_TRUE(master.errors.empty());
}

TEST_F(ChannelTest, MayBeClosedFromWithinAMessage) {
    master.onMessageAction = [](Channel& from) { from.close(); };
    ASSERT_TRUE(peer.send(frameOf({MessageType::Ready, 0, 0, 0, 0, "one"}) +
                          frameOf({MessageType::Ready, 0, 0, 0, 0, "two"})));
    ASSERT_TRUE(runUntil([&] { return peer.atEof(); }));
    settle();
    EXPECT_EQ(master.messages.size(), 1U);
    EXPECT_TRUE(master.errors.empty());
    EXPECT_FALSE(channel->isOpen());
}

TEST_F(ChannelTest, MayBeDestroyedFromWithinAMessageThatIsReadOn) {
    for (const bool isCut : {false, true}) {
        Recorder recorder;
        auto pair = makeSocketPair();
        ASSERT_TRUE(pair.ok());
        auto end = adopt(pair.value().master, recorder);
        RawSocket sender(pair.value().worker);
        recorder.onMessageAction = [&](Channel&) { end.reset(); };
        const std::string frame = frameOf({MessageType::Ready, 0, 0, 0, 0, "one"});
        sender.send(frame.substr(0, isCut ? 10 : 0));
        settle(); // the first piece arrives alone
        sender.send(frame.substr(isCut ? 10 : 0) + frame);
        ASSERT_TRUE(runUntil([&] { return !end; }));
        settle();
        EXPECT_EQ(recorder.messages.size(), 1U);
        EXPECT_EQ(recorder.lastPayload, "one");
        EXPECT_TRUE(recorder.errors.empty());
    }
}

TEST_F(ChannelTest, MayBeDestroyedWhenItIsToldToBeClosed) {
    master.onClosedAction = [&] { channel.reset(); };
    peer = RawSocket();
    ASSERT_TRUE(runUntil([&] { return !channel; }));
    settle();
    EXPECT_EQ(master.errors.size(), 1U);
}

TEST_F(ChannelTest, EndsSilentlyWithItsLoop) {
    auto ownLoop = std::make_unique<net::Loop>();
    auto pair = makeSocketPair();
    ASSERT_TRUE(pair.ok());
    RawSocket other(pair.value().worker);
    Recorder recorder;
    auto adopted = Channel::adopt(*ownLoop, pair.value().master, recorder);
    ASSERT_TRUE(adopted.ok());
    ownLoop.reset();
    EXPECT_FALSE(adopted.value()->isOpen());
    EXPECT_TRUE(recorder.errors.empty());
    EXPECT_TRUE(other.atEof());
}

TEST_F(ChannelTest, IsNotMadeOfABadDescriptor) {
    const auto adopted = Channel::adopt(loop, -1, master);
    EXPECT_FALSE(adopted);
}

} // namespace
} // namespace aha::process
