#pragma once

#include "php/zend.h"

#include <cstdint>

namespace aha::php {

// Makes a class of ours implement an interface of the user's (PSR-3, PSR-11), when that is there. An internal
// class outlives it, so that everything is undone at the end of the script. One object for each pair, of this
// thread.
class PsrInterface {
public:
    constexpr explicit PsrInterface(const char* name) : name_(name) {}

    // The autoloader is asked once. False: it threw.
    bool implement(zend_class_entry* ce);
    void forget(zend_class_entry* ce);
    bool isImplemented() const { return interface_ != nullptr; }

private:
    const char* name_;
    zend_class_entry* interface_ = nullptr;
    std::uint32_t formerCount_ = 0; // of the class's interfaces
    bool hasAskedAutoloader_ = false;
};

} // namespace aha::php
