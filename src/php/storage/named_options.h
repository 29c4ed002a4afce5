#pragma once

#include "php/zend.h"

#include <string>

namespace aha::php {

// Of something that is configured by name once and asked for again with options: the first key, in the order
// of the alphabet, in which the two differ; "" = none. Values are not named: one may be a password.
std::string differentOption(HashTable* known, HashTable* given);

} // namespace aha::php
