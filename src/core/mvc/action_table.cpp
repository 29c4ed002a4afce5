#include "core/mvc/action_table.h"

#include <algorithm>
#include <array>

namespace aha::mvc {

static bool isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

static std::size_t countParts(std::string_view path) {
    return static_cast<std::size_t>(std::count(path.begin(), path.end(), '/')) + 1;
}

// Each part is a name of PHP's as ucfirst() leaves it.
static bool isActionPath(std::string_view path, std::size_t maxParts) {
    char before = '/';
    for (char c : path) {
        bool begins = before == '/';
        if (c == '/' ? begins : !isWord(c) || (begins && c != upper(c)) || (begins && c >= '0' && c <= '9')) {
            return false;
        }
        before = c;
    }
    return before != '/' && countParts(path) <= maxParts && path.size() <= ActionTable::kMaxUri;
}

bool ActionTable::addPath(std::string_view path, std::size_t maxParts) {
    if (!isActionPath(path, maxParts) || actions_.find(path) != actions_.end()) {
        return false;
    }
    actions_.emplace(path, static_cast<std::uint32_t>(paths_.size()));
    paths_.emplace_back(path);
    return true;
}

bool ActionTable::add(std::string_view path) { return addPath(path, kMaxParts); }

bool ActionTable::addController(std::string_view path) { return addPath(path, kMaxControllerParts); }

// Fewer steps of the fallback win: those of two parts come before those of three.
void ActionTable::addFallbacks(std::size_t maxParts) {
    constexpr std::string_view kIndex = "/Index";
    for (std::size_t parts = 2; parts <= maxParts; ++parts) {
        for (std::uint32_t action = finished_; action < paths_.size(); ++action) {
            std::string_view path = paths_[action];
            if (countParts(path) != parts) {
                continue;
            }
            while (path.size() > kIndex.size() && path.substr(path.size() - kIndex.size()) == kIndex) {
                path.remove_suffix(kIndex.size());
                actions_.emplace(path, action);
            }
        }
    }
    finished_ = static_cast<std::uint32_t>(paths_.size());
}

void ActionTable::finish() {
    addFallbacks(kMaxParts);
    if (auto index = std::find(paths_.begin(), paths_.end(), "Index/Index/Index"); index != paths_.end()) {
        actions_.emplace(std::string(), static_cast<std::uint32_t>(index - paths_.begin()));
    }
}

void ActionTable::finishControllers() {
    const auto first = paths_.begin() + finished_;
    for (std::string_view path : {"Index/Index/Index", "Index/Index"}) {
        if (auto index = std::find(first, paths_.end(), path); index != paths_.end()) {
            actions_.emplace(std::string(), static_cast<std::uint32_t>(index - paths_.begin()));
        }
    }
    addFallbacks(kMaxControllerParts);
}

ActionTable::Match ActionTable::match(std::string_view uri, char delimiter) const {
    std::array<char, kMaxUri + 1> key;
    std::size_t length = 0;
    std::size_t parts = 0;
    if (uri.size() > kMaxUri) {
        return {Outcome::TooLong, kNone};
    }
    auto isSkipped = [](char c) { return c == ' ' || c == '.'; };
    auto isTrimmed = [&](char c) { return isSkipped(c) || c == '/' || c == delimiter; };
    while (!uri.empty() && isTrimmed(uri.front())) {
        uri.remove_prefix(1);
    }
    while (!uri.empty() && isTrimmed(uri.back())) {
        uri.remove_suffix(1);
    }
    bool begins = true;
    for (char c : uri) {
        if (isSkipped(c)) {
            continue;
        }
        if (c == delimiter) {
            begins = true;
            continue;
        }
        // With another delimiter a slash would name a folder, which no class name has.
        if (!isWord(c) && c != '-') {
            return {Outcome::BadCharacter, kNone};
        }
        if (begins) {
            if (parts++) {
                key[length++] = '/';
            }
            c = upper(c);
            begins = false;
        }
        key[length++] = c;
    }
    auto found = actions_.find(std::string_view(key.data(), length));
    if (found != actions_.end()) {
        return {Outcome::Found, found->second};
    }
    return {parts > kMaxParts ? Outcome::TooManyParts : Outcome::NotFound, kNone};
}

} // namespace aha::mvc
