#include "php/storage/memory/redis_words.h"

#include "core/proto/resp/resp_command.h"
#include "php/error.h"
#include "php/value.h"

#include <algorithm>
#include <cctype>

namespace aha::php {

bool RedisWords::addValue(zval* value, std::uint32_t number) {
    ZVAL_DEREF(value);
    switch (Z_TYPE_P(value)) {
    case IS_STRING: add(view(Z_STR_P(value))); break;
    case IS_LONG: add(texts_.emplace_back(std::to_string(Z_LVAL_P(value)))); break;
    case IS_TRUE: add("1"); break;
    case IS_FALSE: add("0"); break;
    case IS_DOUBLE: {
        zend_string* text = zend_double_to_str(Z_DVAL_P(value));
        texts_.emplace_back(view(text));
        zend_string_release(text);
        add(texts_.back());
        break;
    }
    default:
        zend_type_error("%s: argument #%u must be of type string|int|float|bool, %s given", name().c_str(),
                        number, zend_zval_type_name(value));
        return false;
    }
    return !isTooLong();
}

bool RedisWords::isTooLong() const {
    if (words_.size() <= resp::kMaxArguments) {
        return false;
    }
    zend_value_error("%s: a command has at most %zu words", name().c_str(), resp::kMaxArguments);
    return true;
}

bool RedisWords::addAll(zval* values, std::uint32_t count, std::uint32_t firstNumber) {
    for (std::uint32_t i = 0; i < count; ++i) {
        if (!addValue(&values[i], firstNumber + i)) {
            return false;
        }
    }
    return true;
}

bool RedisWords::addList(HashTable* list, std::uint32_t number) {
    zval* value;
    ZEND_HASH_FOREACH_VAL(list, value) {
        if (!addValue(value, number)) {
            return false;
        }
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

bool RedisWords::addMap(HashTable* map, std::uint32_t number) {
    zend_ulong index;
    zend_string* key;
    zval* value;
    ZEND_HASH_FOREACH_KEY_VAL(map, index, key, value) {
        if (key) {
            add(view(key));
        } else {
            add(texts_.emplace_back(std::to_string(static_cast<zend_long>(index))));
        }
        if (!addValue(value, number)) {
            return false;
        }
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

std::string RedisWords::name() const {
    std::string upper(words_.front().substr(0, 64));
    std::transform(upper.begin(), upper.end(), upper.begin(),
                   [](char c) { return static_cast<char>(std::toupper(static_cast<unsigned char>(c))); });
    return upper;
}

bool RedisWords::belongsTo(client::RedisPlace where) {
    using Place = client::RedisPlace;
    traits_ = client::redisTraits(words());
    const Place place = traits_.place;
    if (place == Place::Shared || place == where || (where == Place::Session && place == Place::Blocking)) {
        return true;
    }
    const char* advice = "would break the connection for the commands after it";
    if (place == Place::Session) {
        advice = "changes the state of its connection: use multi(fn), or session()";
    } else if (place == Place::Subscribe) {
        advice = "turns its connection into something else: use subscribe() and psubscribe()";
    } else if (place == Place::Blocking) {
        advice = "waits in the server: it cannot be part of a batch";
    } else if (words_.front().size() == 4 || words_.front().size() == 5 || words_.front().size() == 6) {
        advice = "is not for connections of a pool: what it would set are options (user, password, database, "
                 "protocol, client_name)";
    }
    throwException(exceptions.state, "%s %s", name().c_str(), advice);
    return false;
}

zval* takeRedisCallback(zval* arguments, std::uint32_t& count) {
    if (count == 0) {
        return nullptr;
    }
    zval* last = &arguments[count - 1];
    ZVAL_DEREF(last);
    const bool isClosure = Z_TYPE_P(last) == IS_OBJECT && Z_OBJCE_P(last) == zend_ce_closure;
    if (!isClosure && !(Z_TYPE_P(last) == IS_ARRAY && zend_is_callable(last, 0, nullptr))) {
        return nullptr;
    }
    --count;
    return last;
}

} // namespace aha::php
