#include "php/storage/db/cursor.h"

#include "php/coroutine/functions.h"
#include "php/coroutine/wait_line.h"
#include "php/error.h"
#include "php/storage/db/db_error.h"
#include "php/storage/db/db_operation.h"
#include "php/storage/db/result.h"
#include "php/storage/db/transaction.h"

#include "php_stubs/Storage/Db/Cursor_arginfo.h"

namespace aha::php {

class CursorObject;

// A fetch() that waits. It holds its cursor.
class CursorFetch final : public Future {
public:
    ~CursorFetch() override { leave(); }
    void open(CursorObject& cursor);
    void abort() override {
        leave();
        Future::abort();
    }
    void visit(Gc& gc) override {
        Future::visit(gc);
        gc.add(cursor_);
    }
    const char* describe() const override { return "rows of a database"; }

protected:
    void onSettledSelf() override { leave(); }

private:
    void leave();
    ObjectRef cursor_;
};

// Native part of Aha\Storage\Db\Cursor: a streamed statement, and the rows that were read and not fetched.
// At most one batch of rows is here; the next is read when the last of them was fetched.
class CursorObject final : public client::SqlCallHandler, public RuntimeGuest {
public:
    ~CursorObject() {
        call_.reset();
        releaseDatabase(database_);
    }
    void attach(zend_object* self) { self_ = self; }
    zend_object* object() const { return self_; }
    void visit(Gc& gc) {
        gc.add(database_);
        gc.add(transaction_);
    }
    static zend_object* start(DatabaseObject& database, TransactionObject* transaction,
                              client::SqlCommand command, const DbQueryOptions& options, Site site);
    zend_object* fetch(); // the future, owned by the caller; null: an exception was thrown
    void close();
    void columns(zval* result) { makeDbColumns(result, part_.columns); }
    void fetchGone(CursorFetch& fetch) {
        if (waiting_ == &fetch) {
            waiting_ = nullptr;
        }
    }
    bool takeRow(zval* row); // false: there is none here
    bool hasBegun = false;   // foreach goes through it once

private:
    friend class CursorFetch;
    void onSqlRows(client::SqlCall& call, client::SqlResult part) override;
    void onSqlDone(client::SqlCall& call, client::SqlOutcome outcome) override;
    void onRuntimeEnd() override { call_.reset(); }
    void accept(client::SqlResult part);
    void tell();
    void tellNow();

