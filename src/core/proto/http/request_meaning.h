#pragma once

#include "core/proto/http/refusal.h"
#include "core/proto/http/request_head.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace aha::http {

// What the fields of a request say about its framing, its connection and its host.
struct RequestMeaning {
    std::optional<std::size_t> host;        // index of the field
    std::optional<std::size_t> contentType; // index of the first such field
    BodyKind bodyKind = BodyKind::None;
    std::uint64_t contentLength = 0;
    bool keepAlive = false, expectsContinue = false, upgrade = false;
};

// 400, 417 or 501. `minorVersion` is that of the request line.
Refusal interpretFields(const Fields& fields, std::uint8_t minorVersion, RequestMeaning& out);

} // namespace aha::http
