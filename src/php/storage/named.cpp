#include "php/storage/named.h"

#include "php/error.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace aha::php {

HashTable* NamedPools::all() const {
    zval* list = zend_read_static_property(class_, property_, std::strlen(property_), false);
    ZVAL_DEREF(list);
    SEPARATE_ARRAY(list);
    return Z_ARR_P(list);
}

zend_object* NamedPools::find(zend_string* name) const {
    zval* known = zend_hash_find(all(), name);
    return known ? Z_OBJ_P(known) : nullptr;
}

zend_object* NamedPools::require(zend_string* name) const {
    if (zend_object* known = find(name)) {
        return known;
    }
    std::string known;
    zend_string* key;
    ZEND_HASH_FOREACH_STR_KEY(all(), key) {
        known.append(known.empty() ? "\"" : ", \"").append(view(key)).append("\"");
    }
    ZEND_HASH_FOREACH_END();
    throwException(exceptions.config, "There is no %s \"%s\"%s%s: its first getConnection() says what it is",
                   noun_, ZSTR_VAL(name), known.empty() ? "" : "; known are ", known.c_str());
    return nullptr;
}

std::string NamedPools::ownerOf(zend_string* name) const {
    return "The " + std::string(noun_) + " \"" + std::string(view(name)) + "\"";
}

// The first key in which the two differ; "" = none. Values are not named: one may be a password.
static std::string differenceOf(HashTable* known, HashTable* given) {
    std::vector<std::string> keys;
    for (HashTable* side : {known, given}) {
        zend_string* key;
        ZEND_HASH_FOREACH_STR_KEY(side, key) {
            if (key) {
                keys.emplace_back(view(key));
            }
        }
        ZEND_HASH_FOREACH_END();
    }
    std::sort(keys.begin(), keys.end());
    for (const std::string& key : keys) {
        zval* before = zend_hash_str_find_deref(known, key.data(), key.size());
        zval* now = zend_hash_str_find_deref(given, key.data(), key.size());
        if (!before || !now || !zend_is_identical(before, now)) {
            return key;
        }
    }
    return {};
}

bool NamedPools::isAsBefore(zend_string* name, HashTable* given, HashTable* conf) const {
    const std::string key = differenceOf(given, conf);
    if (key.empty()) {
        return true;
    }
    throwException(exceptions.config,
                   "%s is configured already, with another \"%s\"; Pool::close() it first, or leave the "
                   "options out",
                   ownerOf(name).c_str(), key.c_str());
    return false;
}

} // namespace aha::php
