#include "php/coroutine/wait_line.h"
#include "php/error.h"
#include "php/storage/db/db_error.h"
#include "php/storage/db/db_operation.h"
#include "php/storage/db/db_values.h"
#include "php/storage/db/result.h"
#include "php/storage/db/transaction.h"

namespace aha::php {

// One statement of query(), ping(), or in Aha's form.
class QueryOperation final : public DbOperation {
public:
    static zend_object* start(DatabaseObject& database, TransactionObject* transaction,
                              client::SqlCommand command, const DbQueryOptions& options, DbShape shape,
                              Site site);
    void abort() override;
    const char* describe() const override { return "a query"; }

protected:
    void concluded() override;

private:
    DbShape shape_ = DbShape::Result;
};

zend_object* QueryOperation::start(DatabaseObject& database, TransactionObject* transaction,
                                   client::SqlCommand command, const DbQueryOptions& options, DbShape shape,
                                   Site site) {
    client::SqlClient* core = transaction ? nullptr : database.core();
    if (!core && !transaction) {
        return nullptr;
    }
    auto& self = Class<QueryOperation>::from(Class<QueryOperation>::create(Class<Future>::entry));
    self.shape_ = shape;
    self.open(database, transaction ? transaction->object() : nullptr, site);
    self.ownsLease = !transaction;
    const std::uint64_t limitMs = self.limit(options.timeoutMs);
    if (transaction) {
        self.follow(transaction->session()->start(std::move(command), limitMs, self.place(), self.handler()));
    } else {
        self.follow(core->start(std::move(command), limitMs, self.place(), self.handler()));
    }
    return self.object();
}

// Aha's form has no word for it but that there is no result.
void QueryOperation::abort() {
    if (shape_ != DbShape::Envelope || isSettled()) {
        DbOperation::abort();
        return;
    }
    forgetCall();
    zval envelope;
    makeDbEnvelope(&envelope, {}, nullptr, 0);
    fulfill(&envelope);
}

void QueryOperation::concluded() {
    const auto& error = outcome().error;
    zval value;
    if (shape_ == DbShape::Envelope) {
        makeDbEnvelope(&value, std::move(outcome().results), error ? &*error : nullptr, ranMs());
    } else if (error) {
        reject(failure());
        return;
    } else if (shape_ == DbShape::Nothing) {
        ZVAL_NULL(&value);
    } else if (shape_ == DbShape::Seconds) {
        ZVAL_DOUBLE(&value, ranMs() / 1000);
    } else {
        ZVAL_OBJ(&value, makeDbResult(std::move(outcome().results), ranMs()));
    }
    fulfill(&value);
}

void makeDbEnvelope(zval* envelope, std::vector<client::SqlResult> results, const client::SqlError* error,
                    double ranMs) {
    array_init_size(envelope, 3);
    const bool isRefused = error && !isDbInfrastructure(error->kind);
    if (results.empty() && !isRefused) {
        add_assoc_bool(envelope, "result", false);
        add_assoc_bool(envelope, "dbObj", false);
        add_assoc_bool(envelope, "dbSock", false);
        return;
    }
    const bool hasRows = !error && !results.front().columns.empty();
    zval link;
    ZVAL_OBJ(&link, makeDbLink(error ? nullptr : &results.front(), error));
    if (hasRows) {
        zval result;
        ZVAL_OBJ(&result, makeDbResult(std::move(results), ranMs));
        add_assoc_zval(envelope, "result", &result);
    } else {
        add_assoc_bool(envelope, "result", !error);
    }
    add_assoc_zval(envelope, "dbObj", &link);
    add_assoc_long(envelope, "dbSock", 1); // there are no sockets to be had; it says that there was one
}

zend_object* startDbQuery(DatabaseObject& database, TransactionObject* transaction,
                          client::SqlCommand command, const DbQueryOptions& options, DbShape shape,
                          Site site) {
    return QueryOperation::start(database, transaction, std::move(command), options, shape, site);
}

bool dbCommandFrom(DatabaseObject& database, zend_string* sql, HashTable* params,
                   const DbQueryOptions& options, client::SqlCommand& command) {
    if (!bindDbCommand(sql, params, database.syntax(), command)) {
        return false;
    }
    command.maxResultBytes = options.maxResultBytes.value_or(database.settings().maxResultBytes);
    command.batchBytes = options.batchBytes;
    if (options.prepared) {
        if (!*options.prepared && !command.parameters.empty()) {
            throwException(exceptions.config, "query(): a statement with parameters has to be prepared");
            return false;
        }
        command.isPrepared = *options.prepared;
    }
    return true;
}

// Aha's callback in the place of parameters. A list of two that could be called is one only when it cannot be
// a list of parameters.
static bool isAhaCallback(zval* params) {
    if (Z_TYPE_P(params) != IS_ARRAY) {
        return true; // of the types array|callable
    }
    if (zend_hash_num_elements(Z_ARR_P(params)) != 2 || !zend_array_is_list(Z_ARR_P(params))) {
        return false;
    }
    zval* first = zend_hash_index_find(Z_ARR_P(params), 0);
    ZVAL_DEREF(first);
    return Z_TYPE_P(first) == IS_OBJECT && !instanceof_function(Z_OBJCE_P(first), zend_ce_stringable) &&
           !instanceof_function(Z_OBJCE_P(first), php_date_get_interface_ce()) &&
           zend_is_callable(params, 0, nullptr);
}

void dbQueryMethod(INTERNAL_FUNCTION_PARAMETERS, DatabaseObject& database, TransactionObject* transaction) {
    zend_string* sql;
    zval* params = nullptr;
    HashTable* options = nullptr;
    zend_fcall_info callback;
    zend_fcall_info_cache cache;
    callback.size = 0;
    ZEND_PARSE_PARAMETERS_START(1, 4)
    Z_PARAM_STR(sql)
    Z_PARAM_OPTIONAL
    Z_PARAM_ZVAL(params)
    Z_PARAM_ARRAY_HT(options)
    Z_PARAM_FUNC_OR_NULL(callback, cache)
    ZEND_PARSE_PARAMETERS_END();
    if (params && Z_TYPE_P(params) != IS_ARRAY && !zend_is_callable(params, 0, nullptr)) {
        zend_argument_type_error(2, "must be of type array|callable, %s given", zend_zval_type_name(params));
        RETURN_THROWS();
    }
    const bool isAha = params && isAhaCallback(params);
    HashTable* list = params && !isAha ? Z_ARRVAL_P(params) : nullptr;
    DbQueryOptions parsed;
    client::SqlCommand command;
    if (!parsed.parse(options, false) || !dbCommandFrom(database, sql, list, parsed, command)) {
        RETURN_THROWS();
    }
    zend_object* future = startDbQuery(database, transaction, std::move(command), parsed,
                                       isAha ? DbShape::Envelope : DbShape::Result, callerSite());
    if (!future) {
        RETURN_THROWS();
    }
    if (isAha) {
        Task& task = Task::continueWith(Runtime::get().currentScope(), Future::from(future),
                                        TaskStart::Kind::Spread, params, nullptr, callerSite());
        OBJ_RELEASE(task.object());
    }
    returnWait(return_value, future, callback);
}

Site yieldedDbSite(zend_execute_data* frame) {
    zend_execute_data* caller = frame->prev_execute_data;
    Task* task = Runtime::get().current().task;
    if (task && !(caller && caller->func && ZEND_USER_CODE(caller->func->type))) {
        return task->suspendedAt();
    }
    return callerSite();
}

void registerDbQuery() { Class<QueryOperation>::initHandlers(); }

} // namespace aha::php
