#include "core/mvc/run_mode.h"

#include <algorithm>
#include <array>

namespace aha::mvc {

static char lowerModeChar(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

static std::string lowerMode(std::string_view name) {
    std::string lower(name);
    std::transform(lower.begin(), lower.end(), lower.begin(), lowerModeChar);
    return lower;
}

static bool isModeChar(char c) {
    const char lower = lowerModeChar(c);
    return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

bool isModeName(std::string_view name) {
    return !name.empty() && name.size() <= kMaxModeName && std::all_of(name.begin(), name.end(), isModeChar);
}

using ModeGroup = std::array<std::string_view, 4>;
static constexpr ModeGroup kModeGroups[] = {
    {"product", "online", "production", "prod"},
    {"dev", "develop", "development", {}},
    {"test", "testing", {}, {}},
};

std::vector<std::string> modeNames(std::string_view name) {
    std::vector<std::string> names{lowerMode(name)};
    for (const ModeGroup& group : kModeGroups) {
        if (std::find(group.begin(), group.end(), names.front()) == group.end()) {
            continue;
        }
        for (std::string_view alias : group) {
            if (!alias.empty() && alias != names.front()) {
                names.emplace_back(alias);
            }
        }
        break;
    }
    return names;
}

bool isOnlineMode(std::string_view name) {
    const std::string lower = lowerMode(name);
    const ModeGroup& online = kModeGroups[0];
    return lower == "pre" || lower == "readonly" ||
           std::find(online.begin(), online.end(), lower) != online.end();
}

std::string_view chooseMode(std::string_view commandLine, std::string_view variable, std::string_view ini,
                            std::string_view code) {
    for (std::string_view mode : {commandLine, variable, ini, code}) {
        if (!mode.empty()) {
            return mode;
        }
    }
    return kDefaultMode;
}

bool readSwitch(std::string_view text, bool& out) {
    const std::string word = lowerMode(text);
    if (word == "1" || word == "true" || word == "on" || word == "yes") {
        out = true;
        return true;
    }
    if (word == "0" || word == "false" || word == "off" || word == "no") {
        out = false;
        return true;
    }
    return false;
}

} // namespace aha::mvc
