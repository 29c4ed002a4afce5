#pragma once

#include "core/client/redis/redis_call.h"
#include "php/zend.h"

#include <string>
#include <string_view>

namespace aha::php {

// The reply, or the part at `at`, as a PHP value; `at` is moved behind it. Errors within become objects.
void makeRedisValue(const resp::Reply& reply, std::size_t& at, zval* value);
// A list of names and values by turns, or a map, as an array by name; false: it is none.
bool makeRedisMap(const resp::Reply& reply, std::size_t at, bool valuesAreFloats, zval* map);

// Not thrown; the caller owns the reference.
zend_object* makeRedisException(std::string_view error, const std::string& command, zval* results = nullptr);
zend_object* makeRedisFailure(const client::RedisFailure& failure);
bool isRedisException(const zval* zv);

} // namespace aha::php
