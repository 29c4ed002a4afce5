#include "php/storage/db/transaction_run.h"

#include "php/error.h"
#include "php/storage/db/db_error.h"

namespace aha::php {

zend_object* TransactionRun::start(DatabaseObject& database, TransactionObject* outer, zval* work,
                                   bool inFiber, const DbTransactionOptions& options, Site site) {
    if (!outer && !database.core()) {
        return nullptr;
    }
    Runtime& runtime = Runtime::get();
    auto& self = Class<TransactionRun>::from(Class<TransactionRun>::create(Class<Future>::entry));
    self.open(database, outer ? outer->object() : nullptr, site);
    self.work_.set(work);
    self.inFiber_ = inFiber;
    self.options_ = options;
    self.site_ = {site.file ? zend_string_copy(site.file) : nullptr, site.line};
    self.triesLeft_ = outer ? 0 : options.retries;
    self.outerScope_ = Scope::open(&runtime.currentScope(), nullptr);
    Task* current = runtime.current().task;
    self.outerScope_->setContext(
        inheritedContext(current ? current->context() : runtime.currentScope().context()));
    self.attempt();
    return self.object();
}

TransactionRun::~TransactionRun() {
    setListed(false);
    static_cast<Link<WaiterTag>&>(*this).unlink();
    static_cast<Link<net::ReadyTag>&>(*this).unlink();
    if (scope_) {
        scope_->setOwner(nullptr);
    }
    if (site_.file) {
        zend_string_release(site_.file);
    }
}

void TransactionRun::visit(Gc& gc) {
    DbOperation::visit(gc);
    gc.add(work_);
    gc.add(transaction_);
    gc.add(task_);
    gc.add(value_);
    gc.add(error_);
}

// In the list of those that have a connection of the pool, or wait for one.
void TransactionRun::setListed(bool isListed) {
    if (isListed_ == isListed || owner()) {
        return;
    }
    isListed_ = isListed;
    DatabaseObject& database = this->database();
    if (isListed) {
        nextRun_ = std::exchange(database.firstRun, this);
        return;
    }
    TransactionRun** link = &database.firstRun;
    while (*link != this) {
        link = &(*link)->nextRun_;
    }
    *link = nextRun_;
}

bool TransactionRun::hasConnection() const {
    const client::SqlSession* session = transaction_ ? transaction().session() : nullptr;
    return session && session->hasConnection();
}

// A task that begins with the Transaction as soon as that is open.
void TransactionRun::attempt() {
    phase_ = Phase::Working;
    TransactionObject* outer = owner() ? &TransactionObject::from(owner()) : nullptr;
    TransactionObject::Session session;
    if (outer) {
        session = outer->sharedSession();
    } else if (client::SqlClient* core = database().core()) {
        session = core->session(place());
    } else {
        reject(takeException()); // closed between two tries
        return;
    }
    transaction_.adopt(TransactionObject::makeManaged(database(), outer, std::move(session), site_));
    transaction().setOptions(options_);
    setListed(true);
    scope_ = Scope::open(outerScope_.get(), this);
    scope_->setContext(inheritedContext(outerScope_->context()));
    zend_object* begun = startDbVerb(transaction(), DbVerb::Begin, site_);
    Task& task = Task::prepareContinuation(
        *scope_, inFiber_ ? TaskStart::Kind::FiberThen : TaskStart::Kind::Then, work_.zv(), nullptr, site_);
    task_.adopt(task.object());
    task.continueFrom(Future::from(begun));
    OBJ_RELEASE(begun);
    task.addWaiter(*this);
    scope_->seal();
}

bool TransactionRun::workNeeds(Wanting& wanting) const {
    return !isSettled() && phase_ == Phase::Working && task_ && Future::from(task_.get()).needs(wanting);
}

void TransactionRun::describeTo(std::string& out) const {
    out.append("the transaction begun at ").append(place());
}

// The closure has ended; tasks that it has started may still be at work.
void TransactionRun::onSettled(Future& task) {
    task.markObserved();
    if (task.state() == State::Fulfilled) {
        value_.copyFrom(task.result());
        return;
    }
    error_.set(task.exception());
    scope_->cancel("The transaction failed", task.exception());
}

void TransactionRun::onScopeDone(Scope& scope) {
    if (zend_object* error = scope.takeError()) { // of a task that nobody awaited: the closure was cancelled
        error_.adopt(error);
    }
    scope.setOwner(nullptr);
    Runtime::get().loop().enqueue(*this);
}

void TransactionRun::run() {
    if (!Runtime::get().isFatal()) {
        behindDoor([](void* self) { static_cast<TransactionRun*>(self)->end(); }, this);
    }
}

void TransactionRun::end() {
    scope_.reset();
    TransactionObject& transaction = this->transaction();
    if (transaction.state != TransactionObject::State::Open) { // it has never begun
        finish(false);
        return;
    }
    transaction.state = TransactionObject::State::Ending;
    client::SqlSession& session = *transaction.session();
    // A deadline that has passed may not leave it open: the end has its own time.
    const std::uint64_t limitMs = options_.timeoutMs.value_or(database().settings().timeoutMs);
    const std::uint64_t never = pool::kNever;
    if (error_) {
        phase_ = Phase::RollingBack;
        follow(session.rollback(limitMs ? limitMs : never, place(), handler()));
    } else {
        phase_ = Phase::Committing;
        follow(session.commit(limitMs ? limitMs : never, place(), handler()));
    }
}

// Behind the door: the end was carried out, or has failed.
void TransactionRun::concluded() {
    if (phase_ == Phase::Committing && outcome().error) {
        error_.adopt(failure());
        finish(false);
    } else {
        finish(phase_ == Phase::Committing);
    }
}

bool TransactionRun::mayTryAgain() {
    if (triesLeft_ <= 0 || isCancelled_ || !error_ || !isDbDeadlock(error_.get())) {
        return false;
    }
    --triesLeft_;
    return true;
}

void TransactionRun::finish(bool isCommitted) {
    transaction().end();
    setListed(false);
    phase_ = Phase::Done;
    if (isCommitted) {
        zval value = *value_.get();
        ZVAL_UNDEF(value_.get());
        fulfill(&value);
    } else if (mayTryAgain()) {
        error_.reset();
        value_.reset();
        attempt();
    } else {
        rejectWith(error_.release());
    }
}

void TransactionRun::onSettledSelf() {
    setListed(false);
    task_.reset();
    transaction_.reset();
    work_.reset();
    if (Ref<Scope> scope = std::move(outerScope_)) {
        scope->seal();
    }
}

void TransactionRun::abort() {
    isCancelled_ = true;
    if (phase_ == Phase::Working && scope_) {
        scope_->cancel("The transaction was cancelled");
    }
}

void registerDbTransactionRun() { Class<TransactionRun>::initHandlers(); }

} // namespace aha::php
