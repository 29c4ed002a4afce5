#include "core/log/rotation.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
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

// An error that leaves it open whether there is such a file must not end in its being overwritten.
int Rotation::look(const std::string& path, bool& exists, std::string& problem) {
    FileState state;
    int err = -calls_.stat(path, state);
    exists = err == 0;
    if (err != 0 && err != ENOENT) {
        problem = "look at " + path;
        return err;
    }
    return 0;
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
    std::string target = path + ".1";
    int err = rules_.daily ? findDayName(path, file, now, target, problem) : shiftNumbers(path, problem);
    return err ? err : move(path, target, problem);
}

// Moves .1 to .2 and so on, up to the first number that is free; the last one allowed is overwritten.
int Rotation::shiftNumbers(const std::string& path, std::string& problem) {
    unsigned last = rules_.maxFiles > 0 ? std::min(rules_.maxFiles, kMaxNumber) : kMaxNumber;
    unsigned free = 1;
    for (bool exists = true; free < last; ++free) {
        if (int err = look(path + "." + std::to_string(free), exists, problem)) {
            return err;
        }
        if (!exists) {
            break;
        }
    }
    for (unsigned number = free; number > 1; --number) {
        std::string from = path + "." + std::to_string(number - 1);
        if (int err = move(from, path + "." + std::to_string(number), problem)) {
            return err;
        }
    }
    return 0;
}

// The first file of a day has no number. Later ones have the next number, even when older ones are gone.
int Rotation::findDayName(const std::string& path, const FileState& file, const LocalTime& now,
                          std::string& target, std::string& problem) {
    std::size_t nameAt = path.rfind('/') + 1;
    target = path + "." + now.dayOf(file.modifiedNs / kNsPerSecond);
    std::string name = target.substr(nameAt);
    std::vector<std::string> names;
    if (int err = -calls_.list(path.substr(0, nameAt), names, kMaxListed)) {
        problem = "list the folder of " + path;
        return err;
    }
    bool isTaken = false;
    unsigned highest = 0;
    for (const std::string& other : names) {
        if (other.compare(0, name.size(), name) != 0) {
            continue;
        }
        isTaken = isTaken || other.size() == name.size();
        if (other.size() > name.size() + 1 && other[name.size()] == '.') {
            highest = std::max(highest, unsigned(std::strtoul(other.c_str() + name.size() + 1, nullptr, 10)));
        }
    }
    if (isTaken || highest > 0) {
        target += "." + std::to_string(std::min(highest + 1, kMaxNumber));
    }
    return 0;
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
