#ifdef HAVE_MARIADB // the driver has another one of that name when it is left out

#include "core/client/mysql/mysql_kills.h"

#include "core/client/mysql/mysql_driver.h"

#include <string>
#include <utility>

namespace aha::client {

static constexpr int kUnknownThread = 1094; // it has ended by itself

MysqlKills::MysqlKills(MysqlDriver& driver)
    : WheelTimer(&onTimer), driver_(driver),
      link_(driver.loop_, driver.resolver_, driver.options_, driver.target(), *this) {}

MysqlKills::~MysqlKills() {
    Link<net::ReadyTag>::unlink();
    driver_.loop_.cancelBackground(*this);
    link_.close(); // while there is the question that waits for it
}

void MysqlKills::add(std::uint64_t threadId) {
    ++driver_.stats_.kills;
    if (ids_.size() >= kMaxWaiting) {
        ++driver_.stats_.killErrors;
        return;
    }
    ids_.push_back(threadId);
    if (!std::exchange(isWorking_, true)) {
        hold_ = net::Loop::Hold(driver_.loop_);
        driver_.loop_.enqueue(*this); // the connection that asks is about to close: not within that
    }
}

void MysqlKills::run() {
    if (link_.isConnected()) {
        killNext();
    } else {
        link_.connect(driver_.options_.killTimeoutMs);
    }
}

void MysqlKills::onMysqlConnected() { driver_.loop_.enqueue(*this); }

void MysqlKills::onMysqlConnectFailed(SqlError) { giveUp(); }

void MysqlKills::killNext() {
    if (ids_.empty()) {
        finish();
        return;
    }
    driver_.loop_.armBackground(*this, driver_.options_.killTimeoutMs);
    question_ = std::make_unique<MysqlQuestion>(
        link_, "KILL CONNECTION " + std::to_string(ids_.front()), [this](SqlOutcome outcome) {
            if (outcome.error && outcome.error->code != kUnknownThread) {
                ++driver_.stats_.killErrors;
            }
            ids_.pop_front();
            driver_.loop_.cancelBackground(*this);
            driver_.loop_.enqueue(*this);
        });
    question_->begin();
}

void MysqlKills::onTimer(WheelTimer& timer) { static_cast<MysqlKills&>(timer).giveUp(); }

void MysqlKills::giveUp() {
    driver_.stats_.killErrors.add(ids_.size());
    ids_.clear();
    finish();
}

void MysqlKills::finish() {
    driver_.loop_.cancelBackground(*this);
    link_.close();
    isWorking_ = false;
    hold_.release();
}

} // namespace aha::client

#endif
