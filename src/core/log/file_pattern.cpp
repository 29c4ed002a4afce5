#include "core/log/file_pattern.h"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace aha::log {

static constexpr std::string_view kLetters = "YymndjHGis";

static std::string expandLetter(char letter, const std::tm& time) {
    char text[16];
    switch (letter) {
    case 'Y': std::snprintf(text, sizeof text, "%04d", time.tm_year + 1900); break;
    case 'y': std::snprintf(text, sizeof text, "%02d", time.tm_year % 100); break;
    case 'm': std::snprintf(text, sizeof text, "%02d", time.tm_mon + 1); break;
    case 'n': std::snprintf(text, sizeof text, "%d", time.tm_mon + 1); break;
    case 'd': std::snprintf(text, sizeof text, "%02d", time.tm_mday); break;
    case 'j': std::snprintf(text, sizeof text, "%d", time.tm_mday); break;
    case 'H': std::snprintf(text, sizeof text, "%02d", time.tm_hour); break;
    case 'G': std::snprintf(text, sizeof text, "%d", time.tm_hour); break;
    case 'i': std::snprintf(text, sizeof text, "%02d", time.tm_min); break;
    default: std::snprintf(text, sizeof text, "%02d", time.tm_sec); break;
    }
    return text;
}

// The least and most digits that a letter stands for.
static std::pair<std::size_t, std::size_t> digitsOf(char letter) {
    switch (letter) {
    case 'Y': return {4, 4};
    case 'n':
    case 'j':
    case 'G': return {1, 2};
    default: return {2, 2};
    }
}

std::string dayText(const std::tm& time) {
    char text[40];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", time.tm_year + 1900, time.tm_mon + 1, time.tm_mday);
    return text;
}

static Error badPattern(std::string_view text) {
    return Error{Errc::InvalidArgument,
                 "the log file \"" + std::string(text) +
                     "\" has a brace that is none of {Y} {y} {m} {n} {d} {j} {H} {G} {i} {s}"};
}

Result<FilePattern> FilePattern::parse(std::string_view text) {
    FilePattern pattern;
    std::string literal;
    std::size_t slash = text.rfind('/');
    std::size_t nameAt = slash == std::string_view::npos ? 0 : slash + 1;
    auto finishLiteral = [&pattern, &literal] {
        if (!literal.empty()) {
            pattern.parts_.push_back({std::move(literal), 0});
            literal.clear();
        }
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i == nameAt) {
            finishLiteral();
            pattern.nameFrom_ = pattern.parts_.size();
        }
        if (text[i] == '}' || text[i] == '\0') {
            return badPattern(text);
        }
        if (text[i] != '{') {
            literal += text[i];
            continue;
        }
        if (i + 2 >= text.size() || text[i + 2] != '}' ||
            kLetters.find(text[i + 1]) == std::string_view::npos) {
            return badPattern(text);
        }
        finishLiteral();
        pattern.parts_.push_back({{}, text[i + 1]});
        pattern.hasTime_ = true;
        pattern.hasTimeInFolder_ = pattern.hasTimeInFolder_ || i < nameAt;
        i += 2;
    }
    finishLiteral();
    if (nameAt == text.size()) {
        return Error{Errc::InvalidArgument, "the log file \"" + std::string(text) + "\" has no name"};
    }
    return pattern;
}

std::string FilePattern::expand(const std::tm& time) const {
    std::string path;
    for (const Part& part : parts_) {
        path += part.letter ? expandLetter(part.letter, time) : part.literal;
    }
    return path;
}

static bool isDigit(char c) { return c >= '0' && c <= '9'; }

static std::size_t countDigits(std::string_view text) {
    std::size_t count = 0;
    while (count < text.size() && isDigit(text[count])) {
        ++count;
    }
    return count;
}

// "", ".1", ".2026-07-27", ".2026-07-27.1"
static bool isRotationSuffix(std::string_view text) {
    constexpr std::size_t kDayBytes = 11;
    if (text.size() >= kDayBytes && text[0] == '.' && countDigits(text.substr(1)) == 4 && text[5] == '-' &&
        countDigits(text.substr(6)) == 2 && text[8] == '-' && countDigits(text.substr(9)) == 2) {
        text.remove_prefix(kDayBytes);
    }
    if (text.empty()) {
        return true;
    }
    return text[0] == '.' && text.size() > 1 && countDigits(text.substr(1)) == text.size() - 1;
}

bool FilePattern::matchesFrom(std::size_t index, std::string_view name) const {
    if (index == parts_.size()) {
        return isRotationSuffix(name);
    }
    const Part& part = parts_[index];
    if (!part.letter) {
        return name.substr(0, part.literal.size()) == part.literal &&
               matchesFrom(index + 1, name.substr(part.literal.size()));
    }
    auto [least, most] = digitsOf(part.letter);
    std::size_t have = std::min(countDigits(name), most);
    for (std::size_t take = least; take <= have; ++take) {
        if (matchesFrom(index + 1, name.substr(take))) {
            return true;
        }
    }
    return false;
}

bool FilePattern::matchesName(std::string_view name) const { return matchesFrom(nameFrom_, name); }

} // namespace aha::log
