#include "core/client/sqlite/sqlite_connection.h"

#if HAVE_SQLITE

#include <algorithm>
#include <utility>

namespace aha::client {

constexpr std::uint64_t kLongestBusyPauseMs = 25;

SqliteConnection::SqliteConnection(SqliteDriver& driver, pool::PoolSlot slot, Ref<SqliteHandle> handle)
    : WheelTimer(&onTimer), driver_(driver), slot_(slot), handle_(std::move(handle)) {
    handle_->owner = this;
    begin(Task::Open);
}

SqliteConnection::~SqliteConnection() {
    giveUp();
    handle_->owner = nullptr;
    driver_.bury(std::move(handle_));
}

pool::Liveness SqliteConnection::liveness() {
    return state_ == State::Idle && !handle_->isDead() ? pool::Liveness::Alive : pool::Liveness::Dead;
}

void SqliteConnection::ping() { slot_.pinged(liveness() == pool::Liveness::Alive); }

// ---- what the users want

void SqliteConnection::execute(Ref<SqlStatement> statement, SqlHandler& handler) {
    AHA_ASSERT(state_ == State::Idle);
    handler_ = &handler;
    handle_->setCommand(std::move(statement));
    begin(Task::Run);
}

void SqliteConnection::next() {
    AHA_ASSERT(state_ == State::Resting);
    begin(Task::Run);
}

bool SqliteConnection::stop(SqlHandler& handler) {
    AHA_ASSERT(state_ == State::Resting);
    handler_ = &handler;
    begin(Task::Stop);
    return true;
}

void SqliteConnection::reset(SqlHandler& handler) {
    AHA_ASSERT(state_ == State::Idle);
    handler_ = &handler;
    begin(Task::Reopen);
}

void SqliteConnection::cancel() {
    handler_ = nullptr;
    giveUp();
}

// Nothing more is told. A job that runs comes to its end on its own.
void SqliteConnection::giveUp() {
    if (state_ == State::Working) {
        handle_->interrupt(task_ == Task::Run || task_ == Task::Stop);
    }
    Link<SqliteQueueTag>::unlink();
    handle_->gate()->leave(*this);
    if (WheelTimer::isArmed()) {
        driver_.loop_.cancel(*this);
    }
    state_ = State::Dead;
}

// ---- jobs

void SqliteConnection::begin(Task task) {
    task_ = task;
    state_ = State::Queued;
    driver_.enqueue(*this);
}

void SqliteConnection::startJob() {
    state_ = State::Working;
    SqliteDriver& driver = driver_;
    const Ref<SqliteHandle> handle = handle_;
    const Task task = task_;
    auto work = [handle, task] {
        using Step = SqliteHandle::Step;
        switch (task) {
        case Task::Open: handle->step = handle->open(); break;
        case Task::Run: handle->step = handle->run(); break;
        case Task::Stop:
            handle->reset();
            handle->step = Step::Done;
            break;
        case Task::Reopen:
            handle->reopen();
            handle->step = Step::Done;
            break;
        }
    };
    handle_->job = net::PoolJob::start(driver_.loop_, std::move(work), [&driver, handle] {
        if (SqliteConnection* owner = handle->owner) {
            owner->onJob();
        }
        driver.onJobOver(*handle);
    });
}

void SqliteConnection::onJob() {
    if (state_ == State::Dead) {
        return;
    }
    inTransaction_ = handle_->inTransaction();
    isDirty_ = handle_->isDirty();
    if (!inTransaction_ && handle_->step == SqliteHandle::Step::Done) {
        handle_->gate()->pass(handle_.get());
    }
    if (task_ == Task::Open) {
        onOpened();
    } else {
        onRun();
    }
}

void SqliteConnection::onOpened() {
    if (handle_->step == SqliteHandle::Step::Busy && backOff()) {
        return;
    }
    state_ = handle_->error() ? State::Dead : State::Idle;
    pauseMs_ = 0;
    if (handle_->error()) {
        driver_.connectError_ = handle_->error();
        slot_.connectFailed(handle_->error()->error);
    } else {
        slot_.connected();
    }
}

void SqliteConnection::onRun() {
    switch (handle_->step) {
    case SqliteHandle::Step::Done: finish(); break;
    case SqliteHandle::Step::Rows:
        pauseMs_ = 0;
        state_ = State::Resting;
        handler_->onSqlRows(handle_->takeRows());
        break;
    case SqliteHandle::Step::Gate:
        state_ = State::Gated;
        if (handle_->gate()->takeOrWait(*this)) {
            onGate();
        } else {
            waitForGate();
        }
        break;
    case SqliteHandle::Step::Busy:
        if (!backOff()) {
            handle_->reset();
            inTransaction_ = handle_->inTransaction();
            if (!inTransaction_) {
                handle_->gate()->pass(handle_.get());
            }
            finish();
        }
        break;
    }
}

void SqliteConnection::onGate() {
    if (WheelTimer::isArmed()) {
        driver_.loop_.cancel(*this);
    }
    begin(Task::Run);
}

void SqliteConnection::waitForGate() {
    gatePasses_ = handle_->gate()->passes();
    driver_.loop_.arm(*this, driver_.options_.busyTimeoutMs);
}

// A lock of another process, or of another pool of this one. False: it took too long.
bool SqliteConnection::backOff() {
    const std::uint64_t now = driver_.loop_.nowMs();
    if (pauseMs_ == 0) {
        busySinceMs_ = now;
    } else if (now - busySinceMs_ >= driver_.options_.busyTimeoutMs) {
        return false;
    }
    pauseMs_ = std::min(pauseMs_ * 2 + 1, kLongestBusyPauseMs);
    state_ = State::Backoff;
    driver_.loop_.arm(*this, pauseMs_);
    return true;
}

// The pause is over; or nobody has passed the gate for too long, which whoever holds it may wait for himself.
void SqliteConnection::onTimer(WheelTimer& timer) {
    auto& self = static_cast<SqliteConnection&>(timer);
    if (self.state_ == State::Backoff) {
        self.begin(self.task_);
    } else if (self.gatePasses_ != self.handle_->gate()->passes()) {
        self.waitForGate();
    } else {
        self.handle_->gate()->leave(self);
        self.handle_->refuse("another transaction of this process has been writing for more than " +
                             std::to_string(self.driver_.options_.busyTimeoutMs) + " ms");
        self.finish();
    }
}

void SqliteConnection::finish() {
    pauseMs_ = 0;
    state_ = State::Idle;
    std::exchange(handler_, nullptr)->onSqlDone(handle_->takeOutcome());
}

} // namespace aha::client

#endif
