#include "php/storage/db/insert_run.h"

#include "php/error.h"
#include "php/options.h"
#include "php/storage/db/db_error.h"
#include "php/storage/db/db_operation.h"
#include "php/storage/db/db_values.h"
#include "php/storage/db/transaction.h"

namespace aha::php {

// One statement of many: below the limits of both databases (SQLite binds 32,766 values, a packet of MySQL
// may be as small as 1 MiB with old settings), and no longer than a few ms to make.
static constexpr std::size_t kMaxRowsOfInsert = 1000;
static constexpr std::size_t kMaxValuesOfInsert = 30'000;
static constexpr std::size_t kMaxBytesOfInsert = 512 * 1024;
static constexpr std::size_t kMaxInsertColumns = 2000;

// The rows of insertMany(), one after the other. Runs user code: behind the door.
class InsertRows {
public:
    ~InsertRows() {
        if (iterator_) {
            zend_iterator_dtor(iterator_);
        }
    }
    bool open(zval* rows); // false: an exception was thrown
    zval* current();       // null: at the end, or an exception was thrown
    void forward();
    void visit(Gc& gc) { gc.add(rows_); }

private:
    Value rows_;
    zend_object_iterator* iterator_ = nullptr;
    HashPosition position_ = 0;
};

bool InsertRows::open(zval* rows) {
    rows_.copyFrom(rows);
    if (Z_TYPE_P(rows) == IS_ARRAY) {
        zend_hash_internal_pointer_reset_ex(Z_ARR_P(rows_.get()), &position_);
        return true;
    }
    zend_class_entry* ce = Z_OBJCE_P(rows);
    iterator_ = ce->get_iterator(ce, rows, 0);
    if (!iterator_ || EG(exception)) {
        return false;
    }
    if (iterator_->funcs->rewind) {
        iterator_->funcs->rewind(iterator_);
    }
    return !EG(exception);
}

zval* InsertRows::current() {
    if (!iterator_) {
        return zend_hash_get_current_data_ex(Z_ARR_P(rows_.get()), &position_);
    }
    if (EG(exception) || iterator_->funcs->valid(iterator_) != SUCCESS || EG(exception)) {
        return nullptr;
    }
    zval* row = iterator_->funcs->get_current_data(iterator_);
    return EG(exception) ? nullptr : row;
}

void InsertRows::forward() {
    if (iterator_) {
        iterator_->funcs->move_forward(iterator_);
    } else {
        zend_hash_move_forward_ex(Z_ARR_P(rows_.get()), &position_);
    }
}

// Inserts rows with several statements in one transaction (a savepoint within another one); with one
// statement when that is enough. Holds itself until it settles with the number of rows.
class InsertRun final : public DbOperation {
public:
    static zend_object* start(DatabaseObject& database, TransactionObject* transaction, zend_string* table,
                              HashTable* columns, zval* rows, HashTable* options, Site site);
    ~InsertRun() override { leaveTransaction(); }
    void visit(Gc& gc) override {
        DbOperation::visit(gc);
        rows_.visit(gc);
    }
    void abort() override {
        session_.reset();
        DbOperation::abort();
    }
    const char* describe() const override { return "an insert of many rows"; }

protected:
    void concluded() override;
    void onSettledSelf() override {
        session_.reset();
        leaveTransaction();
    }

private:
    enum class Phase : std::uint8_t { Single, Beginning, Inserting, Committing, RollingBack };

    bool configure(const client::SqlDriver& driver, zend_string* table, HashTable* columns,
                   HashTable* options);
    void begin();
    bool gather(); // the next rows; false: an exception was thrown
    bool gatherRow(zval* row);
    client::SqlCommand takeCommand();
    void insert();
    void undo(zend_object* error);
    void leaveTransaction();
    void fulfillWithCount();

