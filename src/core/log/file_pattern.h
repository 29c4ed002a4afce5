#pragma once

#include "core/base/result.h"

#include <ctime>
#include <string>
#include <string_view>
#include <vector>

namespace aha::log {

// A path with the time in its name: "/var/log/app-{Y}{m}{d}.log". The letters are those of PHP's date():
// Y y m n d j H G i s. A path without braces is just that path. Pure.
class FilePattern {
public:
    static Result<FilePattern> parse(std::string_view text);

    std::string expand(const std::tm& time) const;
    bool hasTime() const { return hasTime_; }
    bool hasTimeInFolder() const { return hasTimeInFolder_; }
    // Whether the name (without folder) can come from the last part of this pattern, or is such a name with a
    // number of the rotation by size behind it (".1") or the day of the rotation by day (".2026-07-27",
    // ".2026-07-27.1").
    bool matchesName(std::string_view name) const;

private:
    struct Part {
        std::string literal; // when letter is 0
        char letter = 0;
    };
    bool matchesFrom(std::size_t index, std::string_view name) const;

    std::vector<Part> parts_;
    std::size_t nameFrom_ = 0; // the part that begins the file's name
    bool hasTime_ = false;
    bool hasTimeInFolder_ = false;
};

// "2026-07-27"
std::string dayText(const std::tm& time);

} // namespace aha::log
