#include "php/storage/db/transaction.h"

#include "php/error.h"
#include "php/register.h"
#include "php/storage/db/chain_run.h"
#include "php/storage/db/cursor.h"
#include "php/storage/db/db_operation.h"
#include "php/storage/db/insert_run.h"
#include "php/storage/db/transaction_run.h"

#include "php_stubs/Storage/Db/Transaction_arginfo.h"

#include <cmath>
#include <syslog.h>

namespace aha::php {

zend_class_entry* awaitableClass();

TransactionObject& TransactionObject::from(zend_object* object) {
    return Class<TransactionObject>::from(object);
}

TransactionObject::~TransactionObject() {
    if (isLeftOpen() && !isManaged_ && !Runtime::isOver()) {
        warnOpen(Runtime::isEnding() ? "was still open at the end of the script"
                                     : "was neither committed nor rolled back, and nobody holds it any more");
    }
    if (parent_) {
        from(parent_.get()).hasInner = false;
    }
    session_.reset();
    releaseDatabase(database_);
}

void TransactionObject::visit(Gc& gc) {
    gc.add(database_);
    gc.add(parent_);
    gc.add(callback);
    for (Entry& entry : chain) {
        gc.add(entry.statement);
    }
}

// Not when its connection is lost: whoever used it was told.
bool TransactionObject::isLeftOpen() const { return state == State::Open && session_ && !session_->isOver(); }

void TransactionObject::warnOpen(const char* what) const {
    logLine("aha: the transaction begun at " + place_ + " " + what + ": it is rolled back", LOG_WARNING);
}

// The database may have ended before, and with it the session.
void TransactionObject::onRuntimeEnd() {
    if (state == State::Open && !parent_ && !Runtime::get().isFatal()) {
        warnOpen("was still open at the end of the script");
    }
    session_.reset();
}

// Kept by a variable that outlasts the request: it would hold its locks and its connection until nobody knows
// when.
void TransactionObject::onScopeOver() {
    if (isLeftOpen()) {
        warnOpen("was still open at the end of its request or Aha\\run()");
    }
    end();
}

// Not to the scope at hand, which may be that of a limit in time around the begin alone.
void TransactionObject::bindToScope() {
    Runtime& runtime = Runtime::get();
    Scope* scope = &runtime.currentScope();
    while (scope->parent() && !runtime.isRootScope(*scope->parent())) {
        scope = scope->parent();
    }
    if (!runtime.isRootScope(*scope)) {
        scope->addGuest(*this);
    }
}

zend_object* TransactionObject::make(DatabaseObject& database, const DbTransactionOptions& options,
                                     Site site) {
    zend_object* object = Class<TransactionObject>::create(Class<TransactionObject>::entry);
    TransactionObject& self = from(object);
    self.database_.set(database.object());
    self.options_ = options;
    appendSite(self.place_, site);
    return object;
}

zend_object* TransactionObject::makeManaged(DatabaseObject& database, TransactionObject* parent,
                                            Session session, Site site) {
    zend_object* object = make(database, {}, site);
    TransactionObject& self = from(object);
    self.isManaged_ = true;
    self.session_ = std::move(session);
    if (parent) {
        self.parent_.set(parent->object());
        parent->hasInner = true;
    }
    Runtime::get().addGuest(self);
    return object;
}

bool TransactionObject::openSession() {
    if (session_) {
        return true;
    }
    client::SqlClient* core = database().core();
    if (!core) {
        return false;
    }
    session_ = core->session(place_);
    Runtime::get().addGuest(*this);
    bindToScope();
    return true;
}

void TransactionObject::end() {
    state = State::Ended;
    session_.reset();
    static_cast<Link<GuestTag>&>(*this).unlink();
    static_cast<Link<ScopeGuestTag>&>(*this).unlink();
    if (parent_) {
        from(parent_.get()).hasInner = false;
        parent_.reset();
    }
}

bool TransactionObject::isUsable() const {
    const char* why = nullptr;
    switch (state) {
    case State::New: why = "has not begun: `yield` it first, or use queue()"; break;
    case State::Begun: why = "has not begun yet: await that"; break;
    case State::Ending:
    case State::Ended: why = "has ended"; break;
    case State::Open: why = session_ ? nullptr : "has ended with the script"; break;
    }
    if (!why && hasInner) {
        why = "waits for the end of the one within it: use the Transaction that its closure was given";
    }
    if (why) {
        throwException(exceptions.state, "The transaction begun at %s %s", place_.c_str(), why);
    }
    return !why;
}

bool TransactionObject::mayEnd() const {
    if (isManaged_) {
        throwException(exceptions.state,
                       "transaction() commits when its closure returns, and rolls back when that throws");
        return false;
    }
    return isUsable();
}

// ---- begin, commit, rollback by themselves

class VerbOperation final : public DbOperation {
public:
    static zend_object* start(TransactionObject& transaction, DbVerb verb, Site site) {
        using State = TransactionObject::State;
        if (verb == DbVerb::Begin && !transaction.openSession()) {
            return nullptr;
        }
        auto& self = Class<VerbOperation>::from(Class<VerbOperation>::create(Class<Future>::entry));
        self.verb_ = verb;
        self.open(transaction.database(), transaction.object(), site);
        const std::uint64_t limitMs = self.limit(transaction.options().timeoutMs);
        client::SqlSession& session = *transaction.session();
        switch (verb) {
        case DbVerb::Begin:
            self.ownsLease = !session.hasConnection();
            self.follow(session.begin(transaction.options().core, limitMs, self.place(), self.handler()));
            break;
        case DbVerb::Commit: self.follow(session.commit(limitMs, self.place(), self.handler())); break;
        case DbVerb::Rollback: self.follow(session.rollback(limitMs, self.place(), self.handler())); break;
        }
        transaction.state = verb == DbVerb::Begin ? State::Begun : State::Ending;
        return self.object();
    }
    const char* describe() const override {
        static constexpr const char* kNames[] = {"the begin of a transaction", "a commit", "a rollback"};
        return kNames[static_cast<std::size_t>(verb_)];
    }
    // Whoever gave it up does not know how it went: the rest goes with the session.
    void abort() override {
        transaction().end();
        DbOperation::abort();
    }

protected:
    void concluded() override {
        TransactionObject& transaction = this->transaction();
        if (outcome().error || verb_ != DbVerb::Begin) {
            transaction.end();
        }
        if (outcome().error) {
            reject(failure());
            return;
        }
        if (verb_ != DbVerb::Begin) {
            fulfillNull();
            return;
        }
        transaction.state = TransactionObject::State::Open;
        zval value;
        ZVAL_OBJ_COPY(&value, transaction.object());
        fulfill(&value);
    }

private:
    TransactionObject& transaction() const { return TransactionObject::from(owner()); }
    DbVerb verb_ = DbVerb::Begin;
};

zend_object* startDbVerb(TransactionObject& transaction, DbVerb verb, Site site) {
    return VerbOperation::start(transaction, verb, site);
}

void registerDbTransaction() {
    Class<VerbOperation>::initHandlers();
    Class<TransactionObject>::install(register_class_Aha_Storage_Db_Transaction(awaitableClass()));
}

// ---- quoting

static zend_string* textOfDouble(double number) {
    smart_str text = {};
    smart_str_append_double(&text, number, 17, false);
    smart_str_0(&text);
    return text.s;
}

void dbQuoteMethod(INTERNAL_FUNCTION_PARAMETERS, const client::SqlDriver& driver) {
    zval* value;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ZVAL(value)
    ZEND_PARSE_PARAMETERS_END();
    switch (Z_TYPE_P(value)) {
    case IS_NULL: RETURN_STRING("NULL");
    case IS_FALSE: RETURN_CHAR('0');
    case IS_TRUE: RETURN_CHAR('1');
    case IS_LONG: RETURN_STR(zend_long_to_str(Z_LVAL_P(value)));
    case IS_DOUBLE:
        if (!std::isfinite(Z_DVAL_P(value))) {
            zend_argument_value_error(1, "must be a finite number");
            RETURN_THROWS();
        }
        RETURN_STR(textOfDouble(Z_DVAL_P(value)));
    case IS_STRING: {
        const std::string literal = driver.quote(view(Z_STR_P(value)));
        RETURN_STRINGL(literal.data(), literal.size());
    }
    default:
        zend_argument_type_error(1, "must be of type string|int|float|bool|null, %s given",
                                 zend_zval_type_name(value));
        RETURN_THROWS();
    }
}

void dbQuoteNameMethod(INTERNAL_FUNCTION_PARAMETERS, const client::SqlDriver& driver) {
    zend_string* name;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_STR(name)
    ZEND_PARSE_PARAMETERS_END();
    const std::string quoted = quotedDbName(driver, view(name));
    RETURN_STRINGL(quoted.data(), quoted.size());
}

static TransactionObject& transactionOf(zval* zv) { return Class<TransactionObject>::from(zv); }

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Storage_Db_Transaction, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Storage_Db_Transaction, query) {
    TransactionObject& transaction = transactionOf(ZEND_THIS);
    if (!transaction.isUsable()) {
        RETURN_THROWS();
    }
    dbQueryMethod(INTERNAL_FUNCTION_PARAM_PASSTHRU, transaction.database(), &transaction);
}

