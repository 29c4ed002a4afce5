#include "php/error.h"
#include "php/register.h"
#include "php/storage/memory/redis.h"
#include "php/storage/named.h"

#include "php_stubs/Storage/Memory/Pool_arginfo.h"

namespace aha::php {

static NamedPools namedServers{"server", "servers"}; // written in MINIT only

void registerMemoryPool() { namedServers.attach(register_class_Aha_Storage_Memory_Pool()); }

const NamedPools& redisPools() { return namedServers; }

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Storage_Memory_Pool, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Storage_Memory_Pool, getConnection) {
    zend_string* name;
    HashTable* conf = nullptr;
    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_STR(name)
    Z_PARAM_OPTIONAL
    Z_PARAM_ARRAY_HT(conf)
    ZEND_PARSE_PARAMETERS_END();
    HashTable* given = conf && zend_hash_num_elements(conf) > 0 ? conf : nullptr;
    zend_object* redis = namedServers.connection<RedisObject>(name, given, redisClass());
    if (!redis) {
        RETURN_THROWS();
    }
    RETURN_OBJ(redis);
}

PHP_METHOD(Aha_Storage_Memory_Pool, stats) {
    zend_string* name = nullptr;
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_STR_OR_NULL(name)
    ZEND_PARSE_PARAMETERS_END();
    if (name) {
        zend_object* redis = namedServers.require(name);
        if (!redis) {
            RETURN_THROWS();
        }
        describeRedis(RedisObject::from(redis), return_value);
        return;
    }
    array_init(return_value);
    zend_string* key;
    zval* entry;
    ZEND_HASH_FOREACH_STR_KEY_VAL(namedServers.all(), key, entry) {
        zval figures;
        describeRedis(RedisObject::from(Z_OBJ_P(entry)), &figures);
        zend_hash_update(Z_ARR_P(return_value), key, &figures);
    }
    ZEND_HASH_FOREACH_END();
}

PHP_METHOD(Aha_Storage_Memory_Pool, close) {
    zend_string* name;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_STR(name)
    ZEND_PARSE_PARAMETERS_END();
    zend_object* redis = namedServers.require(name);
    if (!redis) {
        RETURN_THROWS();
    }
    RedisObject::from(redis).close();
    zend_hash_del(namedServers.all(), name);
}
