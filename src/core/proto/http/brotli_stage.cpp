#include "core/proto/http/brotli_stage.h"

#ifdef HAVE_BROTLI

#include <brotli/decode.h>

#include <algorithm>

namespace aha::http {

namespace {

// Small outputs are not judged by their ratio. Brotli's is far beyond zlib's even for honest texts.
constexpr std::size_t kBrotliStep = 16384;

class BrotliStage final : public ContentDecoder::Stage {
public:
    explicit BrotliStage(const InflateLimits& limits)
        : limits_(limits), state_(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)) {}
    ~BrotliStage() override { BrotliDecoderDestroyInstance(state_); }
    BrotliStage(const BrotliStage&) = delete;
    BrotliStage& operator=(const BrotliStage&) = delete;

    Result<void> feed(std::string_view in, std::string& out) override {
        if (!state_) {
            return Error{Errc::Resource, "no memory for the decoder"};
        }
        const std::uint8_t* next = reinterpret_cast<const std::uint8_t*>(in.data());
        std::size_t left = in.size();
        in_ += left;
        for (BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
             result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;) {
            if (ended_ || failed_) {
                failed_ = failed_ || left > 0;
                return failed_ ? malformed() : Result<void>();
            }
            std::uint8_t buffer[kBrotliStep];
            std::uint8_t* to = buffer;
            std::size_t room = kBrotliStep;
            result = BrotliDecoderDecompressStream(state_, &left, &next, &room, &to, nullptr);
            if (!take({reinterpret_cast<const char*>(buffer), kBrotliStep - room}, out)) {
                failed_ = true;
                return Error{Errc::TooLarge, "decompressed data too large"};
            }
            ended_ = result == BROTLI_DECODER_RESULT_SUCCESS;
            failed_ = result == BROTLI_DECODER_RESULT_ERROR || (ended_ && left > 0);
        }
        return failed_ ? malformed() : Result<void>();
    }
    bool done() const override { return ended_ && !failed_; }

private:
    static Result<void> malformed() { return Error{Errc::Malformed, "malformed compressed data"}; }

    bool take(std::string_view bytes, std::string& out) {
        const std::uint64_t cap = limits_.cap(in_);
        const std::uint64_t allowed = cap > out_ ? cap - out_ : 0;
        out.append(bytes.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), allowed))));
        out_ += bytes.size();
        return bytes.size() <= allowed;
    }

    InflateLimits limits_;
    BrotliDecoderState* state_;
    std::uint64_t in_ = 0, out_ = 0;
    bool ended_ = false, failed_ = false;
};

} // namespace

bool hasBrotli() { return true; }

std::unique_ptr<ContentDecoder::Stage> makeBrotliStage(const InflateLimits& limits) {
    return std::make_unique<BrotliStage>(limits);
}

} // namespace aha::http

#else

namespace aha::http {

bool hasBrotli() { return false; }

std::unique_ptr<ContentDecoder::Stage> makeBrotliStage(const InflateLimits&) { return nullptr; }

} // namespace aha::http

#endif
