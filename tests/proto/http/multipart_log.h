#pragma once

#include "core/proto/http/multipart.h"
#include "support/pieces.h"

#include <cstdlib>
#include <string>
#include <string_view>

namespace aha::test {

// What a MultipartParser makes of a body, as text that does not depend on how it was cut.
class MultipartLog final : public http::MultipartSink {
public:
    static std::string of(std::string_view input, std::string_view boundary,
                          const http::MultipartLimits& limits, const NextCut& cut) {
        MultipartLog log;
        http::MultipartParser parser(boundary, limits, log);
        Result<void> result;
        feedInPieces(input, cut, [&](std::string_view piece) {
            result = parser.feed(piece);
            return result.ok();
        });
        result = result ? parser.finish() : result;
        log.text_.append(log.data_);
        return log.text_ +
               (result ? "ok" : std::string(errcName(result.error().code)) + ": " + result.error().message);
    }

    void onPartBegin(const http::PartHead& head) override {
        require(!open_);
        open_ = true;
        text_.append("part name=").append(head.name);
        text_.append(head.filename ? " file=" + *head.filename : std::string());
        text_.append(head.contentType.empty() ? "" : " type=").append(head.contentType);
        text_.append(" fields=").append(std::to_string(head.fields.count())).append("\n");
    }
    void onPartData(std::string_view bytes) override {
        require(open_ && !bytes.empty());
        data_.append(bytes);
    }
    void onPartEnd() override {
        require(open_);
        open_ = false;
        text_.append("[").append(data_).append("]\n");
        data_.clear();
    }

private:
    static void require(bool condition) {
        if (!condition) {
            std::abort();
        }
    }
    std::string text_;
    std::string data_;
    bool open_ = false;
};

} // namespace aha::test
