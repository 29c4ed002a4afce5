#pragma once

#include "php/zend.h"

namespace aha::php {

// Aha\run(): runs the loop until the callable's task and all its children, and background work, are done.
void runScript(zval* callable, bool inFiber, zval* result);
// Aha\await() outside of the loop: runs it until the future has settled.
void runUntilSettled(zend_object* future, zval* result);

// The same for what tasks in the background work for; exit() in one of them is the script's. `method` is
// named where the loop cannot run. When nothing can wake them, `breakDeadlock` is to end them; false: it
// cannot.
void runUntilBackgroundSettled(zend_object* future, const char* method,
                               bool (*breakDeadlock)(zend_object* future));

// The same from within a method that has entered the loop already; false: it failed (EG(exception), or
// fatal).
bool runLoopUntilSettled(zend_object* future, zval* result);

} // namespace aha::php
