#include "core/proto/resp/resp_command.h"

#include "core/base/assert.h"

#include <charconv>
#include <cstdint>
#include <cstring>

namespace aha::resp {

// Written by hand: the formatters of hiredis allocate and copy once more for each command, a tenth of what a
// GET costs. The tests read it back.
static char* writeLength(char* out, char mark, std::size_t length) {
    constexpr std::size_t kMaxDigits = 20;
    *out++ = mark;
    out = std::to_chars(out, out + kMaxDigits, length).ptr;
    *out++ = '\r';
    *out++ = '\n';
    return out;
}

static std::size_t digitsOf(std::size_t number) {
    std::size_t digits = 1;
    for (; number >= 10; number /= 10) {
        ++digits;
    }
    return digits;
}

void appendCommand(std::string& out, std::span<const std::string_view> arguments) {
    AHA_ASSERT(!arguments.empty() && arguments.size() <= kMaxArguments);
    constexpr std::size_t kMarkAndEnd = 3;
    std::size_t size = kMarkAndEnd + digitsOf(arguments.size());
    for (std::string_view argument : arguments) {
        size += kMarkAndEnd + digitsOf(argument.size()) + argument.size() + 2;
    }
    const std::size_t before = out.size();
    out.resize(before + size);
    char* at = writeLength(out.data() + before, '*', arguments.size());
    for (std::string_view argument : arguments) {
        at = writeLength(at, '$', argument.size());
        if (!argument.empty()) {
            std::memcpy(at, argument.data(), argument.size());
            at += argument.size();
        }
        *at++ = '\r';
        *at++ = '\n';
    }
    AHA_ASSERT(at == out.data() + out.size());
}

} // namespace aha::resp
