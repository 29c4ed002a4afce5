#pragma once

// Differences between PHP versions, and nothing else. Included by zend.h alone.
#if PHP_VERSION_ID < 80200
#error "Aha needs PHP 8.2 or newer"
#endif

// XtOffsetOf goes away in PHP 8.6; every supported compiler has offsetof for standard-layout types.
#include <cstddef>

namespace aha::php {

// The memory limit was hit, by a PHP that unwinds at it instead of jumping: a loop that allocates has to end,
// the engine says so when it is back.
inline bool isOutOfMemory() {
#ifdef ZEND_HAS_OOM
    return ZEND_HAS_OOM();
#else
    return false;
#endif
}

} // namespace aha::php
