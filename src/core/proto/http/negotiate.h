#pragma once

#include <string_view>

namespace aha::http {

// Weight in thousandths, 0 = not acceptable, of a content coding ("gzip", "br", "identity") for the value of
// an Accept-Encoding field (RFC 9110 12.5.3). An empty value allows identity only.
int encodingQuality(std::string_view acceptEncoding, std::string_view coding);

inline bool acceptsEncoding(std::string_view acceptEncoding, std::string_view coding) {
    return encodingQuality(acceptEncoding, coding) > 0;
}

// Whether an Accept field names JSON with more weight than HTML; `fallback` when it names neither.
bool prefersJson(std::string_view accept, bool fallback);

} // namespace aha::http
