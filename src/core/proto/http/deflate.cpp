#include "core/proto/http/deflate.h"

#include "core/base/assert.h"

#include <algorithm>
#include <zlib.h>

namespace aha::http {

static constexpr std::size_t kDeflateStep = 16384;

struct Deflater::Impl {
    z_stream zlib{};
    bool ready = false;
    bool finished = false;

    // Runs until the input is used up and, for a flush, until all output is out.
    void run(std::string& out, int flush) {
        char buffer[kDeflateStep];
        int result = Z_OK;
        do {
            zlib.next_out = reinterpret_cast<Bytef*>(buffer);
            zlib.avail_out = kDeflateStep;
            result = deflate(&zlib, flush);
            out.append(buffer, kDeflateStep - zlib.avail_out);
        } while (result == Z_OK && zlib.avail_out == 0);
        AHA_ASSERT(result != Z_STREAM_ERROR && zlib.avail_in == 0);
    }
};

Deflater::Deflater(Compression format, int level, int windowBits) : impl_(std::make_unique<Impl>()) {
    const int bits = format == Compression::Gzip  ? windowBits + 16
                     : format == Compression::Raw ? -windowBits
                                                  : windowBits;
    impl_->ready = deflateInit2(&impl_->zlib, level, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY) == Z_OK;
}

Deflater::~Deflater() {
    if (impl_->ready) {
        deflateEnd(&impl_->zlib);
    }
}

bool Deflater::isReady() const { return impl_->ready; }

void Deflater::write(std::string_view in, std::string& out, Flush flush) {
    if (!impl_->ready) {
        return;
    }
    AHA_ASSERT(!impl_->finished);
    do {
        const std::size_t length = std::min<std::size_t>(in.size(), 1u << 30); // zlib counts in 32 bits
        impl_->zlib.next_in =
            reinterpret_cast<Bytef*>(const_cast<char*>(in.data())); // zlib does not write there
        impl_->zlib.avail_in = static_cast<uInt>(length);
        in.remove_prefix(length);
        const bool last = in.empty();
        impl_->run(out, !last || flush == Flush::None ? Z_NO_FLUSH
                        : flush == Flush::Sync        ? Z_SYNC_FLUSH
                                                      : Z_FINISH);
    } while (!in.empty());
    impl_->finished = flush == Flush::Finish;
}

void Deflater::reset() {
    if (impl_->ready) {
        impl_->ready = deflateReset(&impl_->zlib) == Z_OK;
        impl_->finished = false;
    }
}

} // namespace aha::http
