#pragma once

#include "core/client/redis/redis_options.h"
#include "core/client/redis/redis_pubsub.h"
#include "php/zend.h"

#include <cstddef>

namespace aha::php {

// False: ConfigException was thrown. `owner` is whom its message names.
bool parseRedisOptions(HashTable* conf, const char* owner, client::RedisOptions& options);

struct SubscriptionSettings {
    bool parse(HashTable* options); // false: thrown
    std::size_t maxQueued = 1000;
    client::RedisOverflow overflow = client::RedisOverflow::DropOldest;
};

} // namespace aha::php
