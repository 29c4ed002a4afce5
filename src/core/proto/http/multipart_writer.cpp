#include "core/proto/http/multipart_writer.h"

#include "core/proto/http/chars.h"
#include "core/proto/http/response_head.h"

#include <limits>

namespace aha::http {

// RFC 7578 4.2 leaves the escaping open; this is what browsers send and servers read.
static void appendQuoted(std::string& out, std::string_view text) {
    out.push_back('"');
    for (char c : text) {
        switch (c) {
        case '\r': out.append("%0D"); break;
        case '\n': out.append("%0A"); break;
        case '"': out.append("%22"); break;
        default: out.push_back(c);
        }
    }
    out.push_back('"');
}

static Result<void> checkPart(const FormPart& part) {
    auto hasOtherControl = [](std::string_view text) {
        for (char c : text) {
            if (isControl(c) && c != '\r' && c != '\n') {
                return true;
            }
        }
        return false;
    };
    if (hasOtherControl(part.name) || (part.filename && hasOtherControl(*part.filename))) {
        return Error{Errc::InvalidArgument,
                     "Name and file name of a form part must not contain NUL or other control characters"};
    }
    if (Result<void> checked = checkHeader("Content-Type", part.contentType); !checked) {
        return checked;
    }
    for (const HeaderLine& header : part.headers) {
        if (Result<void> checked = checkHeader(header.name, header.value); !checked) {
            return checked;
        }
        if (equalsIgnoreCase(header.name, "content-disposition") ||
            equalsIgnoreCase(header.name, "content-type")) {
            return Error{Errc::InvalidArgument,
                         "Header \"" + header.name +
                             "\" of a form part is given by its name, file name and type"};
        }
    }
    return {};
}

Result<void> MultipartWriter::add(const FormPart& part) {
    if (Result<void> checked = checkPart(part); !checked) {
        return checked;
    }
    std::string head = (heads_.empty() ? "--" : "\r\n--") + boundary_;
    head.append("\r\nContent-Disposition: form-data; name=");
    appendQuoted(head, part.name);
    if (part.filename) {
        head.append("; filename=");
        appendQuoted(head, *part.filename);
    }
    head.append("\r\n");
    if (!part.contentType.empty() || part.filename) {
        appendField(head, "Content-Type",
                    part.contentType.empty() ? "application/octet-stream" : part.contentType);
    }
    for (const HeaderLine& header : part.headers) {
        appendField(head, header.name, header.value);
    }
    head.append("\r\n");
    const std::uint64_t room =
        std::numeric_limits<std::int64_t>::max() - bytes_ - head.size() - boundary_.size() - 8;
    isLengthKnown_ = isLengthKnown_ && part.bytes && *part.bytes <= room;
    bytes_ += isLengthKnown_ ? head.size() + *part.bytes : 0;
    heads_.push_back(std::move(head));
    return {};
}

std::optional<std::uint64_t> MultipartWriter::totalBytes() const {
    return isLengthKnown_ ? std::optional(bytes_ + tail().size()) : std::nullopt;
}

} // namespace aha::http
