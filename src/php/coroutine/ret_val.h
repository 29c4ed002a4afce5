#pragma once

#include "php/class.h"
#include "php/value.h"

namespace aha::php {

// Native part of Coroutine\RetVal: the value that the coroutine ends with which yields it.
class RetVal {
public:
    void visit(Gc& gc) { gc.add(value); }

    Value value;
};

} // namespace aha::php
