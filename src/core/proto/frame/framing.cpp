#include "core/proto/frame/framing.h"

#include "core/proto/frame/eof_framing.h"
#include "core/proto/frame/length_framing.h"
#include "core/proto/frame/raw_framing.h"

#include <utility>

namespace aha::frame {

static Result<void> check(const FramingOptions& options, const LengthCode& code) {
    const std::size_t maximum = options.maxPackageBytes;
    const std::string limit = "package_max_length (" + std::to_string(maximum) + " bytes)";
    if (maximum == 0) {
        return Error{Errc::InvalidArgument, "package_max_length must be at least 1"};
    }
    switch (options.kind) {
    case Kind::None: break;
    case Kind::Eof:
        if (options.terminator.empty()) {
            return Error{Errc::InvalidArgument, "package_eof must not be empty"};
        }
        if (options.terminator.size() > FramingRules::kMaxTerminatorBytes) {
            return Error{Errc::InvalidArgument, "package_eof must not be longer than " +
                                                    std::to_string(FramingRules::kMaxTerminatorBytes) +
                                                    " bytes"};
        }
        if (options.terminator.size() > maximum) {
            return Error{Errc::InvalidArgument, "package_eof does not fit " + limit};
        }
        break;
    case Kind::Length:
        // Each on its own first, so that the sum cannot overflow.
        if (options.length.offset > maximum || options.length.offset + code.width() > maximum) {
            return Error{Errc::InvalidArgument, "package_length_offset does not fit " + limit};
        }
        if (options.length.bodyOffset > maximum) {
            return Error{Errc::InvalidArgument, "package_body_offset does not fit " + limit};
        }
        break;
    case Kind::Function:
        if (!options.lengthFunction) {
            return Error{Errc::InvalidArgument, "package_length_func is missing"};
        }
        break;
    }
    return {};
}

Result<std::unique_ptr<FramingRules>> FramingRules::create(FramingOptions options) {
    const auto code = LengthCode::of(options.length.code);
    if (!code) {
        return code.error();
    }
    const auto checked = check(options, code.value());
    if (!checked) {
        return checked.error();
    }
    return std::unique_ptr<FramingRules>(new FramingRules(std::move(options), code.value()));
}

FramingRules::FramingRules(FramingOptions options, LengthCode code)
    : options_(std::move(options)), lengthCode_(code) {
    if (options_.kind != Kind::Eof) {
        return;
    }
    fallback_.assign(options_.terminator.size(), 0);
    for (std::size_t i = 1, matched = 0; i < options_.terminator.size(); ++i) {
        matched = matchedAfter(matched, options_.terminator[i]);
        fallback_[i] = static_cast<std::uint16_t>(matched);
    }
}

std::size_t FramingRules::matchedAfter(std::size_t matched, char next) const {
    while (matched > 0 && options_.terminator[matched] != next) {
        matched = fallback_[matched - 1];
    }
    return options_.terminator[matched] == next ? matched + 1 : matched;
}

Error FramingRules::tooLarge(std::uint64_t bytes) const {
    return Error{Errc::TooLarge, "A package of " + std::to_string(bytes) +
                                     " bytes is larger than package_max_length (" +
                                     std::to_string(options_.maxPackageBytes) + " bytes)"};
}

std::unique_ptr<Framing> FramingRules::open() const {
    switch (options_.kind) {
    case Kind::Eof: return std::make_unique<EofFraming>(*this);
    case Kind::Length: return std::make_unique<LengthFraming>(*this);
    case Kind::Function: return std::make_unique<FunctionFraming>(*this);
    case Kind::None: break;
    }
    return std::make_unique<RawFraming>(*this);
}

} // namespace aha::frame
