#pragma once

#include "php/zend.h"

#include <string_view>

namespace aha::php {

// Reads configuration from files. Each returns false with EG(exception) set when a file is bad; `values` is
// an array that they add to. They run user code, so nothing with a destructor is kept meanwhile.

// Sections of an Aha application, and those of the environment's folder laid over them.
bool readConfigFolder(zend_string* folder, std::string_view environ, zval* values);
// share, mode, module, private; see Aha\Mvc\Config::tree(). `found` says whether the folder is there.
bool readConfigTree(zend_string* folder, std::string_view mode, std::string_view module, zval* values,
                    bool& found);

// Runs a PHP file with variables of its own; `result` is what it returns. False: EG(exception), or the file
// cannot be opened (nothing was thrown then but PHP's warning).
bool runFile(zend_string* path, zval* result);
bool isFolder(zend_string* path);

} // namespace aha::php
