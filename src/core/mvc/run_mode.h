#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace aha::mvc {

// The names of deployment environments. Some mean the same ("online" and "product"), so that an application
// finds its folder under each of them. Pure functions; nobody owns anything.
inline constexpr std::size_t kMaxModeName = 64;
inline constexpr std::string_view kDefaultMode = "product";

// Letters, digits, '_' and '-': it becomes the name of a folder.
bool isModeName(std::string_view name);
// `name` first, then those that mean the same, in lower case.
std::vector<std::string> modeNames(std::string_view name);
// It serves users: private overlays are not read.
bool isOnlineMode(std::string_view name);

// The first that is not empty: command line, environment variable, ini, what code says, "product".
std::string_view chooseMode(std::string_view commandLine, std::string_view variable, std::string_view ini,
                            std::string_view code);

// "1", "true", "on", "yes" and their opposites. False: it is neither, `out` is left.
bool readSwitch(std::string_view text, bool& out);

} // namespace aha::mvc
