#include "php/error.h"
#include "php/future.h"
#include "php/options.h"
#include "php/register.h"
#include "php/storage/db/database.h"
#include "php/storage/memory/redis.h"
#include "php/storage/named.h"

#include "php_stubs/Storage/Connections_arginfo.h"

namespace aha::php {

static constexpr unsigned kMaxLevels = 8; // of the nested arrays

void registerConnections() { register_class_Aha_Storage_Connections(); }

static bool isKnownDriver(zval* driver) {
    return Z_TYPE_P(driver) == IS_STRING && (zend_string_equals_literal(Z_STR_P(driver), "mysql") ||
                                             zend_string_equals_literal(Z_STR_P(driver), "sqlite") ||
                                             zend_string_equals_literal(Z_STR_P(driver), "redis"));
}

static bool openConnection(zend_string* key, HashTable* conf, zval* driver) {
    const bool isRedis =
        Z_TYPE_P(driver) == IS_STRING && zend_string_equals_literal(Z_STR_P(driver), "redis");
    const NamedPools& others = isRedis ? databasePools() : redisPools();
    if (others.find(key)) {
        throwException(exceptions.config, "\"%s\" is configured already, with another \"driver\"",
                       ZSTR_VAL(key));
        return false;
    }
    zend_object* opened;
    if (isRedis) {
        zval options;
        ZVAL_ARR(&options, zend_array_dup(conf));
        zend_hash_str_del(Z_ARR(options), ZEND_STRL("driver"));
        opened = redisPools().connection<RedisObject>(key, Z_ARR(options), redisClass());
        zval_ptr_dtor(&options);
    } else {
        opened = databasePools().connection<DatabaseObject>(key, conf, databaseClass());
    }
    if (opened) {
        OBJ_RELEASE(opened); // the list holds it
    }
    return opened != nullptr;
}

static bool holdsArraysOnly(HashTable* array) {
    zval* entry;
    ZEND_HASH_FOREACH_VAL(array, entry) {
        ZVAL_DEREF(entry);
        if (Z_TYPE_P(entry) != IS_ARRAY) {
            return false;
        }
    }
    ZEND_HASH_FOREACH_END();
    return zend_hash_num_elements(array) > 0;
}

static bool configureLevel(const std::string& prefix, HashTable* level, unsigned depth);

static bool configureEntry(const std::string& key, zval* entry, unsigned depth) {
    zval* driver =
        Z_TYPE_P(entry) == IS_ARRAY ? zend_hash_str_find_deref(Z_ARR_P(entry), ZEND_STRL("driver")) : nullptr;
    const bool isArray = Z_TYPE_P(entry) == IS_ARRAY;
    if (isArray && !driver && holdsArraysOnly(Z_ARR_P(entry))) {
        if (depth < kMaxLevels) {
            return configureLevel(key + ".", Z_ARR_P(entry), depth + 1);
        }
        throwException(exceptions.config, "\"%s\" is nested deeper than %u levels", key.c_str(), kMaxLevels);
        return false;
    }
    if (!driver || !isKnownDriver(driver)) {
        const std::string given = driver    ? describeValue(driver)
                                  : isArray ? "an array without it"
                                            : describeValue(entry);
        throwException(exceptions.config,
                       "\"%s\" must be the options of a connection with the key \"driver\" (\"mysql\", "
                       "\"sqlite\" or \"redis\"), %s given",
                       key.c_str(), given.c_str());
        return false;
    }
    zend_string* name = zend_string_init(key.data(), key.size(), false);
    const bool isOpen = openConnection(name, Z_ARR_P(entry), driver);
    zend_string_release(name);
    return isOpen;
}

static bool configureLevel(const std::string& prefix, HashTable* level, unsigned depth) {
    zend_ulong index;
    zend_string* name;
    zval* entry;
    ZEND_HASH_FOREACH_KEY_VAL(level, index, name, entry) {
        ZVAL_DEREF(entry);
        if (!configureEntry(prefix + (name ? std::string(view(name)) : std::to_string(index)), entry,
                            depth)) {
            return false;
        }
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

static zend_object* requireConnection(zend_string* key) {
    for (const NamedPools* pools : {&databasePools(), &redisPools()}) {
        if (zend_object* known = pools->find(key)) {
            return known;
        }
    }
    std::string known;
    for (const NamedPools* pools : {&databasePools(), &redisPools()}) {
        zend_string* name;
        ZEND_HASH_FOREACH_STR_KEY(pools->all(), name) {
            known.append(known.empty() ? "; known are \"" : ", \"").append(view(name)).append("\"");
        }
        ZEND_HASH_FOREACH_END();
    }
    throwException(exceptions.config,
                   "There is no connection \"%s\"%s: Connections::configure() says what it is", ZSTR_VAL(key),
                   known.c_str());
    return nullptr;
}

static void describeConnection(zend_object* object, zval* result) {
    if (object->ce == databaseClass()) {
        describeDatabase(DatabaseObject::from(object), result); // begins with its driver
        return;
    }
    zval figures;
    describeRedis(RedisObject::from(object), &figures);
    array_init(result);
    add_assoc_string(result, "driver", "redis");
    zend_hash_merge(Z_ARR_P(result), Z_ARR(figures), zval_add_ref, false);
    zval_ptr_dtor(&figures);
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Storage_Connections, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Storage_Connections, configure) {
    HashTable* connections;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ARRAY_HT(connections)
    ZEND_PARSE_PARAMETERS_END();
    configureLevel("", connections, 1);
}

PHP_METHOD(Aha_Storage_Connections, get) {
    zend_string* key;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_STR(key)
    ZEND_PARSE_PARAMETERS_END();
    zend_object* known = requireConnection(key);
    if (!known) {
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(known);
}

PHP_METHOD(Aha_Storage_Connections, keys) {
    ZEND_PARSE_PARAMETERS_NONE();
    array_init(return_value);
    for (const NamedPools* pools : {&databasePools(), &redisPools()}) {
        zend_string* name;
        ZEND_HASH_FOREACH_STR_KEY(pools->all(), name) {
            add_next_index_str(return_value, zend_string_copy(name));
        }
        ZEND_HASH_FOREACH_END();
    }
    zend_hash_sort(
        Z_ARR_P(return_value),
        [](Bucket* a, Bucket* b) {
            return zend_binary_strcmp(Z_STRVAL(a->val), Z_STRLEN(a->val), Z_STRVAL(b->val), Z_STRLEN(b->val));
        },
        true);
}

PHP_METHOD(Aha_Storage_Connections, stats) {
    ZEND_PARSE_PARAMETERS_NONE();
    array_init(return_value);
    for (const NamedPools* pools : {&databasePools(), &redisPools()}) {
        zend_string* name;
        zval* entry;
        ZEND_HASH_FOREACH_STR_KEY_VAL(pools->all(), name, entry) {
            zval figures;
            describeConnection(Z_OBJ_P(entry), &figures);
            zend_hash_update(Z_ARR_P(return_value), name, &figures);
        }
        ZEND_HASH_FOREACH_END();
    }
}

PHP_METHOD(Aha_Storage_Connections, close) {
    zend_string* key;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_STR(key)
    ZEND_PARSE_PARAMETERS_END();
    zend_object* known = requireConnection(key);
    if (!known) {
        RETURN_THROWS();
    }
    if (known->ce == databaseClass()) {
        RETVAL_OBJ(DatabaseObject::from(known).close());
        zend_hash_del(databasePools().all(), key);
        return;
    }
    RedisObject::from(known).close();
    zend_hash_del(redisPools().all(), key);
    Future& closed = Class<Future>::make();
    zval null;
    ZVAL_NULL(&null);
    closed.fulfill(&null);
    RETURN_OBJ(closed.object());
}
