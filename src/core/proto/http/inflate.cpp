#include "core/proto/http/inflate.h"

#include <zlib.h>

#include <algorithm>

namespace aha::http {

static constexpr std::size_t kInflateStep = 16384;

struct Inflater::Impl {
    z_stream zlib{};
    Compression format;
    InflateLimits limits;
    std::uint64_t in = 0;
    std::uint64_t out = 0;
    bool ready = false;
    bool ended = false;
    bool failed = false;
    Error error{Errc::Malformed, {}};

    Result<void> fail(Errc code, const char* message) {
        failed = true;
        error = Error{code, message};
        return error;
    }
    // How many bytes more may come out, as things stand.
    std::uint64_t allowance() const {
        const std::uint64_t cap = limits.cap(in);
        return cap > out ? cap - out : 0;
    }
    Result<void> run(std::string& to);
    Result<void> step(std::string& to, bool& more);
};

Inflater::Inflater(Compression format, const InflateLimits& limits, int windowBits)
    : impl_(std::make_unique<Impl>()) {
    impl_->format = format;
    impl_->limits = limits;
    const int bits = format == Compression::Gzip  ? windowBits + 16
                     : format == Compression::Raw ? -windowBits
                                                  : windowBits;
    impl_->ready = inflateInit2(&impl_->zlib, bits) == Z_OK;
    if (!impl_->ready) {
        (void)impl_->fail(Errc::Resource, "no memory for the decoder");
    }
}

Inflater::~Inflater() {
    if (impl_->ready) {
        inflateEnd(&impl_->zlib);
    }
}

bool Inflater::done() const { return impl_->ended && !impl_->failed; }

void Inflater::reset() {
    if (impl_->ready) {
        impl_->failed = inflateReset(&impl_->zlib) != Z_OK;
        impl_->ended = false;
        resetLimits();
    }
}

void Inflater::resetLimits() { impl_->in = impl_->out = 0; }

Result<void> Inflater::feed(std::string_view in, std::string& out) {
    Impl& impl = *impl_;
    while (!impl.failed && !in.empty()) {
        const std::size_t length = std::min<std::size_t>(in.size(), 1u << 30); // zlib counts in 32 bits
        impl.zlib.next_in =
            reinterpret_cast<Bytef*>(const_cast<char*>(in.data())); // zlib does not write there
        impl.zlib.avail_in = static_cast<uInt>(length);
        impl.in += length;
        in.remove_prefix(length);
        (void)impl.run(out);
    }
    return impl.failed ? Result<void>(impl.error) : Result<void>();
}

Result<void> Inflater::Impl::run(std::string& to) {
    for (bool more = true; more;) {
        if (ended) {
            // Further gzip members continue the stream (RFC 1952 2.2); other formats have one end.
            if (zlib.avail_in == 0) {
                return {};
            }
            if (format != Compression::Gzip || inflateReset(&zlib) != Z_OK) {
                return fail(Errc::Malformed, "bytes behind the end of the compressed data");
            }
            ended = false;
        }
        if (Result<void> result = step(to, more); !result) {
            return result;
        }
    }
    return {};
}

Result<void> Inflater::Impl::step(std::string& to, bool& more) {
    // One byte beyond the allowance tells "exactly at the cap" from "beyond it".
    const std::uint64_t allowed = allowance();
    const std::size_t room = static_cast<std::size_t>(std::min<std::uint64_t>(kInflateStep, allowed + 1));
    char buffer[kInflateStep];
    zlib.next_out = reinterpret_cast<Bytef*>(buffer);
    zlib.avail_out = static_cast<uInt>(room);
    const int result = inflate(&zlib, Z_NO_FLUSH);
    const std::size_t produced = room - zlib.avail_out;
    to.append(buffer, static_cast<std::size_t>(std::min<std::uint64_t>(produced, allowed)));
    if (produced > allowed) {
        return fail(Errc::TooLarge, "decompressed data too large");
    }
    out += produced;
    if (result == Z_STREAM_END) {
        ended = true;
        return {};
    }
    if (result == Z_MEM_ERROR) {
        return fail(Errc::Resource, "no memory for the decoder");
    }
    if (result != Z_OK && result != Z_BUF_ERROR) {
        return fail(Errc::Malformed, "malformed compressed data");
    }
    more = zlib.avail_out == 0 || zlib.avail_in > 0;
    return {};
}

} // namespace aha::http
