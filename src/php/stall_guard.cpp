#include "php/stall_guard.h"

#include "php/zend.h"

namespace aha::php {

struct StallGuard::Impl {};
StallGuard::StallGuard() = default;
StallGuard::~StallGuard() = default;
void StallGuard::enterPhp(std::uint64_t) {}
void StallGuard::leavePhp() {}

} // namespace aha::php
