#pragma once

#include "core/proto/frame/framing.h"

#include <cstdint>
#include <string>

namespace aha::frame {

// Packages that say in their header how long they are.
// Owned by its connection; borrows the rules. Calls nobody.
class LengthFraming final : public Framing {
public:
    explicit LengthFraming(const FramingRules& rules) : rules_(rules) {}

    Step next(std::string_view input) override;
    std::size_t keptBytes() const override { return isTaken_ ? 0 : partial_.size(); }

private:
    bool readLength(std::string_view header);
    std::size_t keep(std::string_view bytes, std::size_t upTo);

    const FramingRules& rules_;
    std::string partial_;   // an incomplete package
    std::size_t total_ = 0; // its length once that is known, else 0
    bool isTaken_ = false;  // the last package was in partial_
};

// Packages whose length a function of the caller's tells.
// Owned by its connection; borrows the rules. Calls the function, once for each input until it knows.
class FunctionFraming final : public Framing {
public:
    explicit FunctionFraming(const FramingRules& rules) : rules_(rules) {}

    Step next(std::string_view input) override;
    std::size_t keptBytes() const override { return kept_.size() - at_ - taken_; }

private:
    Step needMore(std::string_view input, bool isKept);

    const FramingRules& rules_;
    std::string kept_;      // an incomplete package, maybe more behind it: the function may have looked ahead
    std::size_t at_ = 0;    // what was handed out before
    std::size_t taken_ = 0; // the last package, if it was in kept_
    std::size_t total_ = 0; // the length of the package at at_ once it is known, else 0
};

} // namespace aha::frame
