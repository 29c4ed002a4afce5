#pragma once

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace aha::test {

// A directory that exists as long as the test.
class TempTree {
public:
    TempTree() {
        std::string name = (std::filesystem::temp_directory_path() / "aha-test-XXXXXX").string();
        root_ = ::mkdtemp(name.data()) ? name : std::string();
    }
    ~TempTree() { std::filesystem::remove_all(root_); }
    TempTree(const TempTree&) = delete;
    TempTree& operator=(const TempTree&) = delete;

    const std::string& root() const { return root_; }
    std::string path(std::string_view relative) const { return root_ + "/" + std::string(relative); }
    void file(std::string_view relative, std::string_view content) const {
        std::filesystem::create_directories(std::filesystem::path(path(relative)).parent_path());
        std::ofstream(path(relative), std::ios::binary) << content;
    }
    void link(std::string_view relative, const std::string& target) const {
        std::filesystem::create_symlink(target, path(relative));
    }
    // Seconds since the epoch.
    void modifiedAt(std::string_view relative, std::int64_t seconds) const {
        const timespec times[2] = {{seconds, 0}, {seconds, 0}};
        ::utimensat(AT_FDCWD, path(relative).c_str(), times, 0);
    }

private:
    std::string root_;
};

// How many descriptors this process has open.
inline std::size_t openDescriptors() {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
        static_cast<void>(entry);
        ++count;
    }
    return count;
}

} // namespace aha::test