PHP_METHOD(Aha_Storage_Db_Transaction, stream) {
    TransactionObject& transaction = transactionOf(ZEND_THIS);
    if (!transaction.isUsable()) {
        RETURN_THROWS();
    }
    dbStreamMethod(INTERNAL_FUNCTION_PARAM_PASSTHRU, transaction.database(), &transaction);
}

PHP_METHOD(Aha_Storage_Db_Transaction, insertMany) {
    TransactionObject& transaction = transactionOf(ZEND_THIS);
    if (!transaction.isUsable()) {
        RETURN_THROWS();
    }
    dbInsertMethod(INTERNAL_FUNCTION_PARAM_PASSTHRU, transaction.database(), &transaction);
}

PHP_METHOD(Aha_Storage_Db_Transaction, transaction) {
    zend_fcall_info work;
    zend_fcall_info_cache cache;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_FUNC(work, cache)
    ZEND_PARSE_PARAMETERS_END();
    TransactionObject& transaction = transactionOf(ZEND_THIS);
    const bool isGenerator = cache.function_handler->common.fn_flags & ZEND_ACC_GENERATOR;
    zend_object* future = transaction.isUsable()
                              ? TransactionRun::start(transaction.database(), &transaction,
                                                      &work.function_name, !isGenerator, {}, callerSite())
                              : nullptr;
    if (!future) {
        RETURN_THROWS();
    }
    RETURN_OBJ(future);
}

