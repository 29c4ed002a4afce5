#pragma once

#include "core/base/histogram.h"
#include "core/pool/pool_state.h"
#include "php/zend.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace aha::php {

// What stats() of databases and servers share.
void addCount(zval* array, const char* key, std::uint64_t value);
void addText(zval* array, const char* key, std::string_view text);
void addTimes(zval* array, const char* key,
              const Histogram& histogram); // count, sum, p50, p95, p99 in seconds
// `resting`: connections that are lent and have nothing to do, which count as idle.
void addPoolFigures(zval* result, const pool::PoolState& state, std::size_t resting = 0);

} // namespace aha::php
