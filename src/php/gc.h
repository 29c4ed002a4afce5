#pragma once

#include "php/value.h"

namespace aha::php {

// Collects what a native part holds, for the engine's cycle collector.
class Gc {
public:
    explicit Gc(zend_get_gc_buffer& buffer) : buffer_(buffer) {}
    void add(zval* zv) { zend_get_gc_buffer_add_zval(&buffer_, zv); }
    void add(Value& value) { add(value.get()); }
    void add(Callable& callable) { add(callable.zv()); }
    void add(zend_object* object) {
        if (object) {
            zend_get_gc_buffer_add_obj(&buffer_, object);
        }
    }
    void add(const ObjectRef& ref) { add(ref.get()); }

private:
    zend_get_gc_buffer& buffer_;
};

} // namespace aha::php
