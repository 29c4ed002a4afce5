// What the methods of Redis send.
#include "php/error.h"
#include "php/storage/memory/redis_operation.h"

namespace aha::php {

static bool isNamed(std::string_view name, const char* known) {
    return zend_binary_strcasecmp(name.data(), name.size(), known, strlen(known)) == 0;
}

// The forms in which Aha gives and takes maps.
static bool planRedisMaps(RedisPlan& plan, RedisWords& words, std::string_view name, zval* arguments,
                          std::uint32_t count) {
    zval* second = count == 2 ? &arguments[1] : nullptr;
    if (second) {
        ZVAL_DEREF(second);
    }
    const bool isList = second && Z_TYPE_P(second) == IS_ARRAY;
    if (isNamed(name, "hgetall")) {
        plan.shape = RedisShape::Map;
    } else if (isNamed(name, "hmget") && isList) {
        plan.shape = RedisShape::Fields;
        plan.fields = second;
        return words.addValue(&arguments[0], 1) && words.addList(Z_ARR_P(second), 2);
    } else if (isNamed(name, "hmset") && isList) {
        return words.addValue(&arguments[0], 1) && words.addMap(Z_ARR_P(second), 2);
    }
    return words.addAll(arguments, count);
}

zend_object* startRedisCommand(RedisObject& redis, std::string_view name, zval* arguments,
                               std::uint32_t count, bool isAha, Site site) {
    RedisPlan plan;
    RedisWords words(name);
    if (!planRedisMaps(plan, words, name, arguments, count)) {
        return nullptr;
    }
    if (plan.fields && words.size() == 2) {
        zend_value_error("hmget(): the list of fields is empty");
        return nullptr;
    }
    if (!words.belongsTo(client::RedisPlace::Blocking)) {
        return nullptr;
    }
    words.appendTo(plan.request);
    plan.isAha = isAha;
    return RedisOperation::start(redis, nullptr, nullptr, std::move(plan), site);
}

} // namespace aha::php
