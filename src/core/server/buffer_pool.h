#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace aha::server {

// Strings whose memory serves one connection after the other, so that an idle one holds none.
// Owned by what the connections of a server share. Calls nobody.
class BufferPool {
public:
    void acquire(std::string& empty) { // gives an empty string some capacity
        if (!free_.empty()) {
            empty.swap(free_.back());
            free_.pop_back();
        }
    }
    void release(std::string& used) { // takes it back
        used.clear();
        if (used.capacity() >= kMinBytes && used.capacity() <= kMaxBytes && free_.size() < kMaxFree) {
            free_.push_back(std::move(used));
        }
        used = std::string();
    }

private:
    static constexpr std::size_t kMaxFree = 64;
    static constexpr std::size_t kMinBytes = 64;
    static constexpr std::size_t kMaxBytes = 64 * 1024; // bigger buffers are not kept

    std::vector<std::string> free_;
};

} // namespace aha::server
