#pragma once

#include "php/class.h"

namespace aha::php {

class Dispatcher;

// Native part of an Aha\Mvc\Controller: the request that it is for, and what its templates are to have.
class Controller {
public:
    void attach(zend_object* self) { self_ = self; }
    void visit(Gc& gc) {
        gc.add(dispatcher_);
        gc.add(variables);
        gc.add(jsVars);
    }
    // Once: the object belongs to the request from now on. False: it has another one, EG(exception) is set.
    bool bind(Dispatcher& request);
    Dispatcher* request() const; // null: EG(exception) is set, it has none

    Value variables; // of templates: an array; undefined: none
    Value jsVars;

private:
    zend_object* self_ = nullptr;
    ObjectRef dispatcher_;
};

bool isControllerClass(zend_class_entry* ce);
// Of a method: whether requests by the convention reach it.
bool isControllerAction(zend_function* method);
// The object of a request, made by the container; the caller owns it. Null: EG(exception) is set.
zend_object* makeController(Dispatcher& request, zend_class_entry* ce);

} // namespace aha::php
