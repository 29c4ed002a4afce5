#pragma once

#include "core/log/file_calls.h"

#include <cerrno>
#include <functional>
#include <utility>

namespace aha::log::test {

// The real calls, of which one, by number, goes wrong: with an errno, or, if it writes, after some bytes.
class FaultyCalls final : public FileCalls {
public:
    int failAt = -1;  // the first call is 0
    int failures = 1; // so many calls from there on
    int err = ENOSPC;
    std::size_t shortBytes = 0; // a write that fails takes that much, and the next one fails
    int calls = 0;
    int pauses = 0;
    std::function<void()> onPosition;

    int open(const std::string& path) override { return fails() ? -err : FileCalls::open(path); }
    int openFolder(const std::string& path) override { return fails() ? -err : FileCalls::openFolder(path); }
    ssize_t write(int fd, const char* bytes, std::size_t size) override {
        if (!fails()) {
            return FileCalls::write(fd, bytes, size);
        }
        if (shortBytes == 0 || shortBytes >= size) {
            return -err;
        }
        failAt = calls; // the next one
        failures = 1;
        return FileCalls::write(fd, bytes, std::exchange(shortBytes, 0));
    }
    int stat(const std::string& path, FileState& state) override {
        return fails() && err != ENOENT ? -err : FileCalls::stat(path, state); // that would be a lie
    }
    int stat(int fd, FileState& state) override { return fails() ? -err : FileCalls::stat(fd, state); }
    int tryLock(int fd) override { return fails() ? -err : FileCalls::tryLock(fd); }
    std::int64_t position(int fd) override {
        if (onPosition) {
            onPosition();
        }
        return fails() ? -err : FileCalls::position(fd);
    }
    int truncate(int fd, std::uint64_t size) override {
        return fails() ? -err : FileCalls::truncate(fd, size);
    }
    int rename(const std::string& from, const std::string& to) override {
        return fails() ? -err : FileCalls::rename(from, to);
    }
    int unlink(const std::string& path) override { return fails() ? -err : FileCalls::unlink(path); }
    int list(const std::string& folder, std::vector<std::string>& names, std::size_t most) override {
        return fails() ? -err : FileCalls::list(folder, names, most);
    }
    void pauseBriefly() override { ++pauses; }

private:
    bool fails() {
        int number = calls++;
        return failAt >= 0 && number >= failAt && number < failAt + failures;
    }
};

} // namespace aha::log::test
