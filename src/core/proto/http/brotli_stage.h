#pragma once

#include "core/proto/http/content_decoder.h"

#include <memory>

namespace aha::http {

// Whether the build found the brotli decoder (HAVE_BROTLI).
bool hasBrotli();
// Null when it did not.
std::unique_ptr<ContentDecoder::Stage> makeBrotliStage(const InflateLimits& limits);

} // namespace aha::http
