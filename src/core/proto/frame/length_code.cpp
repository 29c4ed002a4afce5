#include "core/proto/frame/length_code.h"

#include "core/base/assert.h"

#include <algorithm>
#include <bit>

namespace aha::frame {

Result<LengthCode> LengthCode::of(char letter) {
    constexpr bool kMachine = std::endian::native == std::endian::big;
    switch (letter) {
    case 'c': return LengthCode(letter, 1, true, kMachine);
    case 'C': return LengthCode(letter, 1, false, kMachine);
    case 's': return LengthCode(letter, 2, true, kMachine);
    case 'S': return LengthCode(letter, 2, false, kMachine);
    case 'l': return LengthCode(letter, 4, true, kMachine);
    case 'L': return LengthCode(letter, 4, false, kMachine);
    case 'q': return LengthCode(letter, 8, true, kMachine);
    case 'Q': return LengthCode(letter, 8, false, kMachine);
    case 'n': return LengthCode(letter, 2, false, true);
    case 'N': return LengthCode(letter, 4, false, true);
    case 'J': return LengthCode(letter, 8, false, true);
    case 'v': return LengthCode(letter, 2, false, false);
    case 'V': return LengthCode(letter, 4, false, false);
    case 'P': return LengthCode(letter, 8, false, false);
    default: break;
    }
    return Error{Errc::InvalidArgument, "package_length_type is one of c C s S l L q Q n N J v V P, not '" +
                                            std::string(1, letter) + "'"};
}

LengthCode::Value LengthCode::read(const char* bytes) const {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < width_; ++i) {
        const std::size_t at = isBigEndian_ ? i : width_ - 1 - i;
        number = number << 8 | static_cast<unsigned char>(bytes[at]);
    }
    const bool isNegative = isSigned_ && (number >> (width_ * 8U - 1) & 1) != 0;
    return {number, isNegative};
}

std::uint64_t LengthCode::maximum() const {
    return ~std::uint64_t{0} >> (64 - width_ * 8U) >> (isSigned_ ? 1 : 0);
}

void LengthCode::write(char* bytes, std::uint64_t number) const {
    AHA_ASSERT(number <= maximum());
    for (std::size_t i = 0; i < width_; ++i) {
        const std::size_t at = isBigEndian_ ? width_ - 1 - i : i;
        bytes[at] = static_cast<char>(number >> (8 * i) & 0xFF);
    }
}

Result<void> writeLength(const LengthFormat& format, std::string& package) {
    const auto code = LengthCode::of(format.code);
    if (!code) {
        return code.error();
    }
    const std::size_t headerBytes = format.offset + code.value().width();
    const std::size_t needed = std::max(headerBytes, format.bodyOffset);
    if (package.size() < needed) {
        return Error{Errc::InvalidArgument, "A package needs " + std::to_string(needed) +
                                                " bytes for its header, and has " +
                                                std::to_string(package.size())};
    }
    const std::uint64_t number = package.size() - format.bodyOffset;
    if (number > code.value().maximum()) {
        return Error{Errc::TooLarge, "The length " + std::to_string(number) +
                                         " does not fit package_length_type '" + format.code + "'"};
    }
    code.value().write(package.data() + format.offset, number);
    return {};
}

Result<std::string> lengthHeader(const LengthFormat& format, std::size_t bodyBytes) {
    const auto code = LengthCode::of(format.code);
    if (!code) {
        return code.error();
    }
    std::string header(std::max(format.offset + code.value().width(), format.bodyOffset), '\0');
    const std::uint64_t number = header.size() + bodyBytes - format.bodyOffset;
    if (number > code.value().maximum()) {
        return Error{Errc::TooLarge, "The length " + std::to_string(number) +
                                         " does not fit package_length_type '" + format.code + "'"};
    }
    code.value().write(header.data() + format.offset, number);
    return header;
}

} // namespace aha::frame
