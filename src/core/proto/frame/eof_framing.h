#pragma once

#include "core/proto/frame/framing.h"

#include <string>

namespace aha::frame {

// Packages that end with a terminator, which is found across cuts; each byte is looked at once.
// Owned by its connection; borrows the rules. Calls nobody.
class EofFraming final : public Framing {
public:
    explicit EofFraming(const FramingRules& rules) : rules_(rules) {}

    Step next(std::string_view input) override;
    std::size_t keptBytes() const override { return isTaken_ ? 0 : partial_.size(); }

private:
    std::size_t findEnd(std::string_view bytes);

    const FramingRules& rules_;
    std::string partial_;     // of a package whose end has not come; shorter than the limit
    std::size_t matched_ = 0; // bytes of the terminator at the end of what was fed
    bool isTaken_ = false;    // the last package was in partial_
};

} // namespace aha::frame
