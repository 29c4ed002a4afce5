#pragma once

#include "core/log/file_calls.h"
#include "core/log/file_pattern.h"
#include "core/log/sink.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace aha::log {

struct RotationRules {
    std::uint64_t maxSizeBytes = 0; // 0 = any size
    bool daily = false;
    unsigned maxFiles = 0; // 0 = all
};

// Renames full and old files of one log, and removes those that are too many. Each rename is one step that
// loses nothing if it fails. Owned by its FileSink, which holds the file's lock meanwhile. Calls nobody.
class Rotation {
public:
    Rotation(RotationRules rules, FileCalls& calls) : rules_(rules), calls_(calls) {}

    bool isOn() const { return rules_.maxSizeBytes > 0 || rules_.daily; }
    const RotationRules& rules() const { return rules_; }
    bool isDue(const FileState& file, std::size_t addedBytes, const LocalTime& now) const;
    // Renames the file away. 0, or errno and what failed.
    int rotate(const std::string& path, const FileState& file, const LocalTime& now, std::string& problem);
    // Removes the oldest files of the pattern beyond maxFiles, never `current`.
    void prune(const FilePattern& pattern, const std::string& current);

    static constexpr unsigned kMaxNumber = 9'999;      // ".9999" is overwritten
    static constexpr std::size_t kMaxListed = 100'000; // names of a folder that prune() looks at

private:
    int look(const std::string& path, bool& exists, std::string& problem);
    int move(const std::string& from, const std::string& to, std::string& problem);
    int shiftNumbers(const std::string& path, std::string& problem);
    int findDayName(const std::string& path, const FileState& file, const LocalTime& now, std::string& target,
                    std::string& problem);

    const RotationRules rules_;
    FileCalls& calls_;
};

} // namespace aha::log
