#pragma once

#include "core/net/file.h"
#include "core/net/loop.h"
#include "core/server/file_sink.h"
#include "core/server/http_exchange.h"

#include <cstdint>
#include <string_view>

namespace aha::server {

// Sends a range of a file: a part at a time, no faster than the peer reads.
// Owned by its connection; owns the descriptor. What the page cache holds is read in place, the rest by the
// thread pool, so that no disk blocks the loop.
// Calls FileSink::continueFile() from the loop.
class FileSender final : public net::FlushItem {
public:
    enum class Progress : std::uint8_t {
        Sent,    // all of it is handed to the stream
        Blocked, // enough is queued: pump() again when that has drained
        Busy,    // goes on by itself
        Broken,  // the file is shorter than announced, or cannot be read
    };

    FileSender(net::Loop& loop, FileSink& sink, const FileBody& file, bool readsInPlace);
    ~FileSender();
    FileSender(const FileSender&) = delete;
    FileSender& operator=(const FileSender&) = delete;

    Progress pump();
    void flush() override; // the next turn: goes on

private:
    static constexpr std::size_t kPartBytes = 128 * 1024;
    static constexpr std::size_t kInlineBytes = 16 * 1024; // a small file leaves in one write with its head
    static constexpr std::size_t kTurnBytes = 1024 * 1024; // per turn of the loop, for the sake of others

    long sendInline(std::size_t bytes);
    long sendPart(std::size_t bytes);
    void readInPool(std::size_t bytes);
    void onRead(Result<std::string_view> piece);
    void advance(std::size_t bytes);

    net::Loop& loop_;
    FileSink& sink_;
    net::FileReader reader_; // owns the descriptor
    int fd_;
    std::uint64_t offset_;
    std::uint64_t left_;
    bool readsInPlace_;
    bool isBroken_ = false;
};

} // namespace aha::server
