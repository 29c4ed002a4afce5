#pragma once

#include "core/base/few.h"
#include "core/client/redis/redis_command.h"
#include "php/zend.h"

#include <cstddef>
#include <cstdint>
#include <list>
#include <span>
#include <string>
#include <string_view>

namespace aha::php {

// The words of a command, borrowed from PHP values; numbers are written out here.
class RedisWords {
public:
    explicit RedisWords(std::string_view name) { add(name); }
    void add(std::string_view word) { words_.add(word); }
    // False: TypeError was thrown. `number` is that of the argument, for its message.
    bool addValue(zval* value, std::uint32_t number);
    bool addAll(zval* values, std::uint32_t count, std::uint32_t firstNumber = 1);
    bool addList(HashTable* list, std::uint32_t number);
    bool addMap(HashTable* map, std::uint32_t number); // key and value by turns

    // False: StateException was thrown, because a command of this kind does not belong there.
    bool belongsTo(client::RedisPlace place);
    // Only after belongsTo(), which looks at the command.
    void appendTo(client::RedisRequest& request) const { request.add(words(), traits_); }
    std::size_t size() const { return words_.size(); }
    std::span<const std::string_view> words() const { return {words_.data(), words_.size()}; }
    std::string name() const; // in upper case

private:
    bool isTooLong() const;

    Few<std::string_view, 8> words_;
    std::list<std::string> texts_;
    client::RedisTraits traits_;
};

// Takes the closure at the end of the arguments, if there is one; null otherwise.
zval* takeRedisCallback(zval* arguments, std::uint32_t& count);

} // namespace aha::php
