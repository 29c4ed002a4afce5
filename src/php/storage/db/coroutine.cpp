#include "php/error.h"
#include "php/register.h"
#include "php/runtime.h"
#include "php/storage/db/db_operation.h"

#include "php_stubs/Storage/Db/Coroutine_arginfo.h"

namespace aha::php {

zend_class_entry* awaitableClass();

// Native part of Aha\Storage\Db\Coroutine: a query that runs when it is yielded.
class DbCoroutine {
public:
    void visit(Gc& gc) {
        gc.add(database);
        gc.add(params);
    }
    ObjectRef database;
    Value sql, params;
};

void registerDbCoroutine() {
    Class<DbCoroutine>::install(register_class_Aha_Storage_Db_Coroutine(awaitableClass()));
}

zend_object* makeDbCoroutine(zend_object* database) {
    zend_object* object = Class<DbCoroutine>::create(Class<DbCoroutine>::entry);
    Class<DbCoroutine>::from(object).database.set(database);
    return object;
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Storage_Db_Coroutine, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Storage_Db_Coroutine, query) {
    zend_string* sql;
    zval* params = nullptr;
    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_STR(sql)
    Z_PARAM_OPTIONAL
    Z_PARAM_ARRAY(params)
    ZEND_PARSE_PARAMETERS_END();
    auto& coroutine = Class<DbCoroutine>::from(ZEND_THIS);
    zval text;
    ZVAL_STR(&text, sql);
    coroutine.sql.copyFrom(&text);
    if (params) {
        coroutine.params.copyFrom(params);
    } else {
        coroutine.params.reset();
    }
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Storage_Db_Coroutine, future) {
    ZEND_PARSE_PARAMETERS_NONE();
    auto& coroutine = Class<DbCoroutine>::from(ZEND_THIS);
    if (!coroutine.sql.isSet()) {
        throwException(exceptions.state, "There is nothing to run: query() comes first");
        RETURN_THROWS();
    }
    DatabaseObject& database = DatabaseObject::from(coroutine.database.get());
    HashTable* params = coroutine.params.isSet() ? Z_ARR_P(coroutine.params.get()) : nullptr;
    aha::client::SqlCommand command;
    zend_object* future = nullptr;
    if (dbCommandFrom(database, Z_STR_P(coroutine.sql.get()), params, {}, command)) {
        future = startDbQuery(database, nullptr, std::move(command), {}, DbShape::Envelope,
                              yieldedDbSite(execute_data));
    }
    if (!future) {
        RETURN_THROWS();
    }
    RETURN_OBJ(future);
}
