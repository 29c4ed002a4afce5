// Whatever the patterns and the path: values fit their types, and the path built from them finds the same
// route.
#include "core/mvc/route_table.h"
#include "fuzz/fuzz.h"

#include <optional>
#include <vector>

using namespace aha;

static void check(const mvc::RouteTable& table, const std::vector<mvc::PathPattern>& patterns,
                  std::string_view path) {
    static mvc::RouteMatch match, again;
    table.match("GET", path, match);
    if (match.outcome != mvc::RouteMatch::Outcome::Found) {
        fuzz::require(match.count == 0, "values of no route");
        return;
    }
    const mvc::PathPattern& pattern = patterns[match.route];
    std::vector<std::optional<std::string_view>> values(pattern.parameterCount());
    for (std::size_t i = 0; i < match.count; ++i) {
        fuzz::require(pattern.parameter(i).accepts(match.values[i]), "a value that does not fit");
        values[i] = match.values[i];
    }
    fuzz::require(match.count + (pattern.hasOptional() ? 1 : 0) >= values.size(), "values are missing");
    std::string built;
    if (!pattern.build(values, built)) {
        return; // "." as a value, which browsers would take away
    }
    table.match("GET", built, again);
    if (built.size() > mvc::kMaxPathBytes) { // encoded, it may be longer
        return;
    }
    fuzz::require(again.outcome == mvc::RouteMatch::Outcome::Found && again.route == match.route,
                  "the built path is another route");
    fuzz::require(again.count == match.count, "other values");
    for (std::size_t i = 0; i < match.count; ++i) {
        fuzz::requireEqual(std::string(again.values[i]), std::string(match.values[i]), "another value");
    }
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view input = fuzz::viewOf(data, size);
    mvc::RouteTable table;
    std::vector<mvc::PathPattern> patterns;
    while (true) { // a pattern on each line, the last line is the path
        const std::size_t end = input.find('\n');
        if (end == std::string_view::npos) {
            break;
        }
        if (Result<mvc::PathPattern> pattern = mvc::PathPattern::parse(input.substr(0, end))) {
            if (!table.add(static_cast<std::uint32_t>(patterns.size()), {"GET"}, pattern.value(), "")) {
                return 0;
            }
            patterns.push_back(pattern.take());
        }
        input.remove_prefix(end + 1);
    }
    check(table, patterns, input);
    return 0;
}
