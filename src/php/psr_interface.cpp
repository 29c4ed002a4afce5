#include "php/psr_interface.h"

#include <cstdlib>

namespace aha::php {

// The engine would end the script over a method that is missing, and copy constants into the internal class.
static bool fitsInterface(zend_class_entry* ce, zend_class_entry* interface) {
    if (!(interface->ce_flags & ZEND_ACC_INTERFACE) || !(interface->ce_flags & ZEND_ACC_LINKED) ||
        zend_hash_num_elements(&interface->constants_table) > 0) {
        return false;
    }
    zend_string* name;
    ZEND_HASH_FOREACH_STR_KEY(&interface->function_table, name) {
        if (!zend_hash_exists(&ce->function_table, name)) {
            return false;
        }
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

bool PsrInterface::implement(zend_class_entry* ce) {
    if (interface_) {
        return true;
    }
    zend_string* name = zend_string_init(name_, strlen(name_), false);
    std::uint32_t flags = hasAskedAutoloader_ ? ZEND_FETCH_CLASS_NO_AUTOLOAD : 0;
    hasAskedAutoloader_ = true;
    zend_class_entry* interface = zend_lookup_class_ex(name, nullptr, flags);
    zend_string_release(name);
    if (EG(exception)) {
        return false;
    }
    // The autoloader may have made an object of ours itself.
    if (interface && !interface_ && fitsInterface(ce, interface)) {
        interface_ = interface;
        formerCount_ = ce->num_interfaces;
        zend_do_implement_interface(ce, interface);
    }
    return true;
}

void PsrInterface::forget(zend_class_entry* ce) {
    const bool wasThere = interface_ != nullptr;
    interface_ = nullptr;
    hasAskedAutoloader_ = false;
    if (!wasThere) {
        return;
    }
    ce->num_interfaces = formerCount_;
    if (formerCount_ == 0) {
        free(ce->interfaces);
        ce->interfaces = nullptr;
    }
    zval* entry;
    ZEND_HASH_FOREACH_VAL(&ce->function_table, entry) {
        auto* function = static_cast<zend_function*>(Z_PTR_P(entry));
        if (function->common.prototype && function->common.prototype->common.scope->type == ZEND_USER_CLASS) {
            function->common.prototype = nullptr;
        }
    }
    ZEND_HASH_FOREACH_END();
}

} // namespace aha::php
