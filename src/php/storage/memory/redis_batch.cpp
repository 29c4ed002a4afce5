#include "php/error.h"
#include "php/register.h"
#include "php/storage/memory/redis_operation.h"

#include "php_stubs/Storage/Memory/Batch_arginfo.h"

namespace aha::php {

void registerRedisBatch() { Class<RedisBatch>::install(register_class_Aha_Storage_Memory_Batch()); }

bool RedisBatch::record(RedisWords& words) {
    static constexpr std::size_t kMaxCommands = 1'000'000;
    if (!isOpen) {
        throwException(exceptions.state, "The batch has been sent: it records nothing any more");
        return false;
    }
    if (!words.belongsTo(client::RedisPlace::Shared)) {
        return false;
    }
    if (plan.names.size() >= kMaxCommands) {
        throwException(exceptions.state, "A batch has at most %zu commands", kMaxCommands);
        return false;
    }
    words.appendTo(plan.request);
    plan.names.push_back(words.name());
    return true;
}

bool recordRedisBatch(zval* work, bool isMulti, RedisPlan& plan) {
    zval argument, result;
    ZVAL_OBJ(&argument, Class<RedisBatch>::create(Class<RedisBatch>::entry));
    RedisBatch& batch = Class<RedisBatch>::from(&argument);
    if (isMulti) {
        RedisWords("MULTI").appendTo(batch.plan.request);
    }
    Callable::call(work, &result, 1, &argument);
    const bool isGenerator = Z_TYPE(result) == IS_OBJECT && Z_OBJCE(result) == zend_ce_generator;
    zval_ptr_dtor(&result);
    batch.isOpen = false;
    if (isGenerator && !EG(exception)) {
        throwException(exceptions.state, "The function only records commands: it must not yield");
    }
    if (!EG(exception)) {
        if (isMulti) {
            RedisWords("EXEC").appendTo(batch.plan.request);
        }
        plan = std::move(batch.plan);
        plan.shape = isMulti ? RedisShape::Multi : RedisShape::Batch;
    }
    zval_ptr_dtor(&argument);
    return !EG(exception);
}

zend_object* startRedisBatch(RedisObject& redis, client::RedisSession* session, zend_object* owner,
                             zval* work, bool isMulti, Site site) {
    RedisPlan plan;
    if (!recordRedisBatch(work, isMulti, plan)) {
        return nullptr;
    }
    if (plan.names.empty() && !(session && isMulti)) { // there EXEC ends a WATCH
        zval none;
        ZVAL_EMPTY_ARRAY(&none);
        return Runtime::get().readyFuture(&none);
    }
    return RedisOperation::start(redis, session, owner, std::move(plan), site);
}

static bool recordCommand(zval* self, std::string_view name, zval* arguments, std::uint32_t count) {
    RedisWords words(name);
    return words.addAll(arguments, count) && Class<RedisBatch>::from(self).record(words);
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Storage_Memory_Batch, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Storage_Memory_Batch, __call) {
    zend_string* name;
    HashTable* arguments;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(name)
    Z_PARAM_ARRAY_HT(arguments)
    ZEND_PARSE_PARAMETERS_END();
    RedisWords words(view(name));
    if (!words.addList(arguments, 1) || !Class<RedisBatch>::from(ZEND_THIS).record(words)) {
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Aha_Storage_Memory_Batch, command) {
    zend_string* name;
    zval* arguments;
    std::uint32_t count;
    ZEND_PARSE_PARAMETERS_START(1, -1)
    Z_PARAM_STR(name)
    Z_PARAM_VARIADIC('*', arguments, count)
    ZEND_PARSE_PARAMETERS_END();
    if (!recordCommand(ZEND_THIS, view(name), arguments, count)) {
        RETURN_THROWS();
    }
    RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
}
