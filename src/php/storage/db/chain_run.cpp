#include "php/storage/db/chain_run.h"

#include "php/error.h"
#include "php/storage/db/db_error.h"
#include "php/storage/db/db_values.h"
#include "php/storage/db/result.h"

namespace aha::php {

static constexpr std::size_t kMaxChain = 10'000; // statements

zend_object* ChainRun::start(TransactionObject& transaction, Shape shape, Site site) {
    if (!transaction.openSession()) {
        return nullptr;
    }
    Runtime& runtime = Runtime::get();
    auto& self = Class<ChainRun>::from(Class<ChainRun>::create(Class<Future>::entry));
    self.shape_ = shape;
    self.open(transaction.database(), transaction.object(), site);
    self.ownsLease = true;
    self.scope_ = Scope::open(&runtime.currentScope(), nullptr);
    Task* current = runtime.current().task;
    self.scope_->setContext(
        inheritedContext(current ? current->context() : runtime.currentScope().context()));
    zval results;
    array_init(&results);
    self.results_.copyFrom(&results);
    zval_ptr_dtor(&results);
    transaction.state = TransactionObject::State::Begun;
    if (transaction.callback.isSet()) {
        self.told_.adopt(Class<Future>::make().object());
        Task& task = Task::continueWith(runtime.currentScope(), Future::from(self.told_.get()),
                                        TaskStart::Kind::Spread, transaction.callback.zv(), nullptr, site);
        OBJ_RELEASE(task.object());
    }
    self.follow(transaction.session()->begin(transaction.options().core,
                                             self.limit(transaction.options().timeoutMs), self.place(),
                                             self.handler()));
    return self.object();
}

ChainRun::~ChainRun() {
    static_cast<Link<WaiterTag>&>(*this).unlink();
    static_cast<Link<net::ReadyTag>&>(*this).unlink();
}

void ChainRun::visit(Gc& gc) {
    DbOperation::visit(gc);
    gc.add(results_);
    gc.add(error_);
    gc.add(task_);
    gc.add(told_);
}

bool ChainRun::needs(Wanting& wanting) const {
    if (!isSettled() && task_) {
        return Future::from(task_.get()).needs(wanting);
    }
    return phase_ == Phase::Beginning && DbOperation::needs(wanting);
}

void ChainRun::concluded() {
    if (phase_ == Phase::RollingBack) { // whatever came of it: the session drops what it could not undo
        finish();
        return;
    }
    if (outcome().error) {
        refusal_ = *outcome().error;
        hasRefusal_ = true;
        zend_object* error = failure();
        if (phase_ == Phase::Working) {
            undo(error);
        } else { // not begun, or the commit was refused: nothing is left to undo
            error_.adopt(error);
            finish();
        }
        return;
    }
    switch (phase_) {
    case Phase::Beginning:
        ownsLease = false;
        transaction().state = TransactionObject::State::Open;
        phase_ = Phase::Working;
        break;
    case Phase::Working: keepResult(); break;
    case Phase::Committing:
    case Phase::RollingBack: finish(); return;
    }
    if (isCancelled_) {
        undoOwn(makeException(exceptions.cancelled, "The chain was cancelled"));
        return;
    }
    next();
}

void ChainRun::next() {
    TransactionObject& transaction = this->transaction();
    if (position_ == transaction.chain.size()) {
        phase_ = Phase::Committing;
        transaction.state = TransactionObject::State::Ending;
        follow(transaction.session()->commit(limit(transaction.options().timeoutMs), place(), handler()));
        return;
    }
    zval* statement = transaction.chain[position_].statement.get();
    if (Z_TYPE_P(statement) == IS_OBJECT) {
        runClosure(statement);
    } else if (!runStatement(statement)) {
        undoThrown();
    }
}

void ChainRun::undoThrown() {
    if (zend_object* thrown = takeThrown()) {
        isOwnError_ = true;
        undo(thrown);
    }
}

void ChainRun::runClosure(zval* closure) {
    Task& task = Task::startCallable(*scope_, closure, 1, results_.get(), siteOf(closure));
    task_.adopt(task.object());
    task.addWaiter(*this);
}

void ChainRun::onSettled(Future& task) {
    task.markObserved();
    Runtime::get().loop().enqueue(*this);
}

void ChainRun::run() {
    if (!Runtime::get().isFatal()) {
        behindDoor([](void* self) { static_cast<ChainRun*>(self)->closureEnded(); }, this);
    }
}

void ChainRun::closureEnded() {
    Value statement;
    Future& task = Future::from(task_.get());
    if (task.state() == State::Rejected) {
        zend_object* error = task.exception();
        GC_ADDREF(error);
        task_.reset();
        undoOwn(error);
        return;
    }
    statement.copyFrom(task.result());
    task_.reset();
    if (!runStatement(statement.get())) {
        undoThrown();
    }
}

// A string, or [string, parameters]. False: an exception was thrown.
bool ChainRun::runStatement(zval* statement) {
    ZVAL_DEREF(statement);
    zval* sql = statement;
    HashTable* params = nullptr;
    if (Z_TYPE_P(statement) == IS_ARRAY) {
        sql = zend_hash_index_find_deref(Z_ARR_P(statement), 0);
        zval* given = zend_hash_index_find_deref(Z_ARR_P(statement), 1);
        params = given && Z_TYPE_P(given) == IS_ARRAY ? Z_ARR_P(given) : nullptr;
    }
    if (!sql || Z_TYPE_P(sql) != IS_STRING) {
        zend_type_error("The statement \"%s\" of the chain must be SQL or [SQL, parameters], %s given",
                        transaction().chain[position_].key.c_str(), zend_zval_type_name(statement));
        return false;
    }
    client::SqlCommand command;
    if (!dbCommandFrom(database(), Z_STR_P(sql), params, {}, command)) {
        return false;
    }
    follow(transaction().session()->start(std::move(command), limit(std::nullopt), place(), handler()));
    return true;
}

void ChainRun::keepResult() {
    const std::string& key = transaction().chain[position_++].key;
    std::vector<client::SqlResult>& results = outcome().results;
    zval entry;
    array_init_size(&entry, 3);
    const std::uint64_t affected = results.empty() ? 0 : results.front().affectedRows;
    const std::uint64_t inserted = results.empty() ? 0 : results.front().lastInsertId;
    zval value;
    if (!results.empty() && !results.front().columns.empty()) {
        ZVAL_OBJ(&value, makeDbResult(std::move(results), ranMs()));
    } else {
        ZVAL_TRUE(&value);
    }
    add_assoc_zval(&entry, "result", &value);
    add_assoc_long(&entry, "affected_rows", static_cast<zend_long>(affected));
    setDbNumber(&value, inserted);
    add_assoc_zval(&entry, "last_insert_id", &value);
    SEPARATE_ARRAY(results_.get());
    zend_symtable_str_update(Z_ARR_P(results_.get()), key.data(), key.size(), &entry);
}

void ChainRun::undo(zend_object* error) {
    error_.adopt(error);
    phase_ = Phase::RollingBack;
    transaction().state = TransactionObject::State::Ending;
    const std::uint64_t ms = database().settings().timeoutMs;
    follow(transaction().session()->rollback(ms ? ms : pool::kNever, place(), handler()));
}

void ChainRun::finish() {
    transaction().end();
    const bool isOk = !error_;
    zval value;
    if (told_) {
        array_init_size(&value, 3);
        zval results;
        ZVAL_FALSE(&results);
        if (isOk) {
            ZVAL_COPY(&results, results_.get());
        }
        add_next_index_zval(&value, &results);
        add_next_index_bool(&value, false);
        add_next_index_bool(&value, false);
        Future::from(told_.get()).fulfill(&value);
    }
    if (!isOk && (shape_ == Shape::Results || (shape_ == Shape::Envelope && isOwnError_))) {
        rejectWith(error_.release());
        return;
    }
    if (!isOk && isOwnError_ && !isCancellation(error_.get()) && error_.get()->ce != exceptions.exit) {
        reportUnhandled(error_.get(), "a closure of a transaction's chain");
    }
    if (shape_ == Shape::Callback && !isOk) {
        ZVAL_FALSE(&value);
    } else if (shape_ != Shape::Envelope) {
        ZVAL_COPY(&value, results_.get());
    } else {
        makeDbEnvelope(&value, {}, isOk ? nullptr : hasRefusal_ ? &refusal_ : nullptr, 0);
        if (isOk) {
            zval results;
            ZVAL_COPY(&results, results_.get());
            zend_hash_str_update(Z_ARR(value), ZEND_STRL("result"), &results);
            zend_hash_merge(Z_ARR(value), Z_ARR_P(results_.get()), zval_add_ref, false);
        }
    }
    fulfill(&value);
}

void ChainRun::onSettledSelf() {
    if (transaction().state != TransactionObject::State::Ended) { // exit() has unwound it
        transaction().end();
    }
    error_.reset();
    told_.reset();
    if (Ref<Scope> scope = std::move(scope_)) {
        scope->seal();
    }
}

// It goes on until all is undone; the statement that runs is waited for.
void ChainRun::abort() {
    isCancelled_ = true;
    if (task_) {
        Future::from(task_.get()).abort();
    }
}

void registerDbChain() { Class<ChainRun>::initHandlers(); }

// ---- methods

static TransactionObject* newChain(zval* self) {
    TransactionObject& transaction = Class<TransactionObject>::from(self);
    if (transaction.state != TransactionObject::State::New) {
        throwException(exceptions.state, "The transaction has begun already: the time of its chain is over");
        return nullptr;
    }
    return &transaction;
}

void chainQueueMethod(INTERNAL_FUNCTION_PARAMETERS) {
    zend_string* key;
    zval* statement;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(key)
    Z_PARAM_ZVAL(statement)
    ZEND_PARSE_PARAMETERS_END();
    TransactionObject* transaction = newChain(ZEND_THIS);
    if (!transaction) {
        RETURN_THROWS();
    }
    const bool isClosure = Z_TYPE_P(statement) == IS_OBJECT && Z_OBJCE_P(statement) == zend_ce_closure;
    if (!isClosure && Z_TYPE_P(statement) != IS_STRING && Z_TYPE_P(statement) != IS_ARRAY) {
        zend_argument_type_error(2, "must be of type string|array|Closure, %s given",
                                 zend_zval_type_name(statement));
        RETURN_THROWS();
    }
    for (const TransactionObject::Entry& known : transaction->chain) {
        if (known.key == view(key)) {
            throwException(exceptions.state, "The chain has a statement \"%s\" already", ZSTR_VAL(key));
            RETURN_THROWS();
        }
    }
    if (transaction->chain.size() == kMaxChain) {
        throwException(exceptions.state, "A chain has at most %zu statements", kMaxChain);
        RETURN_THROWS();
    }
    TransactionObject::Entry& entry = transaction->chain.emplace_back();
    entry.key = view(key);
    entry.statement.copyFrom(statement);
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

static void setChainCallback(TransactionObject& transaction, const zend_fcall_info& callback) {
    if (callback.size) {
        zval callable = callback.function_name;
        transaction.callback.set(&callable);
    } else {
        transaction.callback.reset();
    }
}

void chainCallbackMethod(INTERNAL_FUNCTION_PARAMETERS) {
    zend_fcall_info callback;
    zend_fcall_info_cache cache;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_FUNC_OR_NULL(callback, cache)
    ZEND_PARSE_PARAMETERS_END();
    TransactionObject* transaction = newChain(ZEND_THIS);
    if (!transaction) {
        RETURN_THROWS();
    }
    setChainCallback(*transaction, callback);
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

void chainExecuteMethod(INTERNAL_FUNCTION_PARAMETERS) {
    zend_fcall_info callback;
    zend_fcall_info_cache cache;
    callback.size = 0;
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_FUNC_OR_NULL(callback, cache)
    ZEND_PARSE_PARAMETERS_END();
    TransactionObject* transaction = newChain(ZEND_THIS);
    if (!transaction) {
        RETURN_THROWS();
    }
    if (callback.size) {
        setChainCallback(*transaction, callback);
    }
    if (transaction->chain.empty()) {
        throwException(exceptions.state, "The chain is empty: queue() comes first");
        RETURN_THROWS();
    }
    zend_object* future = ChainRun::start(
        *transaction, transaction->callback.isSet() ? ChainRun::Shape::Callback : ChainRun::Shape::Results,
        callerSite());
    if (!future) {
        RETURN_THROWS();
    }
    RETURN_OBJ(future);
}

void chainFutureMethod(INTERNAL_FUNCTION_PARAMETERS) {
    ZEND_PARSE_PARAMETERS_NONE();
    TransactionObject* transaction = newChain(ZEND_THIS);
    if (!transaction) {
        RETURN_THROWS();
    }
    const Site site = yieldedDbSite(execute_data);
    zend_object* future = transaction->chain.empty()
                              ? startDbVerb(*transaction, DbVerb::Begin, site)
                              : ChainRun::start(*transaction, ChainRun::Shape::Envelope, site);
    if (!future) {
        RETURN_THROWS();
    }
    RETURN_OBJ(future);
}

} // namespace aha::php
