#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aha::mvc {

// Whether a route fits a pattern: '*' is anything within one part of a path, "**" anything, and "/**" at the
// end also nothing ("/admin/**" fits "/admin"). Costs at most the product of the lengths.
bool fitsPattern(std::string_view pattern, std::string_view route);

// "Demo/Client/Http" → "/demo/client/http", the text that patterns see: first letters small, an "Index" at
// the end left out, so that no spelling of a path gets round a pattern. What begins with '/' stays as it is.
std::string routeOfTarget(std::string_view name);

// Patterns that are not ours to match: regular expressions.
class PatternMatcher {
public:
    virtual bool matches(std::uint32_t rule, std::string_view route) = 0;

protected:
    ~PatternMatcher() = default;
};

// Named groups of members, and the ordered rules that give a route its groups: the first that fits wins.
// Members are numbers that mean something to the owner. Built once; calls nobody but the matcher.
class GroupTable {
public:
    static constexpr std::uint32_t kNone = ~std::uint32_t{0};
    static constexpr std::size_t kMaxPattern = 512;
    static constexpr std::size_t kMaxRules = 1000;

    // A group may be added to.
    void addMember(std::string_view group, std::uint32_t member);
    void addGroup(std::string_view group); // may stay empty
    // `isForeign`: the pattern is the matcher's.
    Result<void> addRule(std::string_view pattern, const std::vector<std::string>& groups,
                         bool isForeign = false);
    // Every group that a rule names is there.
    Result<void> check() const;

    // The rule for a route; kNone: no rule fits.
    std::uint32_t ruleFor(std::string_view route, PatternMatcher* matcher = nullptr) const;
    // In the order of the rule's groups and their members, each once.
    std::vector<std::uint32_t> membersOf(std::uint32_t rule) const;
    std::size_t ruleCount() const { return rules_.size(); }
    const std::string& patternOf(std::uint32_t rule) const { return rules_[rule].pattern; }

private:
    struct Group {
        std::string name;
        std::vector<std::uint32_t> members;
    };
    struct Rule {
        std::string pattern;
        std::vector<std::string> groups;
        bool isForeign = false;
    };
    const Group* findGroup(std::string_view name) const;
    Group& makeGroup(std::string_view name);

    std::vector<Group> groups_;
    std::vector<Rule> rules_;
};

} // namespace aha::mvc
