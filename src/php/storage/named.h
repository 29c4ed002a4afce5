#pragma once

#include "php/class.h"
#include "php/value.h"
#include "php/zend.h"

#include <string>

namespace aha::php {

// The databases, or the servers, of a process by name; each with the options it was configured with.
// Held by a static property of a class, which outlives the loop: what was configured before a fork is known
// in the workers. Calls nothing.
class NamedPools {
public:
    constexpr NamedPools(const char* noun, const char* property) : noun_(noun), property_(property) {}
    void attach(zend_class_entry* ce) { class_ = ce; } // in MINIT only

    HashTable* all() const; // name => object, to be changed in place
    zend_object* find(zend_string* name) const;
    zend_object* require(zend_string* name) const; // null: an exception was thrown

    // getConnection(): the one that is known, or a new one; owned by the caller. Null: an exception was
    // thrown.
    template <class Object>
    zend_object* connection(zend_string* name, HashTable* conf, zend_class_entry* ce) const;

private:
    bool isAsBefore(zend_string* name, HashTable* given, HashTable* conf) const;
    std::string ownerOf(zend_string* name) const;

    const char* noun_;
    const char* property_;
    zend_class_entry* class_ = nullptr;
};

const NamedPools& databasePools();
const NamedPools& redisPools();

template <class Object>
zend_object* NamedPools::connection(zend_string* name, HashTable* conf, zend_class_entry* ce) const {
    if (zend_object* known = conf ? find(name) : require(name)) {
        if (conf && !isAsBefore(name, Z_ARR_P(Object::from(known).given.get()), conf)) {
            return nullptr;
        }
        GC_ADDREF(known);
        return known;
    }
    if (!conf) {
        return nullptr;
    }
    zval made;
    ZVAL_OBJ(&made, Class<Object>::create(ce));
    Object& object = Object::from(Z_OBJ(made));
    if (!object.configure(conf, std::string(view(name)), ownerOf(name).c_str())) {
        zval_ptr_dtor(&made);
        return nullptr;
    }
    zval given;
    ZVAL_ARR(&given, zend_array_dup(conf));
    object.given.copyFrom(&given);
    zval_ptr_dtor(&given);
    Z_ADDREF(made);
    zend_hash_update(all(), name, &made);
    return Z_OBJ(made);
}

} // namespace aha::php