PHP_METHOD(Aha_Storage_Db_Transaction, commit) {
    ZEND_PARSE_PARAMETERS_NONE();
    TransactionObject& transaction = transactionOf(ZEND_THIS);
    if (!transaction.mayEnd()) {
        RETURN_THROWS();
    }
    RETURN_OBJ(startDbVerb(transaction, DbVerb::Commit, callerSite()));
}

PHP_METHOD(Aha_Storage_Db_Transaction, rollback) {
    ZEND_PARSE_PARAMETERS_NONE();
    TransactionObject& transaction = transactionOf(ZEND_THIS);
    if (!transaction.mayEnd()) {
        RETURN_THROWS();
    }
    RETURN_OBJ(startDbVerb(transaction, DbVerb::Rollback, callerSite()));
}

PHP_METHOD(Aha_Storage_Db_Transaction, isOpen) {
    ZEND_PARSE_PARAMETERS_NONE();
    TransactionObject& transaction = transactionOf(ZEND_THIS);
    RETURN_BOOL(transaction.state == TransactionObject::State::Open && transaction.session() &&
                !transaction.session()->isOver());
}

PHP_METHOD(Aha_Storage_Db_Transaction, quote) {
    aha::client::SqlClient* core = transactionOf(ZEND_THIS).database().core();
    if (!core) {
        RETURN_THROWS();
    }
    dbQuoteMethod(INTERNAL_FUNCTION_PARAM_PASSTHRU, core->driver());
}

PHP_METHOD(Aha_Storage_Db_Transaction, quoteName) {
    aha::client::SqlClient* core = transactionOf(ZEND_THIS).database().core();
    if (!core) {
        RETURN_THROWS();
    }
    dbQuoteNameMethod(INTERNAL_FUNCTION_PARAM_PASSTHRU, core->driver());
}

PHP_METHOD(Aha_Storage_Db_Transaction, queue) { chainQueueMethod(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Storage_Db_Transaction, setCallback) { chainCallbackMethod(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Storage_Db_Transaction, execute) { chainExecuteMethod(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Storage_Db_Transaction, future) { chainFutureMethod(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
