#pragma once

// Differences between PHP versions, and nothing else. Included by zend.h alone.
#if PHP_VERSION_ID < 80200
#error "Aha needs PHP 8.2 or newer"
#endif

// XtOffsetOf goes away in PHP 8.6; every supported compiler has offsetof for standard-layout types.
#include <cstddef>
