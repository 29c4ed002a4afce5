#include "core/log/rotation.h"

#include <algorithm>
#include <vector>

namespace aha::log {

static constexpr std::int64_t kNsPerSecond = 1'000'000'000;

bool Rotation::isDue(const FileState& file, std::size_t addedBytes, const LocalTime& now) const {
    if (file.size == 0) {
        return false;
    }
    if (rules_.maxSizeBytes > 0 && file.size + addedBytes > rules_.maxSizeBytes) {
        return true;
    }
    return rules_.daily && now.dayOf(file.modifiedNs / kNsPerSecond) < now.day();
}

bool Rotation::exists(const std::string& path) {
    FileState state;
    return calls_.stat(path, state) == 0;
}

int Rotation::move(const std::string& from, const std::string& to, std::string& problem) {
    int err = -calls_.rename(from, to);
    if (err != 0) {
        problem = "rename " + from + " to " + to;
    }
    return err;
}

int Rotation::rotate(const std::string& path, const FileState& file, const LocalTime& now,
                     std::string& problem) {
    if (rules_.daily) {
        return move(path, freeDayName(path, file, now), problem);
    }
    int err = shiftNumbers(path, problem);
    return err ? err : move(path, path + ".1", problem);
}

// Moves .1 to .2 and so on, up to the first number that is free; the last one allowed is overwritten.
int Rotation::shiftNumbers(const std::string& path, std::string& problem) {
    unsigned last = rules_.maxFiles > 0 ? std::min(rules_.maxFiles, kMaxNumber) : kMaxNumber;
    unsigned free = 1;
    while (free < last && exists(path + "." + std::to_string(free))) {
        ++free;
    }
    for (unsigned number = free; number > 1; --number) {
        std::string from = path + "." + std::to_string(number - 1);
        if (int err = move(from, path + "." + std::to_string(number), problem)) {
            return err;
        }
    }
    return 0;
}

std::string Rotation::freeDayName(const std::string& path, const FileState& file, const LocalTime& now) {
    std::string name = path + "." + now.dayOf(file.modifiedNs / kNsPerSecond);
    if (!exists(name)) {
        return name;
    }
    unsigned number = 1;
    while (number < kMaxNumber && exists(name + "." + std::to_string(number))) {
        ++number;
    }
    return name + "." + std::to_string(number);
}

void Rotation::prune(const FilePattern& pattern, const std::string& current) {
    if (rules_.maxFiles == 0) {
        return;
    }
    struct Old {
        std::int64_t modifiedNs;
        std::string path;
    };
    std::size_t nameAt = current.rfind('/') + 1;
    std::string folder = current.substr(0, nameAt);
    std::vector<std::string> names;
    calls_.list(folder, names, kMaxListed);
    std::vector<Old> old;
    for (const std::string& name : names) {
        FileState state;
        std::string path = folder + name;
        if (path != current && pattern.matchesName(name) && calls_.stat(path, state) == 0 &&
            state.isRegular) {
            old.push_back({state.modifiedNs, path});
        }
    }
    std::sort(old.begin(), old.end(), [](const Old& a, const Old& b) {
        return a.modifiedNs != b.modifiedNs ? a.modifiedNs > b.modifiedNs : a.path > b.path;
    });
    for (std::size_t i = rules_.maxFiles; i < old.size(); ++i) {
        calls_.unlink(old[i].path); // another process may have been faster
    }
}

} // namespace aha::log
