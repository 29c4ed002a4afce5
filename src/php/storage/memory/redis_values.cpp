#include "php/storage/memory/redis_values.h"

#include "php/error.h"
#include "php/register.h"
#include "php/value.h"

#include "php_stubs/Storage/Memory/RedisException_arginfo.h"

#include <algorithm>
#include <cstdlib>

namespace aha::php {

static zend_class_entry* redisExceptionClass; // written in MINIT only

void registerRedisException() {
    redisExceptionClass =
        register_class_Aha_Storage_Memory_RedisException(spl_ce_RuntimeException, exceptions.marker);
}

bool isRedisException(const zval* zv) {
    return Z_TYPE_P(zv) == IS_OBJECT && Z_OBJCE_P(zv) == redisExceptionClass;
}

zend_object* makeRedisException(std::string_view error, const std::string& command, zval* results) {
    zend_object* exception = makeException(redisExceptionClass, error);
    const std::string_view word = resp::errorCode(error);
    const bool isCode = !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || c == '_' || (c >= '0' && c <= '9');
    });
    zend_update_property_stringl(redisExceptionClass, exception, ZEND_STRL("errorCode"), word.data(),
                                 isCode ? word.size() : 0);
    zend_update_property_stringl(redisExceptionClass, exception, ZEND_STRL("command"), command.data(),
                                 command.size());
    if (results) {
        zend_update_property(redisExceptionClass, exception, ZEND_STRL("results"), results);
    }
    return exception;
}

zend_object* makeRedisFailure(const client::RedisFailure& failure) {
    using Kind = client::RedisFailure::Kind;
    switch (failure.kind) {
    case Kind::Exhausted: return makeException(exceptions.pool, failure.error.message);
    case Kind::TimedOut: return makeException(exceptions.timeout, failure.error.message);
    case Kind::Cancelled: return makeException(exceptions.cancelled, failure.error.message);
    case Kind::ConnectFailed: return makeException(exceptions.connect, failure.error.message);
    case Kind::Lost: break;
    }
    return makeException(failure.error);
}

// ---- values

static void makeMap(const resp::Reply& reply, std::size_t& at, bool valuesAreFloats, zval* map) {
    const std::size_t pairs = reply.size(at++) / 2;
    array_init_size(map, static_cast<std::uint32_t>(pairs));
    for (std::size_t i = 0; i < pairs; ++i) {
        zval key, value;
        makeRedisValue(reply, at, &key);
        const std::size_t position = at;
        makeRedisValue(reply, at, &value);
        if (valuesAreFloats && Z_TYPE(value) == IS_STRING) {
            zval_ptr_dtor(&value);
            ZVAL_DOUBLE(&value, std::strtod(std::string(reply.text(position)).c_str(), nullptr));
        }
        if (array_set_zval_key(Z_ARR_P(map), &key, &value) == FAILURE) { // a key that is an array
            zend_clear_exception();
        }
        zval_ptr_dtor(&key);
        zval_ptr_dtor(&value);
    }
}

void makeRedisValue(const resp::Reply& reply, std::size_t& at, zval* value) {
    using Type = resp::Type;
    switch (reply.type(at)) {
    case Type::Nil: ZVAL_NULL(value); break;
    case Type::Integer: ZVAL_LONG(value, reply.integer(at)); break;
    case Type::Bool: ZVAL_BOOL(value, reply.integer(at) != 0); break;
    case Type::Double: ZVAL_DOUBLE(value, reply.number(at)); break;
    case Type::Error: ZVAL_OBJ(value, makeRedisException(reply.text(at), {})); break;
    case Type::Status:
    case Type::String:
    case Type::BigNumber:
    case Type::Verbatim: {
        const std::string_view text = reply.text(at);
        ZVAL_STRINGL_FAST(value, text.data(), text.size());
        break;
    }
    case Type::Map: makeMap(reply, at, false, value); return;
    case Type::Array:
    case Type::Set:
    case Type::Push: {
        const std::size_t count = reply.size(at++);
        array_init_size(value, static_cast<std::uint32_t>(count));
        for (std::size_t i = 0; i < count; ++i) {
            zval element;
            makeRedisValue(reply, at, &element);
            zend_hash_next_index_insert_new(Z_ARR_P(value), &element);
        }
        return;
    }
    }
    ++at;
}

bool makeRedisMap(const resp::Reply& reply, std::size_t at, bool valuesAreFloats, zval* map) {
    const resp::Type type = reply.type(at);
    if ((type != resp::Type::Array && type != resp::Type::Map) || reply.size(at) % 2 != 0) {
        return false;
    }
    makeMap(reply, at, valuesAreFloats, map);
    return true;
}

static void returnRedisProperty(zval* self, const char* name, std::size_t length, zval* result) {
    zval storage;
    zval* value = zend_read_property(redisExceptionClass, Z_OBJ_P(self), name, length, true, &storage);
    ZVAL_COPY_DEREF(result, value);
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Storage_Memory_RedisException, getErrorCode) {
    ZEND_PARSE_PARAMETERS_NONE();
    returnRedisProperty(ZEND_THIS, ZEND_STRL("errorCode"), return_value);
}

PHP_METHOD(Aha_Storage_Memory_RedisException, getCommand) {
    ZEND_PARSE_PARAMETERS_NONE();
    returnRedisProperty(ZEND_THIS, ZEND_STRL("command"), return_value);
}

PHP_METHOD(Aha_Storage_Memory_RedisException, getResults) {
    ZEND_PARSE_PARAMETERS_NONE();
    returnRedisProperty(ZEND_THIS, ZEND_STRL("results"), return_value);
}
