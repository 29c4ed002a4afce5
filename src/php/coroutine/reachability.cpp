#include "php/coroutine/reachability.h"

#include "php/future.h"

#include <array>

namespace aha::php {

static std::array<zend_class_entry*, 16> wakers; // written in MINIT only
static std::size_t wakerCount;

void registerWaker(zend_class_entry* ce) {
    AHA_ASSERT(wakerCount < wakers.size());
    wakers[wakerCount++] = ce;
}

static bool isObject(zend_refcounted* counted) { return GC_TYPE(counted) == IS_OBJECT; }

static zend_object* objectOf(zend_refcounted* counted) { return reinterpret_cast<zend_object*>(counted); }

static bool isWaker(zend_refcounted* counted) {
    if (!isObject(counted)) {
        return false;
    }
    zend_class_entry* ce = objectOf(counted)->ce;
    if (ce == zend_ce_generator || ce == zend_ce_fiber) {
        return true; // whoever holds one may resume it by hand
    }
    for (std::size_t i = 0; i < wakerCount; ++i) {
        if (instanceof_function(ce, wakers[i])) {
            return true;
        }
    }
    return false;
}

// Calls `visit` with each counted value it refers to, as often as it does.
template <typename Visit> void Reachability::eachChild(zend_refcounted* counted, Visit visit) {
    children_.clear();
    auto take = [this](zval* zv) {
        if (Z_TYPE_P(zv) == IS_INDIRECT) {
            zv = Z_INDIRECT_P(zv);
        }
        if (Z_REFCOUNTED_P(zv) && (Z_COLLECTABLE_P(zv) || Z_ISREF_P(zv))) {
            children_.push_back(*zv);
        }
    };
    auto takeAll = [&take](zend_array* array) {
        zval* element;
        ZEND_HASH_FOREACH_VAL(array, element) { take(element); }
        ZEND_HASH_FOREACH_END();
    };
    if (isObject(counted)) {
        zend_object* object = objectOf(counted);
        zval* table = nullptr;
        int count = 0;
        zend_array* array = object->handlers->get_gc(object, &table, &count);
        for (int i = 0; i < count; ++i) {
            take(&table[i]);
        }
        if (array) {
            takeAll(array);
        }
    } else if (GC_TYPE(counted) == IS_ARRAY) {
        takeAll(reinterpret_cast<zend_array*>(counted));
    } else if (GC_TYPE(counted) == IS_REFERENCE) {
        take(&reinterpret_cast<zend_reference*>(counted)->val);
    }
    for (zval& child : children_) {
        visit(Z_COUNTED(child));
    }
}

void Reachability::meet(zend_refcounted* child) {
    auto [found, isNew] = nodes_.try_emplace(child);
    ++found->second.inside;
    if (isNew) {
        work_.push_back(child);
    }
}

void Reachability::addHeld(zend_object* object) { meet(reinterpret_cast<zend_refcounted*>(object)); }

bool Reachability::contains(zend_object* object) const {
    return nodes_.count(reinterpret_cast<zend_refcounted*>(object)) > 0;
}

// Finds everything that can be reached from the tasks; false: it is too much.
bool Reachability::traverse() {
    while (!work_.empty()) {
        if (nodes_.size() > kMaxNodes) {
            return false;
        }
        zend_refcounted* counted = work_.back();
        work_.pop_back();
        if (isObject(counted) && instanceof_function(objectOf(counted)->ce, Class<Future>::entry)) {
            Future& future = Future::from(objectOf(counted));
            if (!future.isSettled()) {
                if (future.mayBeSettledFromOutside()) {
                    return false; // it may be what wakes one of them
                }
                if (future.holdsItself()) {
                    ++nodes_[counted].inside;
                }
            }
        }
        eachChild(counted, [this](zend_refcounted* child) { meet(child); });
    }
    return true;
}

// What is held from outside, and what can be reached from there; false: a waker is among it.
bool Reachability::spread() {
    for (auto& [counted, node] : nodes_) {
        bool weak = isObject(counted) && (OBJ_FLAGS(objectOf(counted)) & IS_OBJ_WEAKLY_REFERENCED);
        if (weak || GC_REFCOUNT(counted) != node.inside) { // fewer than counted would be a bug: no report
            node.alive = true;
            work_.push_back(counted);
        }
    }
    while (!work_.empty()) {
        zend_refcounted* counted = work_.back();
        work_.pop_back();
        if (isWaker(counted)) {
            return false;
        }
        eachChild(counted, [this](zend_refcounted* child) {
            Node& node = nodes_[child];
            if (!node.alive) {
                node.alive = true;
                work_.push_back(child);
            }
        });
    }
    return true;
}

bool Reachability::anyWakerFromOutside() {
    bool inside = traverse() && spread();
    work_.clear();
    return !inside;
}

} // namespace aha::php
