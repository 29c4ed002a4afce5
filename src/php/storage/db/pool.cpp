#include "php/error.h"
#include "php/register.h"
#include "php/storage/db/database.h"
#include "php/storage/named.h"

#include "php_stubs/Storage/Db/Pool_arginfo.h"

namespace aha::php {

static NamedPools namedDatabases{"database", "databases"}; // written in MINIT only

void registerDbPool() { namedDatabases.attach(register_class_Aha_Storage_Db_Pool()); }

const NamedPools& databasePools() { return namedDatabases; }

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Storage_Db_Pool, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Storage_Db_Pool, getConnection) {
    zend_string* name;
    HashTable* conf = nullptr;
    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_STR(name)
    Z_PARAM_OPTIONAL
    Z_PARAM_ARRAY_HT(conf)
    ZEND_PARSE_PARAMETERS_END();
    HashTable* given = conf && zend_hash_num_elements(conf) > 0 ? conf : nullptr;
    zend_object* database = namedDatabases.connection<DatabaseObject>(name, given, databaseClass());
    if (!database) {
        RETURN_THROWS();
    }
    RETURN_OBJ(database);
}

PHP_METHOD(Aha_Storage_Db_Pool, stats) {
    zend_string* name = nullptr;
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_STR_OR_NULL(name)
    ZEND_PARSE_PARAMETERS_END();
    if (name) {
        zend_object* database = namedDatabases.require(name);
        if (!database) {
            RETURN_THROWS();
        }
        describeDatabase(DatabaseObject::from(database), return_value);
        return;
    }
    array_init(return_value);
    zend_string* key;
    zval* entry;
    ZEND_HASH_FOREACH_STR_KEY_VAL(namedDatabases.all(), key, entry) {
        zval figures;
        describeDatabase(DatabaseObject::from(Z_OBJ_P(entry)), &figures);
        zend_hash_update(Z_ARR_P(return_value), key, &figures);
    }
    ZEND_HASH_FOREACH_END();
}

PHP_METHOD(Aha_Storage_Db_Pool, close) {
    zend_string* name;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_STR(name)
    ZEND_PARSE_PARAMETERS_END();
    zend_object* database = namedDatabases.require(name);
    if (!database) {
        RETURN_THROWS();
    }
    zend_object* future = DatabaseObject::from(database).close();
    zend_hash_del(namedDatabases.all(), name);
    RETURN_OBJ(future);
}
