#include "php/client/url_cache.h"

#include "php/client/http_options.h"
#include "php/value.h"

namespace aha::php {

const http::Url* UrlCache::read(zend_string* text, const std::optional<http::Url>& base) {
    if (ZSTR_LEN(text) > kMaxBytes || ZSTR_LEN(text) == 0) {
        other_ = readUrl(text, base);
        return other_ ? &*other_ : nullptr;
    }
    if (!places_) {
        places_ = std::make_unique<std::array<Place, kPlaces>>();
    }
    Place& place = (*places_)[ZSTR_HASH(text) % kPlaces];
    if (place.text == view(text)) {
        return &place.url;
    }
    other_ = readUrl(text, base);
    if (!other_ || other_->hasUserinfo) {
        return other_ ? &*other_ : nullptr;
    }
    place.url = *other_;
    place.text = view(text);
    return &place.url;
}

} // namespace aha::php