    TransactionObject::Session session_;
    InsertRows rows_;
    std::vector<std::string> columns_;
    std::string head_;  // "INSERT INTO `t` (`a`, `b`) VALUES "
    std::string group_; // "(?,?)"
    std::vector<client::SqlValue> values_;
    std::size_t gathered_ = 0; // rows in values_
    std::uint64_t rowNumber_ = 0;
    std::uint64_t affected_ = 0;
    std::optional<std::uint64_t> timeoutMs_;
    ObjectRef error_;
    Phase phase_ = Phase::Single;
    bool isAtEnd_ = false;
    bool isInner_ = false; // of a transaction, which waits for it
};

std::string quotedDbName(const client::SqlDriver& driver, std::string_view name) {
    std::string quoted;
    for (;;) {
        const std::size_t dot = name.find('.');
        quoted += driver.quoteName(name.substr(0, dot));
        if (dot == std::string_view::npos) {
            return quoted;
        }
        quoted += '.';
        name.remove_prefix(dot + 1);
    }
}

bool InsertRun::configure(const client::SqlDriver& driver, zend_string* table, HashTable* columns,
                          HashTable* options) {
    bool ignores = false;
    if (options) {
        OptionReader reader(options, "insertMany()");
        constexpr std::uint64_t kUnset = ~std::uint64_t{0};
        std::uint64_t timeout = kUnset;
        reader.seconds("timeout", timeout, 0, 86'400);
        if (timeout != kUnset) {
            timeoutMs_ = timeout;
        }
        reader.boolean("ignore", ignores);
        if (!reader.finish()) {
            return false;
        }
    }
    std::string names;
    zval* column;
    ZEND_HASH_FOREACH_VAL(columns, column) {
        ZVAL_DEREF(column);
        if (Z_TYPE_P(column) != IS_STRING || Z_STRLEN_P(column) == 0) {
            zend_argument_value_error(2, "must be a list of column names");
            return false;
        }
        columns_.emplace_back(view(Z_STR_P(column)));
        names.append(names.empty() ? "" : ", ").append(driver.quoteName(columns_.back()));
        group_.append(group_.empty() ? "(?" : ",?");
    }
    ZEND_HASH_FOREACH_END();
    if (columns_.empty() || columns_.size() > kMaxInsertColumns) {
        zend_argument_value_error(2, "must have from 1 to %zu column names", kMaxInsertColumns);
        return false;
    }
    group_.append(")");
    const char* verb = !ignores                   ? "INSERT INTO "
                       : driver.name() == "mysql" ? "INSERT IGNORE INTO "
                                                  : "INSERT OR IGNORE INTO ";
    head_ = verb + quotedDbName(driver, view(table)) + " (" + names + ") VALUES ";
    return true;
}

zend_object* InsertRun::start(DatabaseObject& database, TransactionObject* transaction, zend_string* table,
                              HashTable* columns, zval* rows, HashTable* options, Site site) {
    client::SqlClient* core = database.core();
    if (!core) {
        return nullptr;
    }
    auto& self = Class<InsertRun>::from(Class<InsertRun>::create(Class<Future>::entry));
    if (!self.configure(core->driver(), table, columns, options)) {
        OBJ_RELEASE(self.object());
        return nullptr;
    }
    self.open(database, transaction ? transaction->object() : nullptr, site);
    if (transaction) {
        transaction->hasInner = true;
        self.isInner_ = true;
        self.session_ = transaction->sharedSession();
    } else {
        self.session_ = core->session(self.place());
        self.ownsLease = true;
    }
    if (!self.rows_.open(rows) || !self.gather()) {
        zend_object* thrown = takeThrown();
        if (!thrown) { // exit() goes on unwinding
            self.fulfillNull();
            OBJ_RELEASE(self.object());
            return nullptr;
        }
        self.reject(thrown);
    } else if (self.gathered_ == 0) {
        self.fulfillWithCount();
    } else {
        self.begin();
    }
    return self.object();
}

void InsertRun::begin() {
    if (isAtEnd_) {
        insert();
        return;
    }
    phase_ = Phase::Beginning;
    follow(session_->begin({}, limit(timeoutMs_), place(), handler()));
}

bool InsertRun::gatherRow(zval* row) {
    ZVAL_DEREF(row);
    const std::string where = "Row " + std::to_string(rowNumber_);
    if (Z_TYPE_P(row) != IS_ARRAY) {
        zend_value_error("%s must be an array, %s given", where.c_str(), zend_zval_type_name(row));
        return false;
    }
    HashTable* values = Z_ARR_P(row);
    const std::size_t count = zend_hash_num_elements(values);
    if (count != columns_.size()) {
        zend_value_error("%s has %zu values, and there are %zu columns", where.c_str(), count,
                         columns_.size());
        return false;
    }
    const bool isList = zend_array_is_list(values);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const std::string& name = columns_[i];
        zval* value = isList ? zend_hash_index_find(values, i)
                             : zend_symtable_str_find(values, name.data(), name.size());
        if (!value) {
            zend_value_error("%s has no value for the column \"%s\"", where.c_str(), name.c_str());
            return false;
        }
        values_.emplace_back();
        if (!bindDbValue(value, values_.back(), where + ", column \"" + name + "\"")) {
            return false;
        }
    }
    return true;
}

bool InsertRun::gather() {
    values_.clear();
    gathered_ = 0;
    std::size_t bytes = 0;
    while (!isAtEnd_ && gathered_ < kMaxRowsOfInsert && bytes < kMaxBytesOfInsert &&
           (gathered_ + 1) * columns_.size() <= kMaxValuesOfInsert) {
        zval* row = rows_.current();
        if (!row) {
            if (EG(exception)) {
                return false;
            }
            isAtEnd_ = true;
            break;
        }
        ++rowNumber_;
        if (!gatherRow(row)) {
            return false;
        }
        ++gathered_;
        for (std::size_t i = values_.size() - columns_.size(); i < values_.size(); ++i) {
            bytes += 16 + values_[i].text.size();
        }
        rows_.forward();
        if (EG(exception)) {
            return false;
        }
    }
    return true;
}

client::SqlCommand InsertRun::takeCommand() {
    client::SqlCommand command;
    command.isPrepared = true;
    command.sql.reserve(head_.size() + gathered_ * (group_.size() + 1));
    command.sql = head_;
    for (std::size_t i = 0; i < gathered_; ++i) {
        command.sql.append(i == 0 ? "" : ",").append(group_);
    }
    command.parameters = std::move(values_);
    values_.clear();
    return command;
}

void InsertRun::insert() { follow(session_->start(takeCommand(), limit(timeoutMs_), place(), handler())); }

void InsertRun::concluded() {
    if (phase_ == Phase::RollingBack) {
        reject(error_.release());
        return;
    }
    if (outcome().error) {
        if (phase_ == Phase::Inserting) {
            undo(failure());
        } else {
            reject(failure());
        }
        return;
    }
    if (phase_ == Phase::Committing) {
        fulfillWithCount();
        return;
    }
    if (phase_ == Phase::Beginning) {
        ownsLease = false;
        phase_ = Phase::Inserting;
        insert();
        return;
    }
    for (const client::SqlResult& result : outcome().results) {
        affected_ += result.affectedRows;
    }
    if (phase_ == Phase::Single) {
        fulfillWithCount();
    } else if (!gather()) {
        if (zend_object* thrown = takeThrown()) {
            undo(thrown);
        }
    } else if (gathered_ > 0) {
        insert();
    } else {
        phase_ = Phase::Committing;
        follow(session_->commit(limit(timeoutMs_), place(), handler()));
    }
}

void InsertRun::undo(zend_object* error) {
    error_.adopt(error);
    phase_ = Phase::RollingBack;
    const std::uint64_t ms = database().settings().timeoutMs;
    follow(session_->rollback(ms ? ms : pool::kNever, place(), handler()));
}

void InsertRun::leaveTransaction() {
    if (isInner_) {
        isInner_ = false;
        TransactionObject::from(owner()).hasInner = false;
    }
}

void InsertRun::fulfillWithCount() {
    zval value;
    ZVAL_LONG(&value, static_cast<zend_long>(affected_));
    fulfill(&value);
}

void registerDbInsert() { Class<InsertRun>::initHandlers(); }

void dbInsertMethod(INTERNAL_FUNCTION_PARAMETERS, DatabaseObject& database, TransactionObject* transaction) {
    zend_string* table;
    HashTable* columns;
    zval* rows;
    HashTable* options = nullptr;
    ZEND_PARSE_PARAMETERS_START(3, 4)
    Z_PARAM_STR(table)
    Z_PARAM_ARRAY_HT(columns)
    Z_PARAM_ITERABLE(rows)
    Z_PARAM_OPTIONAL
    Z_PARAM_ARRAY_HT(options)
    ZEND_PARSE_PARAMETERS_END();
    zend_object* future =
        InsertRun::start(database, transaction, table, columns, rows, options, callerSite());
    if (!future) {
        RETURN_THROWS();
    }
    RETURN_OBJ(future);
}

} // namespace aha::php
