#pragma once

// Asserts state a bug of ours, never a condition of the world. They stay on in release builds:
// each is one predictable branch, and stopping beats serving from a corrupt state.
namespace aha {
[[noreturn]] void assertFailed(const char* expression, const char* file, int line) noexcept;
}

#define AHA_ASSERT(expression) ((expression) ? void(0) : ::aha::assertFailed(#expression, __FILE__, __LINE__))
