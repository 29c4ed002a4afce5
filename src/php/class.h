#pragma once

#include "php/gc.h"
#include "php/zend.h"

#include <cstddef>
#include <new>

namespace aha::php {

// The layout of every object with native state: the native part, then the zend_object.
template <typename T> struct Box {
    alignas(T) std::byte storage[sizeof(T)];
    zend_object std;
};

// Binds the native type T to a PHP class: create, free, get_gc. T is default constructible and has
// `void visit(Gc&)`, which reports every PHP value it holds; a T that wants to know its object has
// `void attach(zend_object*)`. Several T may stand behind one class entry (all futures do).
template <typename T> class Class {
public:
    static inline zend_class_entry* entry = nullptr; // written in MINIT only
    static inline zend_object_handlers handlers;     // likewise

    static void install(zend_class_entry* ce) {
        entry = ce;
        ce->create_object = create;
        initHandlers();
    }
    static void initHandlers() {
        handlers = std_object_handlers;
        handlers.offset = offsetof(Box<T>, std);
        handlers.free_obj = free;
        handlers.get_gc = getGc;
        handlers.clone_obj = nullptr;
        handlers.compare = zend_objects_not_comparable;
    }

    static zend_object* create(zend_class_entry* ce) {
        auto* box = static_cast<Box<T>*>(zend_object_alloc(sizeof(Box<T>), ce));
        zend_object_std_init(&box->std, ce);
        if (ce->default_properties_count) {
            object_properties_init(&box->std, ce);
        }
        box->std.handlers = &handlers;
        T* native = new (box->storage) T();
        if constexpr (requires { native->attach(&box->std); }) {
            native->attach(&box->std);
        }
        return &box->std;
    }
    static T& make() { return from(create(entry)); }

    static T& from(zend_object* object) {
        return *std::launder(reinterpret_cast<T*>(reinterpret_cast<char*>(object) - offsetof(Box<T>, std)));
    }
    static T& from(zval* zv) { return from(Z_OBJ_P(zv)); }
    static zend_object* objectOf(T& native) {
        return reinterpret_cast<zend_object*>(reinterpret_cast<char*>(&native) + offsetof(Box<T>, std));
    }

private:
    static void free(zend_object* object) {
        from(object).~T();
        zend_object_std_dtor(object);
    }
    static HashTable* getGc(zend_object* object, zval** table, int* count) {
        zend_get_gc_buffer* buffer = zend_get_gc_buffer_create();
        Gc gc(*buffer);
        from(object).visit(gc);
        for (int i = 0; i < object->ce->default_properties_count; ++i) {
            gc.add(&object->properties_table[i]);
        }
        zend_get_gc_buffer_use(buffer, table, count);
        return object->properties;
    }
};

} // namespace aha::php
