#pragma once

#include "core/proto/http/url.h"
#include "php/zend.h"

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>

namespace aha::php {

// What the texts of URLs mean that a client has read last: programs ask the same few again and again.
// Owned by its client, whose base URL is always the same. One with credentials stays until the next URL only.
class UrlCache {
public:
    static constexpr std::size_t kPlaces = 32;
    static constexpr std::size_t kMaxBytes = 512; // of a text that is kept

    // As readUrl(). Null: an exception was thrown; else borrowed until the next call.
    const http::Url* read(zend_string* text, const std::optional<http::Url>& base);

private:
    struct Place {
        std::string text;
        http::Url url;
    };
    std::unique_ptr<std::array<Place, kPlaces>> places_; // with the first URL
    std::optional<http::Url> other_;                     // the last one that was read
};

} // namespace aha::php
