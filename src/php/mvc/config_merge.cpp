#include "php/mvc/config_merge.h"

#include "php/error.h"

namespace aha::php {

static bool isConfigList(zval* value) {
    return zend_hash_num_elements(Z_ARR_P(value)) > 0 && zend_array_is_list(Z_ARR_P(value));
}

static bool refuseDepth(unsigned depth) {
    if (depth < kMaxConfigDepth) {
        return false;
    }
    throwException(exceptions.config, "The configuration is nested deeper than %u arrays", kMaxConfigDepth);
    return true;
}

static void replaceConfig(zval* base, zval* value) {
    zval old = *base;
    ZVAL_COPY_DEREF(base, value);
    zval_ptr_dtor(&old);
}

static bool areMaps(zval* base, zval* overlay) {
    if (Z_TYPE_P(base) != IS_ARRAY || Z_TYPE_P(overlay) != IS_ARRAY) {
        return false;
    }
    return !isConfigList(base) && !isConfigList(overlay);
}

bool mergeConfig(zval* base, zval* overlay, unsigned depth) {
    ZVAL_DEREF(overlay);
    if (refuseDepth(depth)) {
        return false;
    }
    if (Z_ISREF_P(base)) { // what others refer to is not ours to change
        zval copy;
        ZVAL_COPY_DEREF(&copy, base);
        zval_ptr_dtor(base);
        ZVAL_COPY_VALUE(base, &copy);
    }
    if (!areMaps(base, overlay)) {
        replaceConfig(base, overlay);
        return true;
    }
    SEPARATE_ARRAY(base);
    zend_ulong index;
    zend_string* key;
    zval* value;
    ZEND_HASH_FOREACH_KEY_VAL(Z_ARR_P(overlay), index, key, value) {
        zval* known = key ? zend_hash_find(Z_ARR_P(base), key) : zend_hash_index_find(Z_ARR_P(base), index);
        if (known) {
            if (!mergeConfig(known, value, depth + 1)) {
                return false;
            }
            continue;
        }
        zval copy;
        ZVAL_COPY_DEREF(&copy, value);
        key ? zend_hash_add_new(Z_ARR_P(base), key, &copy)
            : zend_hash_index_add_new(Z_ARR_P(base), index, &copy);
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

static bool layUnder(zval* value, zval* common, unsigned depth) {
    zval merged;
    ZVAL_COPY(&merged, common);
    if (!mergeConfig(&merged, value, depth)) {
        zval_ptr_dtor(&merged);
        return false;
    }
    zval_ptr_dtor(value);
    ZVAL_COPY_VALUE(value, &merged);
    return true;
}

static bool isConfigMap(zval* value) { return Z_TYPE_P(value) == IS_ARRAY && !isConfigList(value); }

bool spreadCommon(zval* values, unsigned depth) {
    if (refuseDepth(depth)) {
        return false;
    }
    SEPARATE_ARRAY(values);
    zval* found = zend_hash_str_find_deref(Z_ARR_P(values), ZEND_STRL("common"));
    zval common;
    ZVAL_UNDEF(&common);
    if (found && isConfigMap(found)) {
        ZVAL_COPY(&common, found);
        zend_hash_str_del(Z_ARR_P(values), ZEND_STRL("common"));
    }
    bool ok = true;
    zval* value;
    ZEND_HASH_FOREACH_VAL(Z_ARR_P(values), value) {
        if (!ok) {
            break;
        }
        if (Z_ISREF_P(value)) {
            zval copy;
            ZVAL_COPY_DEREF(&copy, value);
            zval_ptr_dtor(value);
            ZVAL_COPY_VALUE(value, &copy);
        }
        if (isConfigMap(value)) {
            ok = (Z_ISUNDEF(common) || layUnder(value, &common, depth)) && spreadCommon(value, depth + 1);
        }
    }
    ZEND_HASH_FOREACH_END();
    zval_ptr_dtor(&common);
    return ok;
}

zval* findInConfig(zval* values, std::string_view path) {
    for (;;) {
        if (Z_TYPE_P(values) != IS_ARRAY) {
            return nullptr;
        }
        zval* found = zend_symtable_str_find(Z_ARR_P(values), path.data(), path.size());
        if (found) {
            ZVAL_DEREF(found);
            return found;
        }
        const std::size_t dot = path.find('.');
        if (dot == std::string_view::npos) {
            return nullptr;
        }
        values = zend_symtable_str_find(Z_ARR_P(values), path.data(), dot);
        if (!values) {
            return nullptr;
        }
        ZVAL_DEREF(values);
        path.remove_prefix(dot + 1);
    }
}

bool setInConfig(zval* values, std::string_view path, zval* value) {
    for (unsigned depth = 0;; ++depth) {
        if (refuseDepth(depth)) {
            return false;
        }
        if (Z_TYPE_P(values) != IS_ARRAY) {
            zval map;
            array_init(&map);
            replaceConfig(values, &map);
            zval_ptr_dtor(&map);
        }
        SEPARATE_ARRAY(values);
        const std::size_t dot = path.find('.');
        const bool isLast = dot == std::string_view::npos ||
                            zend_symtable_str_exists(Z_ARR_P(values), path.data(), path.size());
        const std::string_view part = isLast ? path : path.substr(0, dot);
        zval* next = zend_symtable_str_find(Z_ARR_P(values), part.data(), part.size());
        if (!next) {
            zval nothing;
            ZVAL_NULL(&nothing);
            next = zend_symtable_str_update(Z_ARR_P(values), part.data(), part.size(), &nothing);
        }
        if (isLast) {
            return mergeConfig(next, value, depth);
        }
        values = next;
        if (Z_ISREF_P(values)) {
            zval copy;
            ZVAL_COPY_DEREF(&copy, values);
            zval_ptr_dtor(values);
            ZVAL_COPY_VALUE(values, &copy);
        }
        path.remove_prefix(dot + 1);
    }
}

} // namespace aha::php
