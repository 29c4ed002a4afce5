#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <functional>
#include <memory>
#include <random>
#include <string_view>

namespace aha::test {

// How an input reaches a codec: whole, byte by byte, at random places. Each piece is a heap block of exactly
// its size, so that a sanitizer sees a read beyond it, and is gone after the call, so that it sees a view
// kept.
using NextCut = std::function<std::size_t(std::size_t left)>;

inline NextCut whole() {
    return [](std::size_t left) { return left; };
}
inline NextCut byteByByte() {
    return [](std::size_t) { return std::size_t{1}; };
}
inline NextCut randomCuts(unsigned seed) {
    return [engine = std::mt19937(seed)](std::size_t left) mutable {
        const std::size_t most = engine() % 4 == 0 ? left : std::min<std::size_t>(left, 12);
        return 1 + engine() % std::max<std::size_t>(most, 1);
    };
}

// Calls `feed` with piece after piece until it answers false or all is fed; false in the first case.
template <typename Feed> bool feedInPieces(std::string_view input, const NextCut& cut, Feed feed) {
    while (!input.empty()) {
        const std::size_t length = std::min(input.size(), cut(input.size()));
        const std::unique_ptr<char[]> piece(new char[length]);
        std::memcpy(piece.get(), input.data(), length);
        input.remove_prefix(length);
        if (!feed(std::string_view(piece.get(), length))) {
            return false;
        }
    }
    return true;
}

} // namespace aha::test
