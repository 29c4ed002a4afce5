#include "php/storage/named_options.h"

#include "php/value.h"

#include <algorithm>
#include <vector>

namespace aha::php {

std::string differentOption(HashTable* known, HashTable* given) {
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

} // namespace aha::php
