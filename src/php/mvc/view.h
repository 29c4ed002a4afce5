#pragma once

#include "php/zend.h"

#include <string>
#include <unordered_map>

namespace aha::php {

class Bootstrap;

// A template as it was compiled for a class. Used by those who render it, and by the table while it is known.
struct ViewTemplate {
    zend_op_array* code;
    std::uint32_t users;
};
using ViewTemplates = std::unordered_map<std::string, ViewTemplate*>; // by file and class

// The text that a template of the application makes, as a method of `self` would include it: with
// `variables`, which it takes over. Null: EG(exception) is set.
zend_string* renderTemplate(Bootstrap& bootstrap, zend_object* self, zend_string* name,
                            zend_array* variables);
// What was compiled is read anew from now on.
void forgetTemplates();

bool isVariableName(const zend_string* name); // one that code can say, but not "this"

} // namespace aha::php
