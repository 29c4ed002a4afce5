#pragma once

#include "php/zend.h"

#include <cstdint>

namespace aha::php {

// How a visit to PHP ended.
enum class Entered : std::uint8_t {
    Ok,
    Threw, // EG(exception) is set; the caller takes it with takeException()
    Exit,  // exit(): unwound and cleared, the process may go on
    Fatal, // longjmp or memory limit: PHP must not be entered again in this process
};

// The one door from the loop into PHP. `body` holds no C++ objects with destructors while PHP runs.
Entered enter(void (*body)(void*), void* argument, std::uint64_t deadlineMs = 0) noexcept;

// Takes the pending exception; the caller owns the reference. Null when there is none.
zend_object* takeException();

} // namespace aha::php
