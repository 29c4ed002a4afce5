#include "php/mvc/config_merge.h"

#include "php/error.h"

namespace aha::php {

// The arrays of the engine for mvc::ConfigMerge. References are seen through, and what others refer to is not
// ours to change: a copy takes its place.
struct ZvalTree {
    using Node = zval*;
    struct Key {
        zend_string* name; // null: a number
        zend_ulong number;
    };
    class Owned {
    public:
        explicit Owned(zval* value) { ZVAL_COPY_DEREF(&value_, value); }
        Owned(const Owned&) = delete;
        Owned& operator=(const Owned&) = delete;
        ~Owned() { zval_ptr_dtor(&value_); }
        zval* node() { return &value_; }

    private:
        zval value_;
    };

    static mvc::ConfigKind kind(zval* node) {
        ZVAL_DEREF(node);
        if (Z_TYPE_P(node) != IS_ARRAY) {
            return mvc::ConfigKind::Plain;
        }
        const bool isList = zend_hash_num_elements(Z_ARR_P(node)) > 0 && zend_array_is_list(Z_ARR_P(node));
        return isList ? mvc::ConfigKind::List : mvc::ConfigKind::Map;
    }
    static void own(zval* node) {
        if (Z_ISREF_P(node)) {
            Owned value(node);
            swap(node, value);
        }
        if (Z_TYPE_P(node) == IS_ARRAY) {
            SEPARATE_ARRAY(node);
        }
    }
    static void replace(zval* node, zval* with) {
        Owned value(with);
        swap(node, value);
    }
    static void swap(zval* node, Owned& owned) {
        zval old;
        ZVAL_COPY_VALUE(&old, node);
        ZVAL_COPY_VALUE(node, owned.node());
        ZVAL_COPY_VALUE(owned.node(), &old);
    }
    static void makeMap(zval* node) {
        zval map;
        ZVAL_EMPTY_ARRAY(&map);
        replace(node, &map);
    }

    static zval* find(zval* map, Key key) {
        return key.name ? zend_hash_find(arrayOf(map), key.name)
                        : zend_hash_index_find(arrayOf(map), key.number);
    }
    static zval* find(zval* map, std::string_view name) {
        return zend_symtable_str_find(arrayOf(map), name.data(), name.size());
    }
    static zval* add(zval* map, Key key, zval* value) {
        zval copy;
        ZVAL_COPY_DEREF(&copy, value);
        return key.name ? zend_hash_add_new(Z_ARR_P(map), key.name, &copy)
                        : zend_hash_index_add_new(Z_ARR_P(map), key.number, &copy);
    }
    static zval* add(zval* map, std::string_view name, std::nullptr_t) {
        zval nothing;
        ZVAL_NULL(&nothing);
        return zend_symtable_str_update(Z_ARR_P(map), name.data(), name.size(), &nothing);
    }
    static void remove(zval* map, std::string_view name) {
        zend_symtable_str_del(Z_ARR_P(map), name.data(), name.size());
    }
    template <class Visit> static bool each(zval* map, Visit visit) {
        Key key;
        zval* value;
        ZEND_HASH_FOREACH_KEY_VAL(arrayOf(map), key.number, key.name, value) {
            if (!visit(key, value)) {
                return false;
            }
        }
        ZEND_HASH_FOREACH_END();
        return true;
    }

private:
    static zend_array* arrayOf(zval* node) {
        ZVAL_DEREF(node);
        return Z_ARR_P(node);
    }
};

using ZvalMerge = mvc::ConfigMerge<ZvalTree>;

static bool refuseDepth(bool ok) {
    if (!ok) {
        throwException(exceptions.config, "The configuration is nested deeper than %u arrays",
                       mvc::kMaxConfigDepth);
    }
    return ok;
}

bool mergeConfig(zval* base, zval* overlay) { return refuseDepth(ZvalMerge::merge(base, overlay)); }

bool spreadCommon(zval* values) { return refuseDepth(ZvalMerge::spread(values)); }

zval* findInConfig(zval* values, std::string_view path) {
    zval* found = ZvalMerge::find(values, path);
    if (found) {
        ZVAL_DEREF(found);
    }
    return found;
}

bool setInConfig(zval* values, std::string_view path, zval* value) {
    return refuseDepth(ZvalMerge::set(values, path, value));
}

} // namespace aha::php
