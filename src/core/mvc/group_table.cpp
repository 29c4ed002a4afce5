#include "core/mvc/group_table.h"

#include <algorithm>

namespace aha::mvc {

// One star to come back to: behind it in the pattern, and how much of the route it has taken.
struct StarPlace {
    std::size_t pattern = std::string_view::npos;
    std::size_t route = 0;
};

// Only the last star of each kind matters: what an earlier one could take more, the later one could as well.
static bool fitsGlob(std::string_view pattern, std::string_view route) {
    StarPlace one, any;
    std::size_t p = 0, r = 0;
    while (r < route.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            const bool isAny = p + 1 < pattern.size() && pattern[p + 1] == '*';
            p += isAny ? 2 : 1;
            (isAny ? any : one) = {p, r};
            if (isAny) {
                one = {};
            }
        } else if (p < pattern.size() && pattern[p] == route[r]) {
            ++p, ++r;
        } else if (one.pattern != std::string_view::npos && route[one.route] != '/') {
            r = ++one.route;
            p = one.pattern;
        } else if (any.pattern != std::string_view::npos) {
            r = ++any.route;
            p = any.pattern;
            one = {};
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') {
        ++p;
    }
    return p == pattern.size();
}

bool fitsPattern(std::string_view pattern, std::string_view route) {
    static constexpr std::string_view kBelow = "/**";
    if (fitsGlob(pattern, route)) {
        return true;
    }
    return pattern.size() >= kBelow.size() && pattern.substr(pattern.size() - kBelow.size()) == kBelow &&
           fitsGlob(pattern.substr(0, pattern.size() - kBelow.size()), route == "/" ? "" : route);
}

std::string routeOfTarget(std::string_view name) {
    if (!name.empty() && name.front() == '/') {
        return std::string(name);
    }
    static constexpr std::string_view kIndex = "/index";
    std::string route;
    bool begins = true;
    for (char c : name) {
        if (begins) {
            route.push_back('/');
        }
        const bool isLarge = begins && c >= 'A' && c <= 'Z';
        begins = c == '/';
        if (!begins) {
            route.push_back(isLarge ? static_cast<char>(c - 'A' + 'a') : c);
        }
    }
    while (route.size() >= kIndex.size() &&
           route.compare(route.size() - kIndex.size(), kIndex.size(), kIndex) == 0) {
        route.resize(route.size() - kIndex.size());
    }
    return route.empty() ? "/" : route;
}

const GroupTable::Group* GroupTable::findGroup(std::string_view name) const {
    auto found =
        std::find_if(groups_.begin(), groups_.end(), [name](const Group& g) { return g.name == name; });
    return found == groups_.end() ? nullptr : &*found;
}

GroupTable::Group& GroupTable::makeGroup(std::string_view name) {
    auto found =
        std::find_if(groups_.begin(), groups_.end(), [name](const Group& g) { return g.name == name; });
    if (found != groups_.end()) {
        return *found;
    }
    groups_.push_back({std::string(name), {}});
    return groups_.back();
}

void GroupTable::addGroup(std::string_view group) { makeGroup(group); }

void GroupTable::addMember(std::string_view group, std::uint32_t member) {
    makeGroup(group).members.push_back(member);
}

Result<void> GroupTable::addRule(std::string_view pattern, const std::vector<std::string>& groups,
                                 bool isForeign) {
    if (pattern.empty() || pattern.size() > kMaxPattern) {
        return Error{Errc::InvalidArgument, "A pattern has 1 to " + std::to_string(kMaxPattern) + " bytes"};
    }
    if (rules_.size() == kMaxRules) {
        return Error{Errc::TooMany, "There can be " + std::to_string(kMaxRules) + " patterns at most"};
    }
    rules_.push_back({std::string(pattern), groups, isForeign});
    return {};
}

Result<void> GroupTable::check() const {
    for (const Rule& rule : rules_) {
        for (const std::string& group : rule.groups) {
            if (findGroup(group)) {
                continue;
            }
            std::string known;
            for (const Group& one : groups_) {
                known.append(known.empty() ? "" : ", ").append(one.name);
            }
            return Error{Errc::InvalidArgument,
                         "pattern \"" + rule.pattern + "\" names the group \"" + group +
                             "\", which is not there; known: " + (known.empty() ? "none" : known)};
        }
    }
    return {};
}

std::uint32_t GroupTable::ruleFor(std::string_view route, PatternMatcher* matcher) const {
    for (std::uint32_t i = 0; i < rules_.size(); ++i) {
        const bool fits = rules_[i].isForeign ? matcher && matcher->matches(i, route)
                                              : fitsPattern(rules_[i].pattern, route);
        if (fits) {
            return i;
        }
    }
    return kNone;
}

std::vector<std::uint32_t> GroupTable::membersOf(std::uint32_t rule) const {
    std::vector<std::uint32_t> members;
    if (rule == kNone) {
        return members;
    }
    for (const std::string& name : rules_[rule].groups) {
        const Group* group = findGroup(name);
        for (std::uint32_t member : group ? group->members : std::vector<std::uint32_t>()) {
            if (std::find(members.begin(), members.end(), member) == members.end()) {
                members.push_back(member);
            }
        }
    }
    return members;
}

} // namespace aha::mvc
