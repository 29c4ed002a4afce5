#include "php/storage/memory/redis_scan.h"

#include "php/coroutine/wait_line.h"
#include "php/error.h"
#include "php/options.h"
#include "php/register.h"
#include "php/storage/memory/redis_operation.h"
#include "php/storage/memory/redis_values.h"

#include "php_stubs/Storage/Memory/Scan_arginfo.h"

namespace aha::php {

void registerRedisScan() { Class<RedisScan>::install(register_class_Aha_Storage_Memory_Scan()); }

static bool readScanOptions(RedisScan& scan, HashTable* options) {
    OptionReader reader(options, "scanAll()");
    std::string match, type;
    std::int64_t count = 0;
    reader.string("match", match, false);
    reader.integer("count", count, 1, 1'000'000);
    if (scan.kind == ScanKind::Keys) {
        reader.string("type", type, false);
    }
    if (!reader.finish()) {
        return false;
    }
    if (!match.empty()) {
        scan.tail.insert(scan.tail.end(), {"MATCH", match});
    }
    if (count > 0) {
        scan.tail.insert(scan.tail.end(), {"COUNT", std::to_string(count)});
    }
    if (!type.empty()) {
        scan.tail.insert(scan.tail.end(), {"TYPE", type});
    }
    return true;
}

zend_object* makeRedisScan(RedisObject& redis, ScanKind kind, zval* key, HashTable* options) {
    static constexpr const char* kNames[] = {"SCAN", "HSCAN", "SSCAN", "ZSCAN"};
    zend_object* object = Class<RedisScan>::create(Class<RedisScan>::entry);
    RedisScan& scan = Class<RedisScan>::from(object);
    scan.redis.set(redis.object());
    scan.kind = kind;
    scan.head.emplace_back(kNames[static_cast<std::size_t>(kind)]);
    if (key) {
        zend_string* text = zval_get_string(key);
        scan.head.emplace_back(view(text));
        zend_string_release(text);
    }
    if (options && !readScanOptions(scan, options)) {
        OBJ_RELEASE(object);
        return nullptr;
    }
    return object;
}

zend_object* RedisScan::next(zval* self, Site site) {
    if (isRunning) {
        throwException(exceptions.state, "The elements before are still under way: await next() first");
        return nullptr;
    }
    if (isOver) {
        return doneFuture();
    }
    std::vector<std::string_view> words(head.begin(), head.end());
    words.push_back(cursor);
    words.insert(words.end(), tail.begin(), tail.end());
    RedisPlan plan;
    plan.request.add(words);
    plan.shape = RedisShape::Scan;
    zend_object* future =
        RedisOperation::start(RedisObject::from(redis.get()), nullptr, Z_OBJ_P(self), std::move(plan), site);
    isRunning = future != nullptr;
    return future;
}

zend_object* RedisScan::accept(const resp::Reply& reply, zval* elements) {
    const bool isPair = reply.type() == resp::Type::Array && reply.size() == 2 &&
                        reply.type(1) == resp::Type::String && resp::isAggregate(reply.type(2));
    const bool isMap = kind == ScanKind::Hash || kind == ScanKind::SortedSet;
    if (!isPair || (isMap && reply.size(2) % 2 != 0)) {
        return makeException(exceptions.protocol,
                             "The server's answer to " + head.front() + " is not a cursor with a list");
    }
    cursor = std::string(reply.text(1));
    isOver = cursor == "0";
    std::size_t at = 2;
    if (isMap) {
        makeRedisMap(reply, at, kind == ScanKind::SortedSet, elements);
    } else {
        makeRedisValue(reply, at, elements);
    }
    return nullptr;
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Storage_Memory_Scan, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Storage_Memory_Scan, next) {
    ZEND_PARSE_PARAMETERS_NONE();
    zend_object* future = Class<RedisScan>::from(ZEND_THIS).next(ZEND_THIS, callerSite());
    if (!future) {
        RETURN_THROWS();
    }
    RETURN_OBJ(future);
}
