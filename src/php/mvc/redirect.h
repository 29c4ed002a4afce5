#pragma once

#include "php/zend.h"

namespace aha::php {

// The arguments 1 and 2 of what redirects. False: ValueError was thrown.
bool checkRedirect(zend_string* url, zend_long status);

} // namespace aha::php
