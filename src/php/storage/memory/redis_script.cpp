// Lua scripts: known ones by their hash.
#include "php/storage/memory/redis_script.h"
#include "core/net/digest.h"
#include "php/error.h"

namespace aha::php {

static std::string hexOf(const std::string& bytes) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        text += kDigits[value >> 4];
        text += kDigits[value & 15];
    }
    return text;
}

zend_object* startRedisScript(RedisObject& redis, zend_string* script, bool isSha, HashTable* keys,
                              HashTable* arguments, bool isAha, Site site) {
    const std::string sha = isSha ? std::string(view(script)) : hexOf(net::sha1Bytes(view(script)));
    const std::string count = std::to_string(keys ? zend_hash_num_elements(keys) : 0);
    RedisWords values(count); // what follows the script
    if ((keys && !values.addList(keys, 2)) || (arguments && !values.addList(arguments, 3))) {
        return nullptr;
    }
    RedisPlan plan;
    std::vector<std::string_view> words{"EVALSHA", sha};
    words.insert(words.end(), values.words().begin(), values.words().end());
    plan.request.add(words);
    plan.isAha = isAha;
    if (!isSha) {
        plan.script = view(script);
        plan.scriptWords.assign(values.words().begin(), values.words().end());
    }
    return RedisOperation::start(redis, nullptr, nullptr, std::move(plan), site);
}

} // namespace aha::php
