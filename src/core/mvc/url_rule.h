#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aha::mvc {

constexpr std::size_t kMaxRuleBytes = 1024;     // of a pattern, and of a target
constexpr std::size_t kMaxRuleParts = 32;       // of a pattern
constexpr std::size_t kMaxRulePathBytes = 2048; // longer paths match no rule

// What a rule makes of a path. One object serves request after request.
struct Rewritten {
    std::string path;
    std::string query; // "a=1&b=2", to be put before that of the request
    std::string_view captured(std::size_t index) const { return captures_[index]; }

private:
    friend class UrlRule;
    std::vector<std::string_view> captures_;
    std::vector<std::uint8_t> reach_;
};

// The target of a rule: text with ${name} in it, and perhaps a query.
class RuleTarget {
public:
    // `names` are those of the captures, in their order.
    static Result<RuleTarget> parse(std::string_view text, const std::vector<std::string>& names);
    // Captures that the target does not use become parameters of the query.
    void write(const std::vector<std::string_view>& captures, Rewritten& out) const;

private:
    struct Piece {
        std::string text;
        std::size_t capture; // kText: it is text
        bool inQuery;
    };
    static constexpr std::size_t kText = static_cast<std::size_t>(-1);
    std::vector<Piece> pieces_;
    std::vector<std::string> names_;
    std::vector<bool> used_;
};

// One URL rule: "/shop/:alias/.*" => "goods/show?alias=${alias}". The whole path must match, without regard
// to case; :name takes as much of a segment as it can, but one byte, ".*" takes anything. Pure; the work of a
// match is bounded by parts times bytes.
class UrlRule {
public:
    // Errc::Unsupported: the pattern is a regular expression, which is not our business.
    static Result<UrlRule> compile(std::string_view pattern, std::string_view target);
    bool apply(std::string_view path, Rewritten& out) const;

private:
    enum class Kind : std::uint8_t { Text, Name, Star };
    struct Part {
        Kind kind;
        std::string text; // lower case
    };
    Result<void> addName(std::string_view& left, std::string_view pattern);
    bool mayMatch(std::string_view path) const;
    void fillReach(std::string_view path, std::vector<std::uint8_t>& reach) const;

    std::vector<Part> parts_;
    std::vector<std::string> names_;
    RuleTarget target_;
};

// The names of ":name" in a rule that is a regular expression, and the expression PCRE understands.
std::string regexOfRule(std::string_view pattern, std::vector<std::string>& names);

// "/user/7.json" with "json" in the list: the path without the suffix, and which it was.
struct FormatSplit {
    std::string_view path;
    std::string_view format; // "": none; as it stands in the list
};
FormatSplit splitFormat(std::string_view path, const std::vector<std::string>& formats);

} // namespace aha::mvc
