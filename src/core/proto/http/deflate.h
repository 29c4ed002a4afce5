#pragma once

#include "core/proto/http/inflate.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace aha::http {

// Streaming encoder over zlib. Pure; owns the state of zlib, about 256 KiB at the default window.
class Deflater {
public:
    enum class Flush : std::uint8_t {
        None,   // output comes when a block is full
        Sync,   // all input so far can be decoded
        Finish, // the end; only reset() may follow
    };

    explicit Deflater(Compression format, int level = 6, int windowBits = 15);
    ~Deflater();
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;

    bool isReady() const; // false: there was no memory for the encoder, and write() does nothing
    void write(std::string_view in, std::string& out, Flush flush); // appends
    void reset();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace aha::http
