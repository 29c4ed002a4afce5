#pragma once

#include "core/mvc/route_table.h"
#include "support/golden.h"

#include <string>
#include <string_view>
#include <vector>

namespace aha::test {

inline std::string outcomeLog(const mvc::RouteTable& table, const mvc::RouteMatch& match,
                              const std::vector<mvc::PathPattern>& patterns) {
    using Outcome = mvc::RouteMatch::Outcome;
    switch (match.outcome) {
    case Outcome::NotFound: return "404";
    case Outcome::MethodNotAllowed: return "405 " + table.allowedText(match.allowed);
    case Outcome::Options: return "options " + table.allowedText(match.allowed);
    case Outcome::BadPath: return "400";
    case Outcome::TooLong: return "414";
    case Outcome::Found: break;
    }
    const mvc::PathPattern& pattern = patterns[match.route];
    std::string log = escape(pattern.text()) + (match.headByGet ? " (HEAD by GET)" : "");
    for (std::size_t i = 0; i < match.count; ++i) {
        log += " " + pattern.parameter(i).name + "=" + escape(match.values[i]);
    }
    return log;
}

// What comes of lines like "+ GET,POST /a/{x}" (a route; "*" = any method) and "GET /a/7" (a request).
inline std::string routeLog(std::string_view input, char delimiter, mvc::RouteTable::Slash slash) {
    mvc::RouteTable table(delimiter, slash);
    mvc::RouteMatch match;
    std::vector<mvc::PathPattern> patterns;
    std::string log;
    while (!input.empty()) {
        std::string_view line = input.substr(0, input.find('\n'));
        input.remove_prefix(std::min(line.size() + 1, input.size()));
        const bool declares = line.starts_with("+ ");
        const std::string shown = escape(line);
        line.remove_prefix(declares ? 2 : 0);
        std::string_view methods = line.substr(0, line.find(' '));
        line.remove_prefix(std::min(methods.size() + 1, line.size()));
        if (!declares) {
            table.match(methods == "*" ? "" : methods, line, match);
            log += shown + ": " + outcomeLog(table, match, patterns) + "\n";
            continue;
        }
        Result<mvc::PathPattern> pattern = mvc::PathPattern::parse(line, delimiter);
        if (!pattern) {
            log += pattern.error().message + "\n";
            continue;
        }
        std::vector<std::string> list;
        while (methods != "*" && !methods.empty()) {
            list.emplace_back(methods.substr(0, methods.find(',')));
            methods.remove_prefix(std::min(list.back().size() + 1, methods.size()));
        }
        const auto route = static_cast<std::uint32_t>(patterns.size());
        if (Result<void> added = table.add(route, list, pattern.value(), pattern.value().text()); !added) {
            log += added.error().message + "\n";
            break; // the table is not to be used
        }
        patterns.push_back(pattern.take());
    }
    return log;
}

} // namespace aha::test
