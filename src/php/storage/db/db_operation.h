#pragma once

#include "core/client/sql/sql_call.h"
#include "php/future.h"
#include "php/storage/db/database.h"

#include <memory>
#include <string>
#include <vector>

namespace aha::php {

// A future that runs statements of a database, one after the other, and settles behind the door.
// Holds itself until it settles. Calls concluded() after each statement.
class DbOperation : public Future, protected client::SqlCallHandler {
public:
    ~DbOperation() override;
    void abort() override;
    void visit(Gc& gc) override;
    const char* describe() const override { return "a database"; }
    void describeTo(std::string& out) const override;
    bool needs(Wanting& wanting) const override;

protected:
    // `owner` is what has to live as long as it (a transaction), or null.
    void open(DatabaseObject& database, zend_object* owner, Site site);
    // Starts a statement; null: it runs in a session, whose call is given.
    void follow(std::unique_ptr<client::SqlCall> call) { call_ = std::move(call); }
    std::uint64_t limit(const std::optional<std::uint64_t>& timeoutMs) const {
        return database().limitFor(timeoutMs);
    }
    DatabaseObject& database() const { return DatabaseObject::from(database_.get()); }
    zend_object* owner() const { return owner_.get(); }
    const std::string& place() const { return place_; }
    client::SqlCallHandler& handler() { return *this; }
    bool isRunning() const { return call_ != nullptr; }
    void forgetCall() { call_.reset(); }

    // Behind the door, after each statement: outcome() is that of the last one.
    virtual void concluded() = 0;
    client::SqlOutcome& outcome() { return outcome_; }
    double ranMs() const { return ranMs_; }
    zend_object* failure(); // the exception of outcome().error, owned by the caller
    // Runs concluded() or another step of its own behind the door; reports what it throws. exit() in it ends
    // the operation.
    void behindDoor(void (*step)(void*), void* argument);
    // What has been thrown, owned by the caller; null: exit(), which stays pending and unwinds this.
    static zend_object* takeThrown();
    void rejectWith(zend_object* exception); // takes the reference; exit() was told already

    bool ownsLease = false; // its statement waits for a connection of the pool

private:
    void onSqlDone(client::SqlCall& call, client::SqlOutcome outcome) override;
    void note();
    bool isSlow() const;
    void tellHook(std::uint64_t rows, std::uint64_t affected);

    ObjectRef database_;
    ObjectRef owner_;
    std::unique_ptr<client::SqlCall> call_; // while it is under way
    client::SqlOutcome outcome_;
    std::string place_;
    std::string shape_; // of the last statement, if somebody will see it
    double ranMs_ = 0, waitedMs_ = 0;
    zend_string* siteFile_ = nullptr;
    std::uint32_t siteLine_ = 0;
};

// What the future of one statement ends with.
enum class DbShape : std::uint8_t {
    Result,
    Envelope, // ['result', 'dbObj', 'dbSock']; never fails
    Nothing,  // null
    Seconds,  // the time it took
};

class TransactionObject;

// One statement. The future, owned by the caller; null: an exception was thrown. `transaction`: on its
// connection, else on one of the pool.
zend_object* startDbQuery(DatabaseObject& database, TransactionObject* transaction,
                          client::SqlCommand command, const DbQueryOptions& options, DbShape shape,
                          Site site);

// The value of an envelope; taken over from `results`. `error` may be null.
void makeDbEnvelope(zval* envelope, std::vector<client::SqlResult> results, const client::SqlError* error,
                    double ranMs);
// query() of Database and Transaction, from its arguments to the return value.
void dbQueryMethod(INTERNAL_FUNCTION_PARAMETERS, DatabaseObject& database, TransactionObject* transaction);
// Command and options of stream(), or false: thrown.
bool dbCommandFrom(DatabaseObject& database, zend_string* sql, HashTable* params,
                   const DbQueryOptions& options, client::SqlCommand& command);

// Where a method future() is called for: `yield $object` calls it from the loop, when the generator is
// suspended.
Site yieldedDbSite(zend_execute_data* frame);

} // namespace aha::php