    ObjectRef database_;
    ObjectRef transaction_; // whose connection it is
    std::unique_ptr<client::SqlCall> call_;
    CursorFetch* waiting_ = nullptr; // it holds us
    client::SqlResult part_;
    std::size_t position_ = 0;
    DbColumnNames names_;
    std::optional<client::SqlError> failure_;
    std::string shape_;
    double ranMs_ = 0;
    zend_object* self_ = nullptr;
    bool isReading_ = true; // the next rows were asked for
};

void CursorFetch::open(CursorObject& cursor) {
    cursor_.set(cursor.object());
    cursor.waiting_ = this;
    retainByLoop();
}

void CursorFetch::leave() {
    if (cursor_) {
        Class<CursorObject>::from(cursor_.get()).fetchGone(*this);
        cursor_.reset();
    }
}

zend_object* CursorObject::start(DatabaseObject& database, TransactionObject* transaction,
                                 client::SqlCommand command, const DbQueryOptions& options, Site site) {
    client::SqlClient* core = transaction ? nullptr : database.core();
    if (!core && !transaction) {
        return nullptr;
    }
    zend_object* object = Class<CursorObject>::create(Class<CursorObject>::entry);
    auto& self = Class<CursorObject>::from(object);
    self.database_.set(database.object());
    self.transaction_.set(transaction ? transaction->object() : nullptr);
    std::string place;
    appendSite(place, site);
    command.isStreamed = true;
    const std::uint64_t limitMs = database.limitFor(options.timeoutMs);
    self.call_ = transaction
                     ? transaction->session()->start(std::move(command), limitMs, std::move(place), self)
                     : core->start(std::move(command), limitMs, std::move(place), self);
    Runtime::get().addGuest(self);
    return object;
}

bool CursorObject::takeRow(zval* row) {
    if (position_ >= part_.rows.size()) {
        return false;
    }
    names_.set(part_.columns);
    makeDbRow(row, part_.rows, position_++, names_);
    if (position_ == part_.rows.size() && call_ && !isReading_) { // the next ones may come meanwhile
        isReading_ = true;
        call_->next();
    }
    return true;
}

zend_object* CursorObject::fetch() {
    if (waiting_) {
        throwException(exceptions.state, "Another fetch() of this cursor waits: one after the other");
        return nullptr;
    }
    zval row;
    if (takeRow(&row)) {
        return Runtime::get().readyFuture(&row);
    }
    if (failure_) {
        Future& failed = Class<Future>::make();
        failed.reject(makeDbException(*failure_, shape_, ranMs_));
        return failed.object();
    }
    if (!call_) {
        return doneFuture();
    }
    auto& operation = Class<CursorFetch>::from(Class<CursorFetch>::create(Class<Future>::entry));
    operation.open(*this);
    return operation.object();
}

void CursorObject::close() {
    call_.reset();
    failure_.reset();
    part_.rows.reset(part_.columns.size());
    position_ = 0;
    transaction_.reset();
    if (waiting_) {
        waiting_->fulfillNull();
    }
}

void CursorObject::accept(client::SqlResult part) {
    isReading_ = false;
    part_ = std::move(part);
    position_ = 0;
}

void CursorObject::onSqlRows(client::SqlCall&, client::SqlResult part) {
    accept(std::move(part));
    tell();
}

// From the ready queue, or when the client closes. What is left comes with it.
void CursorObject::onSqlDone(client::SqlCall& call, client::SqlOutcome outcome) {
    ranMs_ = call.ranMs();
    if (outcome.error) {
        shape_ = DatabaseObject::from(database_.get()).shapeOf(call.sql());
    }
    call_.reset();
    if (outcome.error) {
        failure_ = std::move(*outcome.error);
    } else if (!outcome.results.empty()) {
        accept(std::move(outcome.results.front()));
    }
    tell();
}

void CursorObject::tell() {
    if (Runtime::isOver() || Runtime::get().isFatal() || (!waiting_ && call_)) {
        return;
    }
    zend_object* self = self_; // the fetch may be the last to hold it
    GC_ADDREF(self);
    if (enter([](void* cursor) { static_cast<CursorObject*>(cursor)->tellNow(); }, this) == Entered::Threw) {
        zend_object* exception = takeException();
        reportUnhandled(exception, "a row of a cursor");
        OBJ_RELEASE(exception);
    }
    if (!Runtime::get().isFatal()) {
        OBJ_RELEASE(self);
    }
}

void CursorObject::tellNow() {
    if (!call_) {
        transaction_.reset();
    }
    CursorFetch* fetch = std::exchange(waiting_, nullptr);
    if (!fetch) {
        return;
    }
    zval row;
    if (takeRow(&row)) {
        fetch->fulfill(&row);
    } else if (failure_) {
        fetch->reject(makeDbException(*failure_, shape_, ranMs_));
    } else {
        fetch->fulfillNull();
    }
}

// ---- foreach, which waits

namespace {

struct CursorIterator {
    zend_object_iterator base;
    zval row; // undefined at the end
    zend_long index;
};

CursorIterator* cursorIterator(zend_object_iterator* iterator) {
    return reinterpret_cast<CursorIterator*>(iterator);
}

CursorObject& cursorOf(zval* zv) { return Class<CursorObject>::from(zv); }

void dropCursorRow(zend_object_iterator* iterator) {
    zval* row = &cursorIterator(iterator)->row;
    zval old = *row;
    ZVAL_UNDEF(row);
    zval_ptr_dtor(&old);
}

void freeCursorIterator(zend_object_iterator* iterator) {
    dropCursorRow(iterator);
    zval_ptr_dtor(&iterator->data);
}

void fetchCursorRow(zend_object_iterator* iterator) {
    dropCursorRow(iterator);
    zval* row = &cursorIterator(iterator)->row;
    CursorObject& cursor = cursorOf(&iterator->data);
    if (cursor.takeRow(row)) {
        return;
    }
    if (!mayAwaitHere("foreach over a Cursor")) {
        return;
    }
    zend_object* future = cursor.fetch();
    if (!future) {
        return;
    }
    zval fetched;
    ZVAL_UNDEF(&fetched);
    if (awaitHere(future, &fetched) && Z_TYPE(fetched) == IS_ARRAY) {
        ZVAL_COPY_VALUE(row, &fetched);
    } else {
        zval_ptr_dtor(&fetched);
    }
    OBJ_RELEASE(future);
}

int hasCursorRow(zend_object_iterator* iterator) {
    return Z_TYPE(cursorIterator(iterator)->row) == IS_UNDEF ? FAILURE : SUCCESS;
}

zval* currentCursorRow(zend_object_iterator* iterator) { return &cursorIterator(iterator)->row; }

void cursorKey(zend_object_iterator* iterator, zval* key) { ZVAL_LONG(key, cursorIterator(iterator)->index); }

void forwardCursor(zend_object_iterator* iterator) {
    ++cursorIterator(iterator)->index;
    fetchCursorRow(iterator);
}

void rewindCursor(zend_object_iterator* iterator) {
    CursorObject& cursor = cursorOf(&iterator->data);
    if (cursor.hasBegun) {
        throwException(exceptions.state, "The rows of a cursor can be gone through once");
        return;
    }
    cursor.hasBegun = true;
    fetchCursorRow(iterator);
}

const zend_object_iterator_funcs kCursorFunctions = {
    freeCursorIterator, hasCursorRow, currentCursorRow, cursorKey,
    forwardCursor,      rewindCursor, nullptr,          nullptr};

zend_object_iterator* iterateCursor(zend_class_entry*, zval* object, int byReference) {
    if (byReference) {
        zend_throw_error(nullptr, "The rows of a Cursor cannot be changed by reference");
        return nullptr;
    }
    auto* iterator = static_cast<CursorIterator*>(emalloc(sizeof(CursorIterator)));
    zend_iterator_init(&iterator->base);
    ZVAL_OBJ_COPY(&iterator->base.data, Z_OBJ_P(object));
    iterator->base.funcs = &kCursorFunctions;
    ZVAL_UNDEF(&iterator->row);
    iterator->index = 0;
    return &iterator->base;
}

} // namespace

void registerDbCursor() {
    Class<CursorFetch>::initHandlers();
    Class<CursorObject>::install(register_class_Aha_Storage_Db_Cursor(zend_ce_aggregate));
    Class<CursorObject>::entry->get_iterator = iterateCursor;
}

void dbStreamMethod(INTERNAL_FUNCTION_PARAMETERS, DatabaseObject& database, TransactionObject* transaction) {
    zend_string* sql;
    HashTable* params = nullptr;
    HashTable* options = nullptr;
    ZEND_PARSE_PARAMETERS_START(1, 3)
    Z_PARAM_STR(sql)
    Z_PARAM_OPTIONAL
    Z_PARAM_ARRAY_HT(params)
    Z_PARAM_ARRAY_HT(options)
    ZEND_PARSE_PARAMETERS_END();
    DbQueryOptions parsed;
    client::SqlCommand command;
    if (!parsed.parse(options, true) || !dbCommandFrom(database, sql, params, parsed, command)) {
        RETURN_THROWS();
    }
    zend_object* cursor =
        CursorObject::start(database, transaction, std::move(command), parsed, callerSite());
    if (!cursor) {
        RETURN_THROWS();
    }
    RETURN_OBJ(cursor);
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Storage_Db_Cursor, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Storage_Db_Cursor, fetch) {
    ZEND_PARSE_PARAMETERS_NONE();
    zend_object* future = Class<CursorObject>::from(ZEND_THIS).fetch();
    if (!future) {
        RETURN_THROWS();
    }
    RETURN_OBJ(future);
}

PHP_METHOD(Aha_Storage_Db_Cursor, columns) {
    ZEND_PARSE_PARAMETERS_NONE();
    Class<CursorObject>::from(ZEND_THIS).columns(return_value);
}

PHP_METHOD(Aha_Storage_Db_Cursor, close) {
    ZEND_PARSE_PARAMETERS_NONE();
    Class<CursorObject>::from(ZEND_THIS).close();
}

PHP_METHOD(Aha_Storage_Db_Cursor, getIterator) {
    ZEND_PARSE_PARAMETERS_NONE();
    zend_create_internal_iterator_zval(return_value, ZEND_THIS);
}
