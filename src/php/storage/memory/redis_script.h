#pragma once

#include "php/storage/memory/redis_operation.h"

namespace aha::php {

// The future, owned by the caller; null: an exception was thrown.
zend_object* startRedisScript(RedisObject& redis, zend_string* script, bool isSha, HashTable* keys,
                              HashTable* arguments, bool isAha, Site site);

} // namespace aha::php
