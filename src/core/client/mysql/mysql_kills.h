#pragma once

#include "core/client/mysql/mysql_link.h"
#include "core/client/mysql/mysql_question.h"
#include "core/net/loop.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>

namespace aha::client {

class MysqlDriver;

// Ends on the server what connections do that nobody waits for any more: over one connection of its own, made
// when there is something to end, closed after the last one. When that cannot be made in time, those that
// wait are given up: their connections are closed anyway, which the server sees when it wants to answer.
// Owned by the driver. Calls nobody; holds the loop while it works.
class MysqlKills final : private MysqlLinkOwner, private net::ReadyItem, private WheelTimer {
public:
    static constexpr std::size_t kMaxWaiting = 1024; // connections to be ended; more are given up

    explicit MysqlKills(MysqlDriver& driver);
    ~MysqlKills();
    void add(std::uint64_t threadId);
    std::size_t waiting() const { return ids_.size(); }

private:
    void onMysqlConnected() override;
    void onMysqlConnectFailed(SqlError error) override;
    void onMysqlInput() override {} // it never listens
    void run() override;
    static void onTimer(WheelTimer& timer);
    void killNext();
    void giveUp();
    void finish();

    MysqlDriver& driver_;
    MysqlLink link_;
    std::deque<std::uint64_t> ids_; // the first is being ended
    std::unique_ptr<MysqlQuestion> question_;
    net::Loop::Hold hold_;
    bool isWorking_ = false;
};

} // namespace aha::client
