#include "core/proto/http/request_head.h"

#include "core/proto/http/chars.h"

namespace aha::http {

std::optional<std::string_view> Fields::find(std::string_view lowerCaseName) const {
    for (std::size_t i = 0; i < spans_.size(); ++i) {
        if (equalsIgnoreCase(name(i), lowerCaseName)) {
            return value(i);
        }
    }
    return std::nullopt;
}

std::string Fields::join(std::string_view lowerCaseName) const {
    std::string joined;
    bool first = true;
    for (std::size_t i = 0; i < spans_.size(); ++i) {
        if (equalsIgnoreCase(name(i), lowerCaseName)) {
            joined.append(first ? "" : ", ").append(value(i));
            first = false;
        }
    }
    return joined;
}

void Fields::add(std::string_view name, std::string_view value) {
    const std::size_t nameAt = bytes_.size();
    bytes_.append(name).append(value);
    spans_.push_back({static_cast<std::uint32_t>(nameAt), static_cast<std::uint32_t>(name.size()),
                      static_cast<std::uint32_t>(nameAt + name.size()),
                      static_cast<std::uint32_t>(value.size())});
}

void RequestHead::clear() {
    Fields::clear();
    methodLength_ = targetAt_ = targetLength_ = pathAt_ = pathLength_ = queryAt_ = queryLength_ = 0;
    hostAt_ = hostLength_ = contentTypeAt_ = contentTypeLength_ = 0;
    contentLength_ = 0;
    bodyKind_ = BodyKind::None;
    minorVersion_ = 1;
    keepAlive_ = expectsContinue_ = upgrade_ = false;
}

} // namespace aha::http
