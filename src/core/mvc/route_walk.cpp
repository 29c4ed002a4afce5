// How RouteTable finds the route of a path.
#include "core/mvc/percent.h"
#include "core/mvc/route_table.h"

#include <algorithm>

namespace aha::mvc {

struct RouteTable::Walk {
    RouteMatch& match;
    std::uint32_t method; // its bit; 0: no route names it
    std::size_t values = 0;
};

// Puts the decoded text at `to`, behind which there is room for it, and makes it that text.
static bool decodeSegment(std::string_view& text, char*& to) {
    const std::size_t size = decodePercent(text, to);
    if (size == kBadPercent) {
        return false;
    }
    text = {to, size};
    to += size;
    return true;
}

// Cuts the path into its first segments, decoded.
bool RouteTable::split(std::string_view path, RouteMatch& match) const {
    match.segmentCount_ = 0;
    match.outcome = RouteMatch::Outcome::TooLong;
    if (path.size() > kMaxPathBytes) {
        return false;
    }
    if (delimiter_ == '/') {
        match.outcome = RouteMatch::Outcome::NotFound; // "*", or no path at all
        if (!path.starts_with('/')) {
            return false;
        }
        path.remove_prefix(1);
    }
    if (slash_ == Slash::Ignored && path.ends_with(delimiter_)) {
        path.remove_suffix(1);
    }
    match.path_ = path;
    if (path.empty()) {
        return true;
    }
    const bool decodes = delimiter_ == '/' && path.find('%') != std::string_view::npos;
    char* to = match.decoded_.data();
    match.outcome = RouteMatch::Outcome::BadPath;
    while (match.segmentCount_ < match.segments_.size()) {
        const std::size_t end = path.find(delimiter_);
        std::string_view segment = path.substr(0, end);
        if (decodes && !decodeSegment(segment, to)) {
            return false;
        }
        match.segments_[match.segmentCount_++] = segment;
        path.remove_prefix(end == std::string_view::npos ? path.size() : end + 1);
        if (end == std::string_view::npos) {
            break;
        }
        if (decodes) {
            *to++ = delimiter_;
        }
    }
    if (decodes) { // what is left is for {name:any}
        if (!decodeSegment(path, to)) {
            return false;
        }
        match.path_ = {match.decoded_.data(), static_cast<std::size_t>(to - match.decoded_.data())};
    }
    return true;
}

bool RouteTable::arrive(Walk& walk, const Node& node) const {
    RouteMatch& match = walk.match;
    const auto take = [&](std::uint32_t bit) {
        for (const End& end : node.ends) {
            if (end.methods & bit) {
                match.route = end.route;
                return true;
            }
        }
        return false;
    };
    bool found = walk.method && take(walk.method);
    if (!found && walk.method == kHeadMethod && take(kGetMethod)) {
        match.headByGet = found = true;
    }
    if (!found && node.any.route != kNone) {
        match.route = node.any.route;
        found = true;
    }
    match.allowed |= node.methods;
    match.count = walk.values;
    return found;
}

bool RouteTable::walkParameter(Walk& walk, const Parameter& parameter, std::size_t depth) const {
    RouteMatch& match = walk.match;
    std::string_view value = match.segments_[depth];
    if (parameter.type == SegmentType::Rest) {
        const char* end = match.path_.data() + match.path_.size();
        value = {value.data(), static_cast<std::size_t>(end - value.data())};
        // Slashes at its ends would make two paths of one value.
        if (value.empty() || value.starts_with(delimiter_) ||
            (slash_ == Slash::Ignored && value.ends_with(delimiter_)) ||
            (delimiter_ == '/' && hasDotSegment(value))) {
            return false;
        }
        match.values[walk.values++] = value;
        if (arrive(walk, nodes_[parameter.child])) {
            return true;
        }
        --walk.values;
        return false;
    }
    if (value.size() <= parameter.prefix.size() + parameter.suffix.size() ||
        !value.starts_with(parameter.prefix) || !value.ends_with(parameter.suffix)) {
        return false;
    }
    value.remove_prefix(parameter.prefix.size());
    value.remove_suffix(parameter.suffix.size());
    if (parameter.type == SegmentType::Set
            ? !std::binary_search(parameter.choices.begin(), parameter.choices.end(), value)
            : !fits(parameter.type, value)) {
        return false;
    }
    match.values[walk.values++] = value;
    if (this->walk(walk, parameter.child, depth + 1)) {
        return true;
    }
    --walk.values;
    return false;
}

// As deep as a pattern has segments; each node has one way to it, so none is seen twice.
bool RouteTable::walk(Walk& walk, std::uint32_t node, std::size_t depth) const {
    const Node& here = nodes_[node];
    if (depth == walk.match.segmentCount_) {
        return arrive(walk, here);
    }
    if (here.hasLiterals) {
        const std::uint32_t child = literalChild(node, walk.match.segments_[depth]);
        if (child != kNone && this->walk(walk, child, depth + 1)) {
            return true;
        }
    }
    for (const Parameter& parameter : here.parameters) {
        if (walkParameter(walk, parameter, depth)) {
            return true;
        }
    }
    return false;
}

void RouteTable::match(std::string_view method, std::string_view path, RouteMatch& match) const {
    match.headByGet = false;
    match.allowed = 0;
    match.count = 0;
    if (!split(path, match)) {
        return;
    }
    const auto known = std::find(methods_.begin(), methods_.end(), method);
    Walk walk{match, known == methods_.end() ? 0 : 1u << (known - methods_.begin())};
    if (this->walk(walk, 0, 0)) {
        match.outcome = RouteMatch::Outcome::Found;
        return;
    }
    match.count = 0;
    if (match.allowed == 0) {
        match.outcome = RouteMatch::Outcome::NotFound;
        return;
    }
    match.allowed |= kOptionsMethod;
    match.outcome =
        walk.method == kOptionsMethod ? RouteMatch::Outcome::Options : RouteMatch::Outcome::MethodNotAllowed;
}

} // namespace aha::mvc
