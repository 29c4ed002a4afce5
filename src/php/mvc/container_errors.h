#pragma once

#include "php/mvc/parameter.h"

namespace aha::php {

// The exceptions of the container; they are those of PSR-11 where it is loaded. A method that returns a class
// has asked for that first.
void setContainerErrors(zend_class_entry* error, zend_class_entry* notFound); // in MINIT
zend_class_entry* containerError();
zend_class_entry* notFoundError();
void implementContainerInterface(zend_class_entry* ce);
bool isPsrContainer(); // the container implements that interface

void throwNotInstantiable(zend_class_entry* ce);
void throwUnknownParameter(zend_function* constructor, zend_string* name, zend_ulong index);
// `possible`: how many of its classes could be made.
void throwNoValue(zend_function* constructor, std::uint32_t index, const ParameterClasses& classes,
                  std::uint32_t possible);

} // namespace aha::php
