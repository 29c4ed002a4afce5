// The servers by name. They are held by a static property of the class, which outlives the loop: what was
// configured before a fork is known in the workers.
#include "php/error.h"
#include "php/register.h"
#include "php/storage/memory/redis.h"
#include "php/storage/named_options.h"

#include "php_stubs/Storage/Memory/Pool_arginfo.h"

namespace aha::php {

static zend_class_entry* memoryPoolClass; // written in MINIT only

void registerMemoryPool() { memoryPoolClass = register_class_Aha_Storage_Memory_Pool(); }

// The array of the static property, to be changed in place.
static HashTable* redisServers() {
    zval* list = zend_read_static_property(memoryPoolClass, ZEND_STRL("servers"), false);
    ZVAL_DEREF(list);
    SEPARATE_ARRAY(list);
    return Z_ARR_P(list);
}

static RedisObject* redisOf(zval* zv) { return zv ? &RedisObject::from(Z_OBJ_P(zv)) : nullptr; }

static RedisObject* knownRedis(zend_string* name) {
    RedisObject* redis = redisOf(zend_hash_find(redisServers(), name));
    if (redis) {
        return redis;
    }
    std::string known;
    zend_string* key;
    ZEND_HASH_FOREACH_STR_KEY(redisServers(), key) {
        known.append(known.empty() ? "\"" : ", \"").append(view(key)).append("\"");
    }
    ZEND_HASH_FOREACH_END();
    throwException(exceptions.config,
                   "There is no server \"%s\"%s%s: its first getConnection() says what it is", ZSTR_VAL(name),
                   known.empty() ? "" : "; known are ", known.c_str());
    return nullptr;
}

static bool agrees(RedisObject& redis, HashTable* conf, zend_string* name) {
    const std::string key = differentOption(Z_ARR_P(redis.given.get()), conf);
    if (key.empty()) {
        return true;
    }
    throwException(exceptions.config,
                   "The server \"%s\" is configured already, with another \"%s\"; Pool::close() it first, or "
                   "leave the options out",
                   ZSTR_VAL(name), key.c_str());
    return false;
}

static zend_object* addRedis(zend_string* name, HashTable* conf) {
    zend_object* object = Class<RedisObject>::create(redisClass());
    RedisObject& redis = RedisObject::from(object);
    const std::string owner = "The server \"" + std::string(view(name)) + "\"";
    if (!redis.configure(conf, std::string(view(name)), owner.c_str())) {
        OBJ_RELEASE(object);
        return nullptr;
    }
    zval copy;
    ZVAL_ARR(&copy, zend_array_dup(conf));
    redis.given.copyFrom(&copy);
    zval_ptr_dtor(&copy);
    zval entry;
    ZVAL_OBJ_COPY(&entry, object);
    zend_hash_update(redisServers(), name, &entry);
    return object;
}

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
    const bool isGiven = conf && zend_hash_num_elements(conf) > 0;
    RedisObject* redis = nullptr;
    if (!isGiven) {
        redis = knownRedis(name);
    } else if ((redis = redisOf(zend_hash_find(redisServers(), name))) != nullptr) {
        redis = agrees(*redis, conf, name) ? redis : nullptr;
    } else {
        zend_object* made = addRedis(name, conf);
        if (!made) {
            RETURN_THROWS();
        }
        RETURN_OBJ(made);
    }
    if (!redis) {
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(redis->object());
}

PHP_METHOD(Aha_Storage_Memory_Pool, stats) {
    zend_string* name = nullptr;
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_STR_OR_NULL(name)
    ZEND_PARSE_PARAMETERS_END();
    if (name) {
        RedisObject* redis = knownRedis(name);
        if (!redis) {
            RETURN_THROWS();
        }
        describeRedis(*redis, return_value);
        return;
    }
    array_init(return_value);
    zend_string* key;
    zval* entry;
    ZEND_HASH_FOREACH_STR_KEY_VAL(redisServers(), key, entry) {
        zval figures;
        describeRedis(*redisOf(entry), &figures);
        zend_hash_update(Z_ARR_P(return_value), key, &figures);
    }
    ZEND_HASH_FOREACH_END();
}

PHP_METHOD(Aha_Storage_Memory_Pool, close) {
    zend_string* name;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_STR(name)
    ZEND_PARSE_PARAMETERS_END();
    RedisObject* redis = knownRedis(name);
    if (!redis) {
        RETURN_THROWS();
    }
    redis->close();
    zend_hash_del(redisServers(), name);
}
