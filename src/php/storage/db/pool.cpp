// The databases by name. They are held by a static property of the class, which outlives the loop: what was
// configured before a fork is known in the workers.
#include "php/error.h"
#include "php/register.h"
#include "php/storage/db/database.h"
#include "php/storage/named_options.h"

#include "php_stubs/Storage/Db/Pool_arginfo.h"

namespace aha::php {

static zend_class_entry* poolClass; // written in MINIT only

void registerDbPool() { poolClass = register_class_Aha_Storage_Db_Pool(); }

// The array of the static property, to be changed in place.
static HashTable* databases() {
    zval* list = zend_read_static_property(poolClass, ZEND_STRL("databases"), false);
    ZVAL_DEREF(list);
    SEPARATE_ARRAY(list);
    return Z_ARR_P(list);
}

static DatabaseObject* databaseOf(zval* zv) { return zv ? &DatabaseObject::from(Z_OBJ_P(zv)) : nullptr; }

static DatabaseObject* knownDatabase(zend_string* name) {
    DatabaseObject* database = databaseOf(zend_hash_find(databases(), name));
    if (database) {
        return database;
    }
    std::string known;
    zend_string* key;
    ZEND_HASH_FOREACH_STR_KEY(databases(), key) {
        known.append(known.empty() ? "\"" : ", \"").append(view(key)).append("\"");
    }
    ZEND_HASH_FOREACH_END();
    throwException(exceptions.config,
                   "There is no database \"%s\"%s%s: its first getConnection() says what it is",
                   ZSTR_VAL(name), known.empty() ? "" : "; known are ", known.c_str());
    return nullptr;
}

static bool agrees(DatabaseObject& database, HashTable* conf, zend_string* name) {
    const std::string key = differentOption(Z_ARR_P(database.given.get()), conf);
    if (key.empty()) {
        return true;
    }
    throwException(
        exceptions.config,
        "The database \"%s\" is configured already, with another \"%s\"; Pool::close() it first, or "
        "leave the options out",
        ZSTR_VAL(name), key.c_str());
    return false;
}

static zend_object* addDatabase(zend_string* name, HashTable* conf) {
    zend_object* object = Class<DatabaseObject>::create(databaseClass());
    DatabaseObject& database = DatabaseObject::from(object);
    const std::string owner = "The database \"" + std::string(view(name)) + "\"";
    if (!database.configure(conf, std::string(view(name)), owner.c_str())) {
        OBJ_RELEASE(object);
        return nullptr;
    }
    zval copy;
    ZVAL_ARR(&copy, zend_array_dup(conf));
    database.given.copyFrom(&copy);
    zval_ptr_dtor(&copy);
    zval entry;
    ZVAL_OBJ_COPY(&entry, object);
    zend_hash_update(databases(), name, &entry);
    return object;
}

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
    const bool isGiven = conf && zend_hash_num_elements(conf) > 0;
    DatabaseObject* database = nullptr;
    if (!isGiven) {
        database = knownDatabase(name);
    } else if ((database = databaseOf(zend_hash_find(databases(), name))) != nullptr) {
        database = agrees(*database, conf, name) ? database : nullptr;
    } else {
        zend_object* made = addDatabase(name, conf);
        if (!made) {
            RETURN_THROWS();
        }
        RETURN_OBJ(made);
    }
    if (!database) {
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(database->object());
}

PHP_METHOD(Aha_Storage_Db_Pool, stats) {
    zend_string* name = nullptr;
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_STR_OR_NULL(name)
    ZEND_PARSE_PARAMETERS_END();
    if (name) {
        DatabaseObject* database = knownDatabase(name);
        if (!database) {
            RETURN_THROWS();
        }
        describeDatabase(*database, return_value);
        return;
    }
    array_init(return_value);
    zend_string* key;
    zval* entry;
    ZEND_HASH_FOREACH_STR_KEY_VAL(databases(), key, entry) {
        zval figures;
        describeDatabase(*databaseOf(entry), &figures);
        zend_hash_update(Z_ARR_P(return_value), key, &figures);
    }
    ZEND_HASH_FOREACH_END();
}

PHP_METHOD(Aha_Storage_Db_Pool, close) {
    zend_string* name;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_STR(name)
    ZEND_PARSE_PARAMETERS_END();
    DatabaseObject* database = knownDatabase(name);
    if (!database) {
        RETURN_THROWS();
    }
    zend_object* future = database->close();
    zend_hash_del(databases(), name);
    RETURN_OBJ(future);
}
