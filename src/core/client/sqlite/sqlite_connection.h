#pragma once

#include "core/base/intrusive_list.h"
#include "core/base/ref.h"
#include "core/base/timer_wheel.h"
#include "core/client/sql/sql_connection.h"
#include "core/client/sqlite/sqlite_driver.h"
#include "core/client/sqlite/sqlite_gate.h"
#include "core/client/sqlite/sqlite_handle.h"
#include "core/pool/pool.h"

#include <cstdint>

namespace aha::client {

// One connection to an SQLite file: sees its handle through one job after the other.
// Owned by its pool; destroying it interrupts what runs and leaves the handle to the driver, who closes it.
// Calls its PoolSlot and the handler of the statement that runs.
class SqliteConnection final : public SqlConnection,
                               public Link<SqliteQueueTag>,
                               private SqliteGate::Waiter,
                               private WheelTimer {
public:
    SqliteConnection(SqliteDriver& driver, pool::PoolSlot slot, Ref<SqliteHandle> handle);
    ~SqliteConnection() override;

    pool::Liveness liveness() override;
    void ping() override;
    void execute(Ref<SqlStatement> statement, SqlHandler& handler) override;
    void next() override;
    void cancel() override;
    bool stop(SqlHandler& handler) override;
    bool isBusy() const override { return handler_ != nullptr; }
    bool inTransaction() const override { return inTransaction_; }
    bool isDirty() const override { return inTransaction_ || isDirty_; }
    void reset(SqlHandler& handler) override;

private:
    friend class SqliteDriver;
    enum class State : std::uint8_t {
        Idle,
        Queued,  // for a thread
        Working, // on one
        Gated,   // waits for the right to write
        Backoff, // somebody else's lock: will try again
        Resting, // rows were given
        Dead,    // cancelled: good for nothing
    };
    enum class Task : std::uint8_t { Open, Run, Stop, Reopen };

    void begin(Task task);
    void startJob();
    void onJob();
    void onOpened();
    void onRun();
    void onGate() override;
    const void* gateUser() const override { return handle_.get(); }
    static void onTimer(WheelTimer& timer);
    void waitForGate();
    bool backOff();
    void finish();
    void giveUp();

    SqliteDriver& driver_;
    const pool::PoolSlot slot_;
    Ref<SqliteHandle> handle_;
    SqlHandler* handler_ = nullptr;
    std::uint64_t busySinceMs_ = 0; // of the lock that is in the way
    std::uint64_t pauseMs_ = 0;     // before the next try; 0 = none is in the way
    std::uint64_t gatePasses_ = 0;  // when the wait for the gate began
    State state_ = State::Idle;
    Task task_ = Task::Open;
    bool inTransaction_ = false, isDirty_ = false; // as of the last job
};

} // namespace aha::client
