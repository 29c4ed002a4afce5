#include "core/proto/http/chars.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#else
#include <cstring>
#endif

namespace aha::http {

static std::size_t textLengthBytewise(std::string_view text, std::size_t from) {
    while (from < text.size() && !isControl(text[from])) {
        ++from;
    }
    return from;
}

#if defined(__SSE2__)

std::size_t textLength(std::string_view text) {
    const __m128i lastControl = _mm_set1_epi8(0x1f);
    const __m128i tab = _mm_set1_epi8('\t');
    const __m128i del = _mm_set1_epi8(0x7f);
    std::size_t i = 0;
    for (; text.size() - i >= 16; i += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + i));
        const __m128i below = _mm_cmpeq_epi8(_mm_min_epu8(bytes, lastControl), bytes);
        const __m128i control =
            _mm_or_si128(_mm_andnot_si128(_mm_cmpeq_epi8(bytes, tab), below), _mm_cmpeq_epi8(bytes, del));
        const int mask = _mm_movemask_epi8(control);
        if (mask != 0) {
            return i + static_cast<std::size_t>(__builtin_ctz(static_cast<unsigned>(mask)));
        }
    }
    return textLengthBytewise(text, i);
}

#else

// Eight bytes a step; a hit (or a tab) is looked at byte by byte.
std::size_t textLength(std::string_view text) {
    constexpr std::uint64_t ones = 0x0101010101010101u;
    constexpr std::uint64_t highs = 0x8080808080808080u;
    std::size_t i = 0;
    for (; text.size() - i >= 8; i += 8) {
        std::uint64_t word;
        std::memcpy(&word, text.data() + i, 8);
        const std::uint64_t del = word ^ (ones * 0x7f);
        if (((((word - ones * 0x20) & ~word) | ((del - ones) & ~del)) & highs) != 0) {
            const std::size_t end = textLengthBytewise(text.substr(0, i + 8), i);
            if (end < i + 8) {
                return end;
            }
        }
    }
    return textLengthBytewise(text, i);
}

#endif

} // namespace aha::http
