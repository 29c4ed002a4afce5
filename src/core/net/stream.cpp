#include "core/net/stream.h"

namespace aha::net {

OwnedBytes OwnedBytes::fromString(std::string bytes) {
    if (bytes.empty()) {
        return {};
    }
    auto* owner = new std::string(std::move(bytes));
    return OwnedBytes(*owner, owner, [](void* string) noexcept { delete static_cast<std::string*>(string); });
}

} // namespace aha::net
