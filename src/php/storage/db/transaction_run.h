#pragma once

#include "core/net/loop.h"
#include "php/scope.h"
#include "php/storage/db/db_operation.h"
#include "php/storage/db/transaction.h"

namespace aha::php {

// The future of transaction(): begins, runs the closure as a task in a scope of its own, commits or rolls
// back when that scope is done, and tries again after a deadlock if it may.
// Holds itself until it settles. Outcomes of the closure are user values: taken over from its task.
class TransactionRun final : public DbOperation, private Waiter, private ScopeOwner, private net::ReadyItem {
public:
    // The future, owned by the caller; null: an exception was thrown. With `outer`: a savepoint in it.
    static zend_object* start(DatabaseObject& database, TransactionObject* outer, zval* work, bool inFiber,
                              const DbTransactionOptions& options, Site site);
    ~TransactionRun() override;
    void abort() override;
    void visit(Gc& gc) override;
    const char* describe() const override { return "a transaction"; }
    void describeTo(std::string& out) const override;
    bool needs(Wanting& wanting) const override { return workNeeds(wanting); }
    bool workNeeds(Wanting& wanting) const;
    bool hasConnection() const;
    TransactionRun* nextRun() const { return nextRun_; }

protected:
    void concluded() override;
    void onSettledSelf() override;

private:
    enum class Phase : std::uint8_t { Working, Committing, RollingBack, Done };

    void attempt();
    void onSettled(Future& task) override;   // Waiter
    void onScopeDone(Scope& scope) override; // ScopeOwner
    void run() override;                     // ReadyItem: the scope is done
    void finish(bool isCommitted);
    void setListed(bool isListed);
    void end();
    bool mayTryAgain();
    TransactionObject& transaction() const { return TransactionObject::from(transaction_.get()); }

    Callable work_;
    ObjectRef transaction_;
    ObjectRef task_;
    Value value_;           // of the closure
    ObjectRef error_;       // or its error
    Ref<Scope> outerScope_; // keeps the scope that has started this from ending before it
    Ref<Scope> scope_;      // of the closure
    DbTransactionOptions options_;
    Site site_;
    TransactionRun* nextRun_ = nullptr; // in the list of the database
    std::int64_t triesLeft_ = 0;
    Phase phase_ = Phase::Working;
    bool inFiber_ = false;
    bool isListed_ = false;
    bool isCancelled_ = false;
};

} // namespace aha::php
