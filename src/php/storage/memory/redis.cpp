#include "php/storage/memory/redis.h"

#include "php/error.h"
#include "php/register.h"
#include "php/storage/memory/redis_operation.h"
#include "php/storage/memory/redis_script.h"

#include "php_stubs/Storage/Memory/Redis_arginfo.h"

namespace aha::php {

void registerRedis() { Class<RedisObject>::install(register_class_Aha_Storage_Memory_Redis()); }

static void callRedis(zval* self, std::string_view name, zval* arguments, std::uint32_t count,
                      zval* returnValue) {
    const Site site = callerSite();
    RedisObject* redis = RedisObject::constructed(self);
    zval* callback = takeRedisCallback(arguments, count);
    zend_object* future =
        redis ? startRedisCommand(*redis, name, arguments, count, callback != nullptr, site) : nullptr;
    if (future) {
        returnRedisFuture(returnValue, future, callback, site);
    }
}

// key, a list or map, and a callback
static void callRedisWithArray(INTERNAL_FUNCTION_PARAMETERS, const char* name) {
    zend_string* keyText = nullptr;
    zend_long keyNumber = 0;
    zval arguments[2];
    zval* second;
    zend_fcall_info callback;
    zend_fcall_info_cache cache;
    callback.size = 0;
    ZEND_PARSE_PARAMETERS_START(2, 3)
    Z_PARAM_STR_OR_LONG(keyText, keyNumber)
    Z_PARAM_ARRAY(second)
    Z_PARAM_OPTIONAL
    Z_PARAM_FUNC_OR_NULL(callback, cache)
    ZEND_PARSE_PARAMETERS_END();
    if (keyText) {
        ZVAL_STR(&arguments[0], keyText);
    } else {
        ZVAL_LONG(&arguments[0], keyNumber);
    }
    ZVAL_COPY_VALUE(&arguments[1], second);
    const Site site = callerSite();
    RedisObject* redis = RedisObject::constructed(ZEND_THIS);
    zend_object* future =
        redis ? startRedisCommand(*redis, name, arguments, 2, callback.size != 0, site) : nullptr;
    if (future) {
        returnRedisFuture(return_value, future, callback.size ? &callback.function_name : nullptr, site);
    }
}

static void runRedisScript(INTERNAL_FUNCTION_PARAMETERS, bool isSha) {
    zend_string* script;
    HashTable *keys = nullptr, *arguments = nullptr;
    zend_fcall_info callback;
    zend_fcall_info_cache cache;
    callback.size = 0;
    ZEND_PARSE_PARAMETERS_START(1, 4)
    Z_PARAM_STR(script)
    Z_PARAM_OPTIONAL
    Z_PARAM_ARRAY_HT(keys)
    Z_PARAM_ARRAY_HT(arguments)
    Z_PARAM_FUNC_OR_NULL(callback, cache)
    ZEND_PARSE_PARAMETERS_END();
    const Site site = callerSite();
    RedisObject* redis = RedisObject::constructed(ZEND_THIS);
    zend_object* future =
        redis ? startRedisScript(*redis, script, isSha, keys, arguments, callback.size != 0, site) : nullptr;
    if (future) {
        returnRedisFuture(return_value, future, callback.size ? &callback.function_name : nullptr, site);
    }
}

static void runRedisBatch(INTERNAL_FUNCTION_PARAMETERS, bool isMulti) {
    zend_fcall_info work;
    zend_fcall_info_cache cache;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_FUNC(work, cache)
    ZEND_PARSE_PARAMETERS_END();
    const Site site = callerSite();
    RedisObject* redis = RedisObject::constructed(ZEND_THIS);
    zend_object* future =
        redis ? startRedisBatch(*redis, nullptr, nullptr, &work.function_name, isMulti, site) : nullptr;
    if (future) {
        RETVAL_OBJ(future);
    }
}

static void makeKeyScan(INTERNAL_FUNCTION_PARAMETERS, ScanKind kind) {
    zend_string* keyText = nullptr;
    zend_long keyNumber = 0;
    HashTable* options = nullptr;
    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_STR_OR_LONG(keyText, keyNumber)
    Z_PARAM_OPTIONAL
    Z_PARAM_ARRAY_HT(options)
    ZEND_PARSE_PARAMETERS_END();
    zval key;
    if (keyText) {
        ZVAL_STR(&key, keyText);
    } else {
        ZVAL_LONG(&key, keyNumber);
    }
    RedisObject* redis = RedisObject::constructed(ZEND_THIS);
    zend_object* scan = redis ? makeRedisScan(*redis, kind, &key, options) : nullptr;
    if (scan) {
        RETVAL_OBJ(scan);
    }
}

static void subscribeRedis(INTERNAL_FUNCTION_PARAMETERS, bool arePatterns) {
    zend_string* one;
    HashTable *many, *options = nullptr;
    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_ARRAY_HT_OR_STR(many, one)
    Z_PARAM_OPTIONAL
    Z_PARAM_ARRAY_HT(options)
    ZEND_PARSE_PARAMETERS_END();
    RedisObject* redis = RedisObject::constructed(ZEND_THIS);
    zend_object* future = redis ? openRedisSubscription(*redis, arePatterns, one, many, options) : nullptr;
    if (future) {
        RETVAL_OBJ(future);
    }
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Storage_Memory_Redis, __construct) {
    HashTable* conf = nullptr;
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_ARRAY_HT(conf)
    ZEND_PARSE_PARAMETERS_END();
    zval none;
    ZVAL_EMPTY_ARRAY(&none);
    Class<RedisObject>::from(ZEND_THIS).configure(conf ? conf : Z_ARR(none), {},
                                                  "Aha\\Storage\\Memory\\Redis");
}

PHP_METHOD(Aha_Storage_Memory_Redis, __call) {
    zend_string* name;
    HashTable* given;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(name)
    Z_PARAM_ARRAY_HT(given)
    ZEND_PARSE_PARAMETERS_END();
    aha::Few<zval, 8> arguments; // borrowed
    zval* argument;
    ZEND_HASH_FOREACH_VAL(given, argument) { arguments.add(*argument); }
    ZEND_HASH_FOREACH_END();
    callRedis(ZEND_THIS, view(name), arguments.data(), static_cast<std::uint32_t>(arguments.size()),
              return_value);
}

PHP_METHOD(Aha_Storage_Memory_Redis, command) {
    zend_string* name;
    zval* arguments;
    std::uint32_t count;
    ZEND_PARSE_PARAMETERS_START(1, -1)
    Z_PARAM_STR(name)
    Z_PARAM_VARIADIC('*', arguments, count)
    ZEND_PARSE_PARAMETERS_END();
    callRedis(ZEND_THIS, view(name), arguments, count, return_value);
}

PHP_METHOD(Aha_Storage_Memory_Redis, hgetall) {
    zval* key;
    zend_fcall_info callback;
    zend_fcall_info_cache cache;
    callback.size = 0;
    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_ZVAL(key)
    Z_PARAM_OPTIONAL
    Z_PARAM_FUNC_OR_NULL(callback, cache)
    ZEND_PARSE_PARAMETERS_END();
    const Site site = callerSite();
    RedisObject* redis = RedisObject::constructed(ZEND_THIS);
    zend_object* future =
        redis ? startRedisCommand(*redis, "hgetall", key, 1, callback.size != 0, site) : nullptr;
    if (future) {
        returnRedisFuture(return_value, future, callback.size ? &callback.function_name : nullptr, site);
    }
}

PHP_METHOD(Aha_Storage_Memory_Redis, hmget) { callRedisWithArray(INTERNAL_FUNCTION_PARAM_PASSTHRU, "hmget"); }
PHP_METHOD(Aha_Storage_Memory_Redis, hmset) { callRedisWithArray(INTERNAL_FUNCTION_PARAM_PASSTHRU, "hmset"); }
PHP_METHOD(Aha_Storage_Memory_Redis, pipeline) { runRedisBatch(INTERNAL_FUNCTION_PARAM_PASSTHRU, false); }
PHP_METHOD(Aha_Storage_Memory_Redis, multi) { runRedisBatch(INTERNAL_FUNCTION_PARAM_PASSTHRU, true); }
PHP_METHOD(Aha_Storage_Memory_Redis, eval) { runRedisScript(INTERNAL_FUNCTION_PARAM_PASSTHRU, false); }
PHP_METHOD(Aha_Storage_Memory_Redis, evalSha) { runRedisScript(INTERNAL_FUNCTION_PARAM_PASSTHRU, true); }
PHP_METHOD(Aha_Storage_Memory_Redis, subscribe) { subscribeRedis(INTERNAL_FUNCTION_PARAM_PASSTHRU, false); }
PHP_METHOD(Aha_Storage_Memory_Redis, psubscribe) { subscribeRedis(INTERNAL_FUNCTION_PARAM_PASSTHRU, true); }
PHP_METHOD(Aha_Storage_Memory_Redis, hscanAll) {
    makeKeyScan(INTERNAL_FUNCTION_PARAM_PASSTHRU, ScanKind::Hash);
}
PHP_METHOD(Aha_Storage_Memory_Redis, sscanAll) {
    makeKeyScan(INTERNAL_FUNCTION_PARAM_PASSTHRU, ScanKind::Set);
}
PHP_METHOD(Aha_Storage_Memory_Redis, zscanAll) {
    makeKeyScan(INTERNAL_FUNCTION_PARAM_PASSTHRU, ScanKind::SortedSet);
}

PHP_METHOD(Aha_Storage_Memory_Redis, scanAll) {
    HashTable* options = nullptr;
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_ARRAY_HT(options)
    ZEND_PARSE_PARAMETERS_END();
    RedisObject* redis = RedisObject::constructed(ZEND_THIS);
    zend_object* scan = redis ? makeRedisScan(*redis, ScanKind::Keys, nullptr, options) : nullptr;
    if (scan) {
        RETVAL_OBJ(scan);
    }
}

PHP_METHOD(Aha_Storage_Memory_Redis, session) {
    ZEND_PARSE_PARAMETERS_NONE();
    RedisObject* redis = RedisObject::constructed(ZEND_THIS);
    zend_object* future = redis ? openRedisSession(*redis, callerSite()) : nullptr;
    if (future) {
        RETVAL_OBJ(future);
    }
}

PHP_METHOD(Aha_Storage_Memory_Redis, createCoroutine) {
    ZEND_PARSE_PARAMETERS_NONE();
    RedisObject* redis = RedisObject::constructed(ZEND_THIS);
    if (redis) {
        RETVAL_OBJ(makeRedisCoroutine(*redis));
    }
}

PHP_METHOD(Aha_Storage_Memory_Redis, stats) {
    ZEND_PARSE_PARAMETERS_NONE();
    RedisObject* redis = RedisObject::constructed(ZEND_THIS);
    if (redis) {
        describeRedis(*redis, return_value);
    }
}

PHP_METHOD(Aha_Storage_Memory_Redis, close) {
    ZEND_PARSE_PARAMETERS_NONE();
    RedisObject* redis = RedisObject::constructed(ZEND_THIS);
    if (redis) {
        redis->close();
    }
}
