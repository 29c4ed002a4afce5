#pragma once

#include "core/base/result.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace aha::http {

enum class Compression : std::uint8_t {
    Gzip,    // "gzip"
    Deflate, // "deflate": the zlib format
    Raw,     // bare blocks: permessage-deflate
};

struct InflateLimits {
    std::uint64_t outputBytes = 8u << 20; // TooLarge: 413; 0 = no limit
    // Output beyond this many times the input so far, and beyond 1 MiB, is a bomb: TooLarge. 0 = no limit.
    std::uint32_t ratio = 200;

    // How many bytes may have come out of `in` bytes; small outputs are not judged by their ratio.
    std::uint64_t cap(std::uint64_t in) const {
        const std::uint64_t most = outputBytes > 0 ? outputBytes : std::uint64_t{1} << 62; // room for sums
        return ratio == 0 ? most : std::min(most, std::max<std::uint64_t>(1u << 20, in * ratio));
    }
};

// Streaming decoder over zlib. Pure; owns the state of zlib, about 40 KiB.
class Inflater {
public:
    explicit Inflater(Compression format, const InflateLimits& limits = {}, int windowBits = 15);
    ~Inflater();
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    // Appends what `in` decodes to. Malformed for broken data and for bytes behind the end.
    Result<void> feed(std::string_view in, std::string& out);
    bool done() const; // the end mark and the checksum were seen
    void reset();      // a new stream: window, limits and errors are forgotten
    // The counters of both limits begin anew and the window stays: the next message of a shared context.
    void resetLimits();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace aha::http
