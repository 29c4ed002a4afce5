// A pattern fits what its definition says; routes of targets keep the form that patterns rely on.
#include "core/mvc/group_table.h"
#include "core/mvc/run_mode.h"
#include "fuzz/fuzz.h"

#include <algorithm>
#include <string>
#include <vector>

using namespace aha;

// The definition as a table: fits[r] says whether the pattern from `p` on fits the route from `r` on.
static bool fitsByTable(std::string_view pattern, std::string_view route) {
    std::vector<bool> fits(route.size() + 1);
    fits[route.size()] = true;
    for (std::size_t p = pattern.size(); p-- > 0;) {
        if (pattern[p] == '*' && p > 0 && pattern[p - 1] == '*') { // "**": counted from its first star
            --p;
            for (std::size_t r = route.size(); r-- > 0;) {
                fits[r] = fits[r] || fits[r + 1];
            }
        } else if (pattern[p] == '*') {
            for (std::size_t r = route.size(); r-- > 0;) {
                fits[r] = fits[r] || (route[r] != '/' && fits[r + 1]);
            }
        } else {
            for (std::size_t r = 0; r < route.size(); ++r) {
                fits[r] = pattern[p] == route[r] && fits[r + 1];
            }
            fits[route.size()] = false;
        }
    }
    return fits[0];
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input = fuzz::viewOf(data, size);
    const std::size_t cut = std::min(input.find('\n'), input.size());
    const std::string_view pattern = input.substr(0, cut);
    const std::string_view route = input.substr(std::min(cut + 1, input.size()));
    if (pattern.find("***") == std::string_view::npos && size <= 2048) {
        const bool below = pattern.size() >= 3 && pattern.substr(pattern.size() - 3) == "/**" &&
                           fitsByTable(pattern.substr(0, pattern.size() - 3), route == "/" ? "" : route);
        fuzz::require(mvc::fitsPattern(pattern, route) == (below || fitsByTable(pattern, route)),
                      "does not fit as defined");
    }
    const std::string normal = mvc::routeOfTarget(route);
    fuzz::require(!normal.empty() && normal.front() == '/', "a route that does not begin with /");
    fuzz::require(mvc::routeOfTarget(normal) == normal, "a route that changes again");
    if (mvc::isModeName(route)) {
        for (const std::string& name : mvc::modeNames(route)) {
            fuzz::require(mvc::isModeName(name), "an alias that is no name");
        }
    }
    return 0;
}
