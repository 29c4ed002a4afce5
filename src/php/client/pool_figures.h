#pragma once

#include "core/pool/pool_types.h"
#include "php/zend.h"

#include <string>

namespace aha::php {

// The figures of a pool of connections, as all clients tell them: see Aha\Client\Pool::stats().
void makePoolFigures(zval* figures, const pool::PoolReport& report);

// Adds them, which it takes over, to a table by name. Pools of one peer with different options get a number.
void addPoolFigures(zval* table, const std::string& name, zval* figures);

} // namespace aha::php
