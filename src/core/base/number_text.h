#pragma once

#include <array>
#include <charconv>
#include <string>

namespace aha {

// As printf's %g writes it. Not with snprintf: PHP's headers put their own in its place, which writes 1.0e+7,
// and which of both a file gets depends on the order of the headers before it.
inline std::string numberText(double number) {
    std::array<char, 40> text;
    const auto end = std::to_chars(text.begin(), text.end(), number, std::chars_format::general, 6);
    return {text.data(), end.ptr};
}

} // namespace aha
