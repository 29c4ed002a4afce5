#pragma once

#include "php/storage/db/db_operation.h"
#include "php/storage/db/transaction.h"

namespace aha::php {

// A chain of statements in a transaction, Aha's form: begin, each in turn, commit; or rollback.
// Holds itself until it settles. Closures of the chain run as tasks in a scope of their own.
class ChainRun final : public DbOperation, private Waiter, private net::ReadyItem {
public:
    enum class Shape : std::uint8_t {
        Results,  // by key; fails
        Envelope, // the results by key, and result, dbObj, dbSock; fails with errors of closures only
        Callback, // the results, or false; a callback is told, errors of closures are logged
    };
    // The future, owned by the caller; null: an exception was thrown.
    static zend_object* start(TransactionObject& transaction, Shape shape, Site site);
    ~ChainRun() override;
    void abort() override;
    void visit(Gc& gc) override;
    const char* describe() const override { return "a chain of statements"; }
    bool needs(Wanting& wanting) const override;

protected:
    void concluded() override;
    void onSettledSelf() override;

private:
    enum class Phase : std::uint8_t { Beginning, Working, Committing, RollingBack };

    void next();
    void runClosure(zval* closure);
    bool runStatement(zval* statement);
    void keepResult();
    void undoThrown();
    void undo(zend_object* error); // takes the reference
    void undoOwn(zend_object* error) {
        isOwnError_ = true;
        undo(error);
    }
    void finish();
    void onSettled(Future& task) override; // Waiter
    void run() override;                   // ReadyItem: the closure has ended
    void closureEnded();
    TransactionObject& transaction() const { return TransactionObject::from(owner()); }

    Shape shape_ = Shape::Results;
    Phase phase_ = Phase::Beginning;
    std::size_t position_ = 0;
    Value results_;
    ObjectRef error_;
    ObjectRef task_;           // of a closure
    ObjectRef told_;           // the future whose callback is Aha's
    client::SqlError refusal_; // of the statement that failed, for dbObj
    bool hasRefusal_ = false;
    bool isOwnError_ = false; // of a closure, or of what it gave
    bool isCancelled_ = false;
    Ref<Scope> scope_;
};

// The methods of Transaction that are about chains.
void chainQueueMethod(INTERNAL_FUNCTION_PARAMETERS);
void chainCallbackMethod(INTERNAL_FUNCTION_PARAMETERS);
void chainExecuteMethod(INTERNAL_FUNCTION_PARAMETERS);
void chainFutureMethod(INTERNAL_FUNCTION_PARAMETERS);

} // namespace aha::php
