#pragma once

#include "php/zend.h"

namespace aha::php {

// Aha\run(): runs the loop until the callable's task and all its children, and background work, are done.
void runScript(zval* callable, bool inFiber, zval* result);
// Aha\await() outside of the loop: runs it until the future has settled.
void runUntilSettled(zend_object* future, zval* result);

// The same for what the background works for: its tasks are ended as well when nothing can wake them, and
// exit() in one of them is the script's. `method` is named when the loop runs already.
void runUntilBackgroundSettled(zend_object* future, const char* method);

// The same from within a method that has entered the loop already; false: it failed (EG(exception), or
// fatal).
bool runLoopUntilSettled(zend_object* future, zval* result);

} // namespace aha::php
