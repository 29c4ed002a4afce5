#pragma once

#include "php/class.h"

#include <string_view>

namespace aha::php {

// Native part of Aha\Mvc\Config: one array, copied when it is changed. A section that was read from another
// one shares its array.
class Config {
public:
    Config();
    void visit(Gc& gc);

    // Borrowed, null: missing. Names of sections are found in lower case, too.
    zval* find(std::string_view path);
    bool set(std::string_view path, zval* value); // false: EG(exception)
    // What files have, taken over; what was set in code is laid over it.
    bool adopt(zval* values);

    Value values; // array
    bool isView = false;

private:
    Value code_; // array: what set() was given
};

} // namespace aha::php
