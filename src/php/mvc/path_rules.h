#pragma once

#include "core/base/ref.h"
#include "core/mvc/url_rule.h"
#include "php/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aha::php {

// What rules write to; one for all requests.
struct PathScratch {
    mvc::Rewritten rewritten;
    std::string path; // of a rewrite
};

// One URL rule: compiled by ours, or a regular expression for PCRE.
struct PathRule {
    std::string pattern;
    std::optional<mvc::UrlRule> compiled;
    mvc::RuleTarget target; // of a regular expression
    std::vector<std::string> names;
    Value regex; // string
};

// The URL rules and rewrites of an application, in their order. Made once, never changed; strings are all the
// PHP values it has.
class PathRules final : public RefCounted<PathRules> {
public:
    static void destroy(PathRules* rules) noexcept { delete rules; }

    // Each: false: EG(exception) is set (ConfigException).
    bool addRule(std::string_view pattern, std::string_view target);
    bool addRewrite(std::string_view regex, std::string_view replacement);

    // The path that a rewrite makes, or the path itself. False: EG(exception) is set.
    bool rewrite(std::string_view& path, PathScratch& scratch) const;
    // The first rule that matches; null: none, or EG(exception) is set.
    const PathRule* apply(std::string_view path, PathScratch& scratch) const;

    bool isEmpty() const { return rules_.empty() && rewrites_.empty(); }
    bool hasRules() const { return !rules_.empty(); }
    const std::vector<PathRule>& rules() const { return rules_; }

private:
    struct Rewrite {
        Value regex;
        Value replacement;
    };
    bool applyRegex(const PathRule& rule, std::string_view path, PathScratch& scratch) const;

    std::vector<PathRule> rules_;
    std::vector<Rewrite> rewrites_;
};

} // namespace aha::php
