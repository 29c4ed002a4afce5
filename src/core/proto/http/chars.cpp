#include "core/proto/http/chars.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#else
#include <cstring>
#endif

namespace aha::http {

static std::size_t textEndBytewise(std::string_view text, std::size_t from) {
    while (from < text.size() && !isControl(text[from])) {
        ++from;
    }
    return from;
}

#if defined(__SSE2__)

// One bit for each of 16 bytes.
static unsigned controlsOf(const char* block) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block));
    const __m128i below = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1f)), bytes);
    const __m128i notTab = _mm_andnot_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\t')), below);
    return static_cast<unsigned>(
        _mm_movemask_epi8(_mm_or_si128(notTab, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x7f)))));
}

std::size_t textEnd(std::string_view text, std::size_t from) {
    const std::size_t size = text.size();
    for (; size - from >= 16; from += 16) {
        if (const unsigned controls = controlsOf(text.data() + from)) {
            return from + static_cast<std::size_t>(__builtin_ctz(controls));
        }
    }
    if (size < 16 || from == size) {
        return textEndBytewise(text, from);
    }
    // The last 16 bytes, less those that were looked at already.
    const unsigned controls = controlsOf(text.data() + size - 16) >> (16 - (size - from));
    return controls ? from + static_cast<std::size_t>(__builtin_ctz(controls)) : size;
}

#else

// Eight bytes a step; a hit (or a tab) is looked at byte by byte.
std::size_t textEnd(std::string_view text, std::size_t from) {
    constexpr std::uint64_t ones = 0x0101010101010101u;
    constexpr std::uint64_t highs = 0x8080808080808080u;
    for (; text.size() - from >= 8; from += 8) {
        std::uint64_t word;
        std::memcpy(&word, text.data() + from, 8);
        const std::uint64_t del = word ^ (ones * 0x7f);
        if (((((word - ones * 0x20) & ~word) | ((del - ones) & ~del)) & highs) != 0) {
            const std::size_t end = textEndBytewise(text.substr(0, from + 8), from);
            if (end < from + 8) {
                return end;
            }
        }
    }
    return textEndBytewise(text, from);
}

#endif

} // namespace aha::http
