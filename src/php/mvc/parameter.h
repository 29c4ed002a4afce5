#pragma once

#include "php/zend.h"

#include <cstdint>

namespace aha::php {

// The classes that the type of a parameter names. Borrowed from the function.
struct ParameterClasses {
    static constexpr std::uint32_t kMax = 16; // of a union; others are not looked at
    zend_string* names[kMax];
    std::uint32_t count = 0;
    bool allowsNull = false;

    void read(zend_function* function, std::uint32_t index);
};

const char* nameOfParameter(zend_function* function, std::uint32_t index);
std::uint32_t placeOfParameter(zend_function* function, zend_string* name); // ~0: there is none
zend_type typeOfParameter(zend_function* function, std::uint32_t index);

bool isInstantiable(zend_class_entry* ce); // with `new`, from anywhere

} // namespace aha::php
