// Makes Aha\Log\Logger a Psr\Log\LoggerInterface, which is a class of the user's: an internal class outlives
// it, so that everything is undone at the end of the script.
#include "php/log/logger_table.h"
#include "php/zend.h"

#include <cstdlib>

namespace aha::php {

struct PsrState {
    zend_class_entry* interface = nullptr;
    std::uint32_t formerCount = 0; // of the class's interfaces
    bool hasAskedAutoloader = false;
};

static PsrState& psrState() {
#ifdef ZTS
    static thread_local PsrState state;
#else
    static PsrState state;
#endif
    return state;
}

// The engine would end the script over a method that is missing, and copy constants into the internal class.
static bool fits(zend_class_entry* ce, zend_class_entry* interface) {
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

bool implementPsrInterface(zend_class_entry* ce) {
    PsrState& state = psrState();
    if (state.interface) {
        return true;
    }
    zend_string* name = zend_string_init(ZEND_STRL("Psr\\Log\\LoggerInterface"), false);
    std::uint32_t flags = state.hasAskedAutoloader ? ZEND_FETCH_CLASS_NO_AUTOLOAD : 0;
    state.hasAskedAutoloader = true;
    zend_class_entry* interface = zend_lookup_class_ex(name, nullptr, flags);
    zend_string_release(name);
    if (EG(exception)) {
        return false;
    }
    if (interface && !state.interface &&
        fits(ce, interface)) { // the autoloader may have made a logger itself
        state.interface = interface;
        state.formerCount = ce->num_interfaces;
        zend_do_implement_interface(ce, interface);
    }
    return true;
}

void forgetPsrInterface(zend_class_entry* ce) {
    PsrState& state = psrState();
    zend_class_entry* interface = state.interface;
    std::uint32_t formerCount = state.formerCount;
    state = {};
    if (!interface) {
        return;
    }
    ce->num_interfaces = formerCount;
    if (formerCount == 0) {
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
