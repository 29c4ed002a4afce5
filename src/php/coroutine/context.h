#pragma once

#include "php/zend.h"

namespace aha::php {

// The Coroutine\Context object of the running task, else of the current scope; made on first use. Borrowed.
zend_object* currentContext();

} // namespace aha::php
