#pragma once

#include "core/proto/frame/framing.h"

#include <algorithm>

namespace aha::frame {

// No framing: a package is what one read has brought, cut at the limit. Where it ends means nothing.
// Owned by its connection. Calls nobody.
class RawFraming final : public Framing {
public:
    explicit RawFraming(const FramingRules& rules) : maxBytes_(rules.options().maxPackageBytes) {}

    Step next(std::string_view input) override {
        if (input.empty()) {
            return {Event::NeedMore, 0, {}};
        }
        const std::size_t bytes = std::min(input.size(), maxBytes_);
        return {Event::Package, bytes, input.substr(0, bytes)};
    }
    std::size_t keptBytes() const override { return 0; }

private:
    const std::size_t maxBytes_;
};

} // namespace aha::frame
