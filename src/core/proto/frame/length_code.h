#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace aha::frame {

// A number on the wire as pack() of PHP writes it. Values: c C = 8 bits, s S = 16 and l L = 32 and q Q = 64
// as the machine has them, n N J = 16, 32, 64 big endian, v V P = the same little endian; c s l q are signed.
class LengthCode {
public:
    static Result<LengthCode> of(char letter);

    char letter() const { return letter_; }
    std::size_t width() const { return width_; } // bytes: 1, 2, 4 or 8
    // `bytes` holds at least width() bytes. A negative number counts as one too big for anything.
    struct Value {
        std::uint64_t number;
        bool isNegative;
    };
    Value read(const char* bytes) const;
    std::uint64_t maximum() const;                       // the biggest number it can say
    void write(char* bytes, std::uint64_t number) const; // not more than maximum()

private:
    LengthCode(char letter, std::uint8_t width, bool isSigned, bool isBigEndian)
        : letter_(letter), width_(width), isSigned_(isSigned), isBigEndian_(isBigEndian) {}

    char letter_;
    std::uint8_t width_;
    bool isSigned_;
    bool isBigEndian_;
};

// Where a package says how long it is: the number stands at `offset` and counts the bytes from `bodyOffset`
// on.
struct LengthFormat {
    char code = 'N';            // package_length_type
    std::size_t offset = 0;     // package_length_offset
    std::size_t bodyOffset = 0; // package_body_offset: 0 = the number counts the whole package
};

// For sending. The header that goes before a body of so many bytes: the number, and zeros before it if
// `offset` asks for some. TooLarge when the number does not fit its code.
Result<std::string> lengthHeader(const LengthFormat& format, std::size_t bodyBytes);
// Puts the number into a package that has room for it already; InvalidArgument when it is shorter than that.
Result<void> writeLength(const LengthFormat& format, std::string& package);

} // namespace aha::frame
