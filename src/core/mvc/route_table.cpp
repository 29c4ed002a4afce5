#include "core/mvc/route_table.h"

#include <algorithm>
#include <functional>
#include <tuple>

namespace aha::mvc {

RouteTable::RouteTable(char delimiter, Slash slash)
    : nodes_(1), literals_(16), methods_{"GET", "HEAD", "OPTIONS"}, delimiter_(delimiter), slash_(slash) {}

// FNV-1a, begun with the parent: the words are the developer's, so nobody can choose them to collide.
static std::size_t hashOf(std::uint32_t parent, std::string_view text) {
    std::uint64_t hash = 14695981039346656037u ^ (parent * 0x9e3779b97f4a7c15u);
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    }
    return static_cast<std::size_t>(hash ^ (hash >> 32));
}

std::uint32_t RouteTable::literalChild(std::uint32_t parent, std::string_view text) const {
    const std::size_t mask = literals_.size() - 1;
    for (std::size_t at = hashOf(parent, text) & mask;; at = (at + 1) & mask) {
        const Literal& literal = literals_[at];
        if (literal.child == kNone || (literal.parent == parent && literal.text == text)) {
            return literal.child;
        }
    }
}

void RouteTable::growLiterals() {
    std::vector<Literal> larger(literals_.size() * 2);
    const std::size_t mask = larger.size() - 1;
    for (Literal& literal : literals_) {
        if (literal.child != kNone) {
            std::size_t at = hashOf(literal.parent, literal.text) & mask;
            while (larger[at].child != kNone) {
                at = (at + 1) & mask;
            }
            larger[at] = std::move(literal);
        }
    }
    literals_.swap(larger);
}

std::uint32_t RouteTable::makeLiteralChild(std::uint32_t parent, std::string_view text) {
    if (const std::uint32_t known = literalChild(parent, text); known != kNone) {
        return known;
    }
    if (++literalCount_ * 2 > literals_.size()) {
        growLiterals();
    }
    const auto child = static_cast<std::uint32_t>(nodes_.size());
    nodes_.emplace_back();
    nodes_[parent].hasLiterals = true;
    const std::size_t mask = literals_.size() - 1;
    std::size_t at = hashOf(parent, text) & mask;
    while (literals_[at].child != kNone) {
        at = (at + 1) & mask;
    }
    literals_[at] = {std::string(text), parent, child};
    return child;
}

std::uint32_t RouteTable::makeParameterChild(std::uint32_t parent, const PatternSegment& segment) {
    // More literal text first, then the narrower type; words in alphabetical order, so that it does not
    // matter which route was declared first.
    const auto rank = [](const auto& each) {
        return std::make_tuple(~(each.prefix.size() + each.suffix.size()), each.type, std::cref(each.prefix),
                               std::cref(each.suffix), std::cref(each.choices));
    };
    std::vector<Parameter>& parameters = nodes_[parent].parameters;
    const auto at = std::lower_bound(
        parameters.begin(), parameters.end(), segment,
        [&](const Parameter& one, const PatternSegment& other) { return rank(one) < rank(other); });
    if (at != parameters.end() && rank(*at) == rank(segment)) {
        return at->child;
    }
    const auto child = static_cast<std::uint32_t>(nodes_.size());
    parameters.insert(at, {segment.prefix, segment.suffix, segment.type, segment.choices, child});
    nodes_.emplace_back();
    return child;
}

Result<std::uint32_t> RouteTable::methodBits(const std::vector<std::string>& methods) {
    std::uint32_t bits = 0;
    for (const std::string& method : methods) {
        const auto known = std::find(methods_.begin(), methods_.end(), method);
        if (known != methods_.end()) {
            bits |= 1u << (known - methods_.begin());
            continue;
        }
        if (methods_.size() == kMaxMethods) {
            return Error{Errc::TooMany,
                         "More than " + std::to_string(kMaxMethods) + " methods in all routes"};
        }
        if (method.empty() || method.size() > kMaxMethodBytes) {
            return Error{Errc::InvalidArgument, "\"" + method.substr(0, kMaxMethodBytes) + "\" is no method"};
        }
        bits |= 1u << methods_.size();
        methods_.push_back(method);
    }
    return bits;
}

Error RouteTable::conflict(const End& end, std::uint32_t methods) const {
    const std::string which = methods ? methodText(methods) : "all methods";
    return {Errc::InvalidArgument,
            "Routes " + labels_[end.label] + " and " + labels_.back() + " match the same paths for " + which};
}

Result<void> RouteTable::addEnd(std::uint32_t node, std::uint32_t methods, std::uint32_t route) {
    Node& to = nodes_[node];
    const End end{methods, route, static_cast<std::uint32_t>(labels_.size() - 1)};
    if (methods == 0) {
        if (to.any.route != kNone) {
            return conflict(to.any, 0);
        }
        to.any = end;
        return {};
    }
    for (const End& other : to.ends) {
        if (const std::uint32_t both = other.methods & methods) {
            return conflict(other, both);
        }
    }
    to.ends.push_back(end);
    to.methods |= methods;
    return {};
}

Result<void> RouteTable::add(std::uint32_t route, const std::vector<std::string>& methods,
                             const PathPattern& pattern, std::string label) {
    AHA_ASSERT(pattern.delimiter() == delimiter_);
    if (labels_.size() == kMaxRoutes) {
        return Error{Errc::TooMany, "More than " + std::to_string(kMaxRoutes) + " routes"};
    }
    Result<std::uint32_t> bits = methodBits(methods);
    if (!bits) {
        return bits.error();
    }
    labels_.push_back(std::move(label));
    std::uint32_t node = 0;
    for (const PatternSegment& segment : pattern.segments()) {
        if (segment.optional) {
            if (Result<void> added = addEnd(node, bits.value(), route); !added) {
                return added;
            }
        }
        node = segment.isParameter() ? makeParameterChild(node, segment)
                                     : makeLiteralChild(node, segment.prefix);
    }
    if (slash_ == Slash::Strict && pattern.endsWithDelimiter()) {
        node = makeLiteralChild(node, "");
    }
    return addEnd(node, bits.value(), route);
}

std::string RouteTable::allowedText(std::uint32_t allowed) const {
    return methodText(allowed & kGetMethod ? allowed | kHeadMethod : allowed);
}

std::string RouteTable::methodText(std::uint32_t methods) const {
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < methods_.size(); ++i) {
        if (methods >> i & 1) {
            names.push_back(methods_[i]);
        }
    }
    std::sort(names.begin(), names.end());
    std::string text;
    for (const std::string_view name : names) {
        text.append(text.empty() ? "" : ", ").append(name);
    }
    return text;
}

} // namespace aha::mvc
