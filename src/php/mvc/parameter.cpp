#include "php/mvc/parameter.h"

namespace aha::php {

const char* nameOfParameter(zend_function* function, std::uint32_t index) {
    return function->type == ZEND_USER_FUNCTION
               ? ZSTR_VAL(function->op_array.arg_info[index].name)
               : reinterpret_cast<zend_internal_arg_info*>(function->internal_function.arg_info)[index].name;
}

zend_type typeOfParameter(zend_function* function, std::uint32_t index) {
    return function->common.arg_info[index].type; // both kinds have it in the same place
}

std::uint32_t placeOfParameter(zend_function* function, zend_string* name) {
    for (std::uint32_t i = 0; i < function->common.num_args; ++i) {
        if (strcmp(nameOfParameter(function, i), ZSTR_VAL(name)) == 0) {
            return i;
        }
    }
    return ~std::uint32_t{0};
}

void ParameterClasses::read(zend_function* function, std::uint32_t index) {
    zend_type type = typeOfParameter(function, index);
    allowsNull = ZEND_TYPE_IS_SET(type) && ZEND_TYPE_ALLOW_NULL(type);
    if (ZEND_TYPE_HAS_NAME(type)) {
        zend_string* name = ZEND_TYPE_NAME(type);
        const bool isSelf = zend_string_equals_literal_ci(name, "self");
        names[count++] = isSelf ? function->common.scope->name : name;
        return;
    }
    if (!ZEND_TYPE_HAS_LIST(type) || ZEND_TYPE_IS_INTERSECTION(type)) {
        return; // no single class has what an intersection asks for
    }
    zend_type* one;
    ZEND_TYPE_FOREACH(type, one) {
        if (ZEND_TYPE_HAS_NAME(*one) && count < kMax) {
            names[count++] = ZEND_TYPE_NAME(*one);
        }
    }
    ZEND_TYPE_FOREACH_END();
}

bool isInstantiable(zend_class_entry* ce) {
    static constexpr std::uint32_t kNever = ZEND_ACC_INTERFACE | ZEND_ACC_TRAIT | ZEND_ACC_ENUM |
                                            ZEND_ACC_EXPLICIT_ABSTRACT_CLASS |
                                            ZEND_ACC_IMPLICIT_ABSTRACT_CLASS;
    return !(ce->ce_flags & kNever) &&
           (!ce->constructor || (ce->constructor->common.fn_flags & ZEND_ACC_PUBLIC));
}

} // namespace aha::php
