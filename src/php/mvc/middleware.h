#pragma once

#include "php/mvc/group_definitions.h"

namespace aha::php {

// Native part of Aha\Mvc\ExceptionHandlers.
class ExceptionHandlers {
public:
    void visit(Gc& gc) { definitions.visit(gc); }
    GroupDefinitions definitions;
};

// Native part of Aha\Mvc\Middleware: what code has said. Read when the application is run.
class Middleware {
public:
    void visit(Gc& gc) {
        definitions.visit(gc);
        gc.add(handlers_);
    }
    zend_object* handlers(); // the ExceptionHandlers object; borrowed
    GroupDefinitions definitions;

private:
    ObjectRef handlers_;
};

} // namespace aha::php
