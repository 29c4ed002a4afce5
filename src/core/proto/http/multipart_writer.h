#pragma once

#include "core/base/result.h"
#include "core/proto/http/request_writer.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aha::http {

struct FormPart {
    std::string name;
    std::optional<std::string> filename;
    std::string contentType;            // "" = none; files without one are application/octet-stream
    std::vector<HeaderLine> headers;    // further fields of the part
    std::optional<std::uint64_t> bytes; // of its content; nothing when not known in advance
};

// Frames the parts of multipart/form-data (RFC 7578); the contents are the caller's to send:
// head(0) content head(1) content … tail(). Codec: holds heads only.
class MultipartWriter {
public:
    // `boundary` is unguessable text, so that no content can hold it: makeBoundary().
    explicit MultipartWriter(std::string boundary) : boundary_(std::move(boundary)) {}
    static std::string makeBoundary(std::string_view random) { return "aha-" + std::string(random); }

    // InvalidArgument for headers that would break the framing. In names and file names CR, LF and '"' are
    // percent-encoded, as browsers do; other bytes are sent as given.
    Result<void> add(const FormPart& part);

    std::size_t count() const { return heads_.size(); }
    std::string_view head(std::size_t i) const { return heads_[i]; }
    std::string tail() const { return (heads_.empty() ? "--" : "\r\n--") + boundary_ + "--\r\n"; }
    // Of the whole body; nothing when the length of some part is not known, or there is no such number.
    std::optional<std::uint64_t> totalBytes() const;
    std::string contentType() const { return "multipart/form-data; boundary=" + boundary_; }

private:
    std::string boundary_;
    std::vector<std::string> heads_;
    std::uint64_t bytes_ = 0;
    bool isLengthKnown_ = true;
};

} // namespace aha::http
