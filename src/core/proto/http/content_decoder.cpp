#include "core/proto/http/content_decoder.h"

#include "core/proto/http/brotli_stage.h"
#include "core/proto/http/chars.h"

#include <algorithm>

namespace aha::http {

namespace {

class GzipStage final : public ContentDecoder::Stage {
public:
    explicit GzipStage(const InflateLimits& limits) : inflater_(Compression::Gzip, limits) {}
    Result<void> feed(std::string_view in, std::string& out) override { return inflater_.feed(in, out); }
    bool done() const override { return inflater_.done(); }

private:
    Inflater inflater_;
};

// "deflate" means the zlib format (RFC 9110 8.4.1.2); some servers send bare blocks. The first two bytes
// decide.
class DeflateStage final : public ContentDecoder::Stage {
public:
    explicit DeflateStage(const InflateLimits& limits) : limits_(limits) {}

    Result<void> feed(std::string_view in, std::string& out) override {
        while (!inflater_ && !in.empty()) {
            start_.push_back(in.front());
            in.remove_prefix(1);
            if (start_.size() == 2) {
                inflater_ =
                    std::make_unique<Inflater>(isZlib() ? Compression::Deflate : Compression::Raw, limits_);
                if (Result<void> fed = inflater_->feed(start_, out); !fed) {
                    return fed;
                }
            }
        }
        return inflater_ ? inflater_->feed(in, out) : Result<void>();
    }
    bool done() const override { return inflater_ && inflater_->done(); }

private:
    bool isZlib() const { // RFC 1950 2.2
        const unsigned method = static_cast<unsigned char>(start_[0]);
        const unsigned flags = static_cast<unsigned char>(start_[1]);
        return (method & 15) == 8 && (method >> 4) <= 7 && (method * 256 + flags) % 31 == 0;
    }

    InflateLimits limits_;
    std::string start_;
    std::unique_ptr<Inflater> inflater_;
};

std::unique_ptr<ContentDecoder::Stage> makeStage(std::string_view coding, const InflateLimits& limits) {
    if (equalsIgnoreCase(coding, "gzip") || equalsIgnoreCase(coding, "x-gzip")) {
        return std::make_unique<GzipStage>(limits);
    }
    if (equalsIgnoreCase(coding, "deflate")) {
        return std::make_unique<DeflateStage>(limits);
    }
    return equalsIgnoreCase(coding, "br") ? makeBrotliStage(limits) : nullptr;
}

} // namespace

Result<std::unique_ptr<ContentDecoder>> ContentDecoder::make(std::string_view contentEncoding,
                                                             const InflateLimits& limits) {
    auto decoder = std::make_unique<ContentDecoder>();
    ListReader list(contentEncoding);
    for (std::string_view coding; list.next(coding);) {
        if (equalsIgnoreCase(coding, "identity")) {
            continue;
        }
        if (decoder->stages_.size() == kMaxCodings) {
            return Error{Errc::TooMany, "too many content codings"};
        }
        std::unique_ptr<Stage> stage = makeStage(coding, limits);
        if (!stage) {
            return Error{Errc::Unsupported, "content coding not supported"};
        }
        decoder->stages_.push_back(std::move(stage));
    }
    std::reverse(decoder->stages_.begin(), decoder->stages_.end());
    return decoder->stages_.empty() ? nullptr : std::move(decoder);
}

std::string_view ContentDecoder::acceptEncoding() {
    return hasBrotli() ? "gzip, deflate, br" : "gzip, deflate";
}

Result<void> ContentDecoder::feed(std::string_view in, std::string& out) {
    isEmpty_ = isEmpty_ && in.empty();
    between_.clear();
    for (std::size_t i = 0; i < stages_.size(); ++i) {
        const bool last = i + 1 == stages_.size();
        next_.clear();
        if (Result<void> fed = stages_[i]->feed(i == 0 ? in : between_, last ? out : next_); !fed) {
            return fed;
        }
        between_.swap(next_);
    }
    return {};
}

Result<void> ContentDecoder::finish() const {
    for (const std::unique_ptr<Stage>& stage : stages_) {
        if (!stage->done() && !isEmpty_) {
            return Error{Errc::Closed, "the compressed body ends too early"};
        }
    }
    return {};
}

} // namespace aha::http
