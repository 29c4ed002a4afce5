#include "core/proto/frame/eof_framing.h"

#include <algorithm>
#include <utility>

namespace aha::frame {

Step EofFraming::next(std::string_view input) {
    if (isFailed()) {
        return failed();
    }
    if (std::exchange(isTaken_, false)) {
        partial_ = std::string();
    }
    const FramingOptions& options = rules_.options();
    // A terminator that ends beyond the limit is none, wherever the input is cut.
    const std::string_view window = input.substr(0, options.maxPackageBytes - partial_.size());
    const std::size_t end = findEnd(window);
    if (end == std::string_view::npos) {
        if (partial_.size() + window.size() >= options.maxPackageBytes) {
            partial_ = std::string();
            return fail(Error{Errc::TooLarge, "No package_eof within package_max_length (" +
                                                  std::to_string(options.maxPackageBytes) + " bytes)"});
        }
        partial_.append(window);
        return {Event::NeedMore, window.size(), {}};
    }
    std::string_view package = window.substr(0, end);
    if (!partial_.empty()) {
        isTaken_ = true;
        package = partial_.append(package);
    }
    if (!options.keepsTerminator) {
        package.remove_suffix(options.terminator.size());
    }
    return {Event::Package, end, package};
}

// The place behind the first terminator, which may have begun before these bytes.
std::size_t EofFraming::findEnd(std::string_view bytes) {
    const std::string_view terminator = rules_.options().terminator;
    std::size_t at = 0;
    while (at < bytes.size() && matched_ > at) { // the match began before
        matched_ = rules_.matchedAfter(matched_, bytes[at++]);
        if (matched_ == terminator.size()) {
            matched_ = 0;
            return at;
        }
    }
    if (at == bytes.size()) {
        return std::string_view::npos;
    }
    const std::size_t found = bytes.find(terminator, at - matched_);
    std::size_t from = at - matched_;
    matched_ = 0;
    if (found != std::string_view::npos) {
        return found + terminator.size();
    }
    from = std::max(from, bytes.size() - std::min(bytes.size(), terminator.size() - 1));
    for (; from < bytes.size(); ++from) {
        matched_ = rules_.matchedAfter(matched_, bytes[from]);
    }
    return std::string_view::npos;
}

} // namespace aha::frame
