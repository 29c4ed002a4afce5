#pragma once

#include "core/mvc/path_pattern.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aha::mvc {

constexpr std::size_t kMaxPathBytes = 8192; // of a request; longer ones are RouteMatch::Outcome::TooLong
constexpr std::size_t kMaxMethods = 32;     // different ones in a table
constexpr std::size_t kMaxRoutes = 20'000;  // of a table
constexpr std::size_t kMaxMethodBytes = 32;

// What a request is to a table. One object serves request after request; the values are valid as long as
// the path and until the next match.
struct RouteMatch {
    enum class Outcome : std::uint8_t {
        Found,
        NotFound,         // 404
        MethodNotAllowed, // 405, `allowed` says which are
        Options,          // OPTIONS for a path that has routes, none of them for OPTIONS: `allowed`
        BadPath,          // 400: '%' without two digits, or a zero byte
        TooLong,          // 414
    };
    Outcome outcome = Outcome::NotFound;
    bool headByGet = false; // a HEAD that a GET route answers
    std::uint32_t route = 0;
    std::uint32_t allowed = 0; // for RouteTable::allowedText()
    std::size_t count = 0;     // of the values; less than the route has when the optional one is absent
    std::array<std::string_view, kMaxParameters> values; // decoded, in the order of the pattern

private:
    friend class RouteTable;
    // Decoded. More than a pattern has segments, and the empty one behind a last slash: then only {name:any}
    // can match.
    std::array<std::string_view, kMaxSegments + 2> segments_;
    std::size_t segmentCount_ = 0;
    std::string_view path_; // decoded, what the segments are parts of
    std::array<char, kMaxPathBytes> decoded_;
};

// Declared routes as a tree over the segments of paths: literals before parameters, narrower types before
// wider ones, {name:any} last; what leads nowhere is left again, so the best route that has the method is
// found. Owned by whom has the routes. Pure; matching allocates nothing and visits each node of the tree at
// most once.
class RouteTable {
public:
    enum class Slash : std::uint8_t {
        Ignored, // "/a" and "/a/" are the same
        Strict,  // the route says which
    };
    explicit RouteTable(char delimiter = '/', Slash slash = Slash::Ignored);

    // `methods`: such as "GET"; none: all of them. `label` names the route in errors ("/a (routes.php:3)").
    // Fails when another route has the same paths for one of the methods, or a limit is reached; the table
    // is not to be used then.
    Result<void> add(std::uint32_t route, const std::vector<std::string>& methods, const PathPattern& pattern,
                     std::string label);
    std::size_t size() const { return labels_.size(); }

    // The path as it came, without query. A route for GET answers HEAD as well.
    void match(std::string_view method, std::string_view path, RouteMatch& match) const;
    // "GET, HEAD, OPTIONS, POST"
    std::string allowedText(std::uint32_t allowed) const;

private:
    static constexpr std::uint32_t kNone = 0xffffffff;
    enum : std::uint32_t { kGetMethod = 1, kHeadMethod = 2, kOptionsMethod = 4 }; // bits that every table has
    struct End {
        std::uint32_t methods; // bits
        std::uint32_t route;
        std::uint32_t label;
    };
    struct Parameter { // the way to a child that takes a value
        std::string prefix;
        std::string suffix;
        SegmentType type;
        std::vector<std::string> choices;
        std::uint32_t child;
    };
    struct Node {
        std::vector<Parameter> parameters; // in the order of trial
        std::vector<End> ends;
        End any{0, kNone, 0}; // for every method
        std::uint32_t methods = 0;
        bool hasLiterals = false;
    };
    struct Literal { // the way to a child by a word; all of them in one hash table
        std::string text;
        std::uint32_t parent = kNone;
        std::uint32_t child = kNone;
    };
    struct Walk;

    std::uint32_t literalChild(std::uint32_t parent, std::string_view text) const;
    std::uint32_t makeLiteralChild(std::uint32_t parent, std::string_view text);
    std::uint32_t makeParameterChild(std::uint32_t parent, const PatternSegment& segment);
    void growLiterals();
    Result<std::uint32_t> methodBits(const std::vector<std::string>& methods);
    Result<void> addEnd(std::uint32_t node, std::uint32_t methods, std::uint32_t route);
    Error conflict(const End& end, std::uint32_t methods) const;
    std::string methodText(std::uint32_t methods) const;
    bool split(std::string_view path, RouteMatch& match) const;
    bool walk(Walk& walk, std::uint32_t node, std::size_t depth) const;
    bool walkParameter(Walk& walk, const Parameter& parameter, std::size_t depth) const;
    bool arrive(Walk& walk, const Node& node) const;

    std::vector<Node> nodes_;
    std::vector<Literal> literals_; // open addressing, a power of two, at most half full
    std::size_t literalCount_ = 0;
    std::vector<std::string> methods_; // the index is the bit
    std::vector<std::string> labels_;
    const char delimiter_;
    const Slash slash_;
};

} // namespace aha::mvc
