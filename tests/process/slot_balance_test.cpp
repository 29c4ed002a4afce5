#include "core/process/slot_balance.h"

#include "core/net/tcp_listener.h"
#include "core/server/http_server.h"
#include "support/http_harness.h"
#include "support/raw_socket.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>
#include <deque>

namespace aha::test {
namespace {

using process::ProcessKind;
using process::SharedStats;
using process::SlotBalance;
using process::SlotState;
using process::WorkerSlot;

TEST(SlotBalance, FewConnectionsAreSharedExactly) {
    EXPECT_TRUE(SlotBalance::isFair(0, 0, 0, 4));
    EXPECT_TRUE(SlotBalance::isFair(3, 3, 15, 4));
    EXPECT_FALSE(SlotBalance::isFair(4, 3, 15, 4));
    EXPECT_FALSE(SlotBalance::isFair(15, 14, 60, 4)) << "15 on average";
    EXPECT_TRUE(SlotBalance::isFair(16, 15, 64, 4)) << "16 on average: one more is nothing";
    EXPECT_FALSE(SlotBalance::isFair(17, 15, 64, 4));
    EXPECT_TRUE(SlotBalance::isFair(1'062, 1'000, 4'000, 4));
    EXPECT_FALSE(SlotBalance::isFair(1'063, 1'000, 4'000, 4));
    EXPECT_TRUE(SlotBalance::isFair(1'000'000, 1'000'000, 1'000'000, 1)) << "alone";
}

class Slots : public testing::Test {
protected:
    WorkerSlot& add(std::uint64_t connections, SlotState state = SlotState::Serving, bool isTask = false) {
        WorkerSlot* slot = stats->take(next++, isTask ? ProcessKind::TaskWorker : ProcessKind::Worker);
        slot->setState(state);
        slot->server.connections.set(connections);
        return *slot;
    }
    bool mayAccept(WorkerSlot& own) { return SlotBalance(*stats, own).mayAccept(); }

    std::unique_ptr<SharedStats> stats = SharedStats::create(8).take();
    std::uint32_t next = 0;
};

TEST_F(Slots, OnlyTheOneWithTheFewestMayAccept) {
    WorkerSlot& first = add(2);
    WorkerSlot& second = add(1);
    EXPECT_FALSE(mayAccept(first));
    EXPECT_TRUE(mayAccept(second));
    second.server.connections.set(2);
    EXPECT_TRUE(mayAccept(first));
}

TEST_F(Slots, OthersThatDoNotAcceptDoNotCount) {
    WorkerSlot& own = add(5);
    add(0, SlotState::Booting);
    add(0, SlotState::Draining);
    add(0, SlotState::Serving, true);
    EXPECT_TRUE(mayAccept(own));
    add(4);
    EXPECT_FALSE(mayAccept(own));
}

TEST_F(Slots, TheOwnSlotCountsWhateverItsState) {
    WorkerSlot& own = add(3, SlotState::Booting);
    EXPECT_TRUE(mayAccept(own)) << "alone";
    add(2);
    EXPECT_FALSE(mayAccept(own));
}

TEST_F(Slots, AWorkerThatIsStuckIsNotWaitedFor) {
    WorkerSlot& own = add(5);
    WorkerSlot& stuck = add(0);
    own.heartbeatMs.set(100'000);
    EXPECT_FALSE(mayAccept(own)) << "it has just begun";
    stuck.heartbeatMs.set(100'000 - SlotBalance::kStaleMs + 1);
    EXPECT_FALSE(mayAccept(own));
    stuck.heartbeatMs.set(100'000 - SlotBalance::kStaleMs);
    EXPECT_TRUE(mayAccept(own));
    stuck.heartbeatMs.set(200'000); // ours is late, not its
    EXPECT_FALSE(mayAccept(own));
}

// Workers in one process: a loop and a server each, one socket for all.
struct Worker {
    Worker(SharedStats& stats, std::uint32_t id, int fd)
        : slot(*stats.take(id, ProcessKind::Worker)), balance(stats, slot),
          server(loop, handler, {}, &slot.server) {
        slot.setState(SlotState::Serving);
        server.setAcceptGate(&balance);
        EXPECT_TRUE(server.listenFd(fd).ok());
    }
    void turn() { TurnCounter().run(loop, 2); }
    std::uint64_t connections() const { return slot.server.connections; }

    net::Loop loop;
    ScriptedHandler handler;
    WorkerSlot& slot;
    SlotBalance balance;
    server::HttpServer server;
};

std::uint64_t sum(const std::deque<Worker>& workers) {
    std::uint64_t all = 0;
    for (const Worker& worker : workers) {
        all += worker.connections();
    }
    return all;
}

// False when not all were accepted within a few seconds.
bool acceptAll(std::deque<Worker>& workers, std::uint64_t wanted, std::size_t running) {
    const std::uint64_t startNs = net::Loop::nowNs();
    while (sum(workers) < wanted && net::Loop::nowNs() - startNs < 5'000'000'000) {
        for (std::size_t i = 0; i < running; ++i) {
            workers[i].turn();
        }
    }
    return sum(workers) == wanted;
}

TEST(SlotBalance, SixteenConnectionsOverFourWorkersAreFourEach) {
    const auto stats = SharedStats::create(4).take();
    const int fd = net::openListenSocket("127.0.0.1", 0, {}).take();
    for (const std::size_t count : {2u, 4u}) {
        std::deque<Worker> workers;
        for (std::uint32_t i = 0; i < count; ++i) {
            workers.emplace_back(*stats, i, ::dup(fd));
        }
        std::vector<RawSocket> clients;
        for (int i = 0; i < 16; ++i) {
            clients.push_back(RawSocket::connectTcp(workers[0].server.port()));
        }
        ASSERT_TRUE(acceptAll(workers, 16, count));
        for (const Worker& worker : workers) {
            EXPECT_NEAR(static_cast<double>(worker.connections()), 16.0 / static_cast<double>(count), 1);
        }
        for (Worker& worker : workers) {
            stats->release(worker.slot);
        }
    }
    ::close(fd);
}

TEST(SlotBalance, AStalledFavouriteHoldsNobodyUp) {
    const auto stats = SharedStats::create(2).take();
    const int fd = net::openListenSocket("127.0.0.1", 0, {}).take();
    std::deque<Worker> workers;
    workers.emplace_back(*stats, 0, ::dup(fd));
    workers.emplace_back(*stats, 1, fd);
    std::vector<RawSocket> clients;
    for (int i = 0; i < 40; ++i) {
        clients.push_back(RawSocket::connectTcp(workers[0].server.port()));
    }
    EXPECT_TRUE(acceptAll(workers, 40, 1)) << "the other one has the fewest and never turns";
    EXPECT_EQ(workers[0].connections(), 40u);
    // It comes back, and gets all that come until it has as many.
    for (int i = 0; i < 30; ++i) {
        clients.push_back(RawSocket::connectTcp(workers[0].server.port()));
    }
    ASSERT_TRUE(acceptAll(workers, 70, 2));
    EXPECT_GE(workers[1].connections(), 20u);
    for (Worker& worker : workers) {
        stats->release(worker.slot);
    }
}

} // namespace
} // namespace aha::test
