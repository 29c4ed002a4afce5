#include "core/proto/frame/length_framing.h"

#include <algorithm>
#include <utility>

namespace aha::frame {

static constexpr std::size_t kReserveBytes = 64 * 1024; // at most this much on the word of a header

Step LengthFraming::next(std::string_view input) {
    if (isFailed()) {
        return failed();
    }
    if (std::exchange(isTaken_, false)) {
        partial_ = std::string();
    }
    const std::size_t headerBytes = rules_.headerBytes();
    std::size_t used = 0;
    if (total_ == 0) {
        std::string_view header = input;
        if (!partial_.empty() || input.size() < headerBytes) {
            used = keep(input, headerBytes);
            header = partial_;
        }
        if (header.size() < headerBytes) {
            return {Event::NeedMore, used, {}};
        }
        if (!readLength(header)) {
            partial_ = std::string();
            return failed();
        }
    }
    if (partial_.empty() && input.size() >= total_) {
        const std::size_t total = std::exchange(total_, 0);
        return {Event::Package, total, input.substr(0, total)};
    }
    partial_.reserve(std::min(total_, kReserveBytes));
    used += keep(input.substr(used), total_);
    if (partial_.size() < total_) {
        return {Event::NeedMore, used, {}};
    }
    total_ = 0;
    isTaken_ = true;
    return {Event::Package, used, partial_};
}

// Takes what is missing to `upTo` bytes; how much that was.
std::size_t LengthFraming::keep(std::string_view bytes, std::size_t upTo) {
    const std::size_t part = std::min(bytes.size(), upTo - partial_.size());
    partial_.append(bytes.substr(0, part));
    return part;
}

bool LengthFraming::readLength(std::string_view header) {
    const FramingOptions& options = rules_.options();
    const LengthCode::Value length = rules_.lengthCode().read(header.data() + options.length.offset);
    if (length.isNegative) {
        fail(Error{Errc::Malformed, "The length of a package is negative"});
        return false;
    }
    const std::size_t bodyOffset = options.length.bodyOffset;
    if (length.number > options.maxPackageBytes || length.number > options.maxPackageBytes - bodyOffset) {
        const std::uint64_t room = ~std::uint64_t{0} - bodyOffset;
        fail(rules_.tooLarge(std::min(length.number, room) + bodyOffset));
        return false;
    }
    total_ = bodyOffset + static_cast<std::size_t>(length.number);
    if (total_ < rules_.headerBytes()) {
        fail(Error{Errc::Malformed, "A package of " + std::to_string(total_) +
                                        " bytes is shorter than its header (" +
                                        std::to_string(rules_.headerBytes()) + " bytes)"});
        return false;
    }
    return true;
}

Step FunctionFraming::next(std::string_view input) {
    if (isFailed()) {
        return failed();
    }
    at_ += std::exchange(taken_, 0);
    if (at_ == kept_.size()) {
        kept_ = std::string();
        at_ = 0;
    }
    const bool isKept = !kept_.empty();
    if (isKept && !input.empty()) {
        kept_.erase(0, std::exchange(at_, 0));
        kept_.append(input);
    }
    const std::string_view bytes = isKept ? std::string_view(kept_).substr(at_) : input;
    if (bytes.empty()) {
        return {Event::NeedMore, 0, {}};
    }
    const FramingOptions& options = rules_.options();
    if (total_ == 0) {
        const std::int64_t length = options.lengthFunction(bytes);
        if (length < 0) {
            return fail(Error{Errc::Malformed, "package_length_func has called a package malformed"});
        }
        const auto known = static_cast<std::uint64_t>(length);
        if (known > options.maxPackageBytes) {
            return fail(rules_.tooLarge(known));
        }
        if (known == 0 && bytes.size() >= options.maxPackageBytes) {
            return fail(Error{Errc::TooLarge, "package_length_func asks for more than package_max_length (" +
                                                  std::to_string(options.maxPackageBytes) + " bytes)"});
        }
        total_ = static_cast<std::size_t>(known);
    }
    if (total_ == 0 || bytes.size() < total_) {
        return needMore(input, isKept);
    }
    const std::size_t total = std::exchange(total_, 0);
    taken_ = isKept ? total : 0;
    return {Event::Package, isKept ? input.size() : total, bytes.substr(0, total)};
}

Step FunctionFraming::needMore(std::string_view input, bool isKept) {
    if (!isKept) {
        kept_.assign(input);
    }
    return {Event::NeedMore, input.size(), {}};
}

} // namespace aha::frame
