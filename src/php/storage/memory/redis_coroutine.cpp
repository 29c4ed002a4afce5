#include "php/error.h"
#include "php/register.h"
#include "php/storage/memory/redis_operation.h"

#include "php_stubs/Storage/Memory/Coroutine_arginfo.h"

namespace aha::php {

zend_class_entry* awaitableClass();

// Native part of Aha\Storage\Memory\Coroutine: a command that runs when it is yielded.
class RedisCoroutine {
public:
    void visit(Gc& gc) {
        gc.add(redis);
        gc.add(name);
        gc.add(arguments);
    }
    ObjectRef redis;
    Value name, arguments;
};

void registerRedisCoroutine() {
    Class<RedisCoroutine>::install(register_class_Aha_Storage_Memory_Coroutine(awaitableClass()));
}

zend_object* makeRedisCoroutine(RedisObject& redis) {
    zend_object* object = Class<RedisCoroutine>::create(Class<RedisCoroutine>::entry);
    Class<RedisCoroutine>::from(object).redis.set(redis.object());
    return object;
}

// `yield $coroutine` asks for the future from the loop, when the generator is suspended.
static Site yieldedRedisSite(zend_execute_data* frame) {
    zend_execute_data* caller = frame->prev_execute_data;
    Task* task = Runtime::get().current().task;
    if (task && !(caller && caller->func && ZEND_USER_CODE(caller->func->type))) {
        return task->suspendedAt();
    }
    return callerSite();
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Storage_Memory_Coroutine, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Storage_Memory_Coroutine, __call) {
    zval *name, *arguments;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_ZVAL(name)
    Z_PARAM_ARRAY(arguments)
    ZEND_PARSE_PARAMETERS_END();
    auto& coroutine = Class<RedisCoroutine>::from(ZEND_THIS);
    coroutine.name.copyFrom(name);
    coroutine.arguments.copyFrom(arguments);
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Storage_Memory_Coroutine, future) {
    ZEND_PARSE_PARAMETERS_NONE();
    auto& coroutine = Class<RedisCoroutine>::from(ZEND_THIS);
    if (!coroutine.name.isSet()) {
        throwException(exceptions.state, "There is nothing to run: a command comes first");
        RETURN_THROWS();
    }
    HashTable* given = Z_ARR_P(coroutine.arguments.get());
    std::vector<zval> arguments; // borrowed
    zval* argument;
    ZEND_HASH_FOREACH_VAL(given, argument) { arguments.push_back(*argument); }
    ZEND_HASH_FOREACH_END();
    zend_object* future = startRedisCommand(
        RedisObject::from(coroutine.redis.get()), view(Z_STR_P(coroutine.name.get())), arguments.data(),
        static_cast<std::uint32_t>(arguments.size()), true, yieldedRedisSite(execute_data));
    if (!future) {
        RETURN_THROWS();
    }
    RETURN_OBJ(future);
}
