#pragma once

#include "php/future.h"

namespace aha::php {

enum class Combine : std::uint8_t { All, Settle, Any, Race };

// The future of several operations; closures and generators among them are started. Null with EG(exception)
// set. The caller owns the reference.
zend_object* combine(Combine how, zval* operations, Site site = callerSite());
zend_object* joinAll(zval* operations, Site site = callerSite()); // what `yield [...]` waits for

// Cancels `operation` (reference taken) after the time and fails with TimeoutException.
zend_object* withTimeout(double seconds, zend_object* operation);
// Passes the outcome on, but not a cancellation of the wait.
zend_object* shielded(zend_object* operation);

} // namespace aha::php
