#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace aha::process {

// What master and workers tell each other. `from` and `to` are worker ids (task workers follow the workers).
enum class MessageType : std::uint8_t {
    // worker -> master
    Ready = 1,    // booted; waits for Activate
    BootFailed,   // payload: the error in words; the process ends
    Retiring,     // payload: why; go on serving, I want a successor (max_request, a fatal error …)
    StopServer,   // stop() was called in a worker
    ReloadServer, // reload() was called in a worker
    StatusReply,  // payload: JSON; id: that of the request
    Paused,       // the answer to Drain: I accept nothing more
    // master -> worker
    Activate,      // accept from now on
    Drain,         // finish what you have and end; id: milliseconds for it
    Cancel,        // end at once: cancel what is in flight
    StatusRequest, // id
    ReopenLogs,
    // routed by the master
    Pipe,       // sendMessage(); payload: the user's
    Task,       // id: that of the asker; from: who asked; ticket: the router's number; payload: the user's
    TaskResult, // id, ticket; payload: the value
    TaskError,  // id, ticket; payload: the error in words
};

struct Message {
    MessageType type;
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::uint64_t id = 0;
    std::uint64_t ticket = 0;
    std::string_view payload = {}; // valid only during the call that delivers it
};

// Appends the frame of a message: 4 bytes length of what follows, then type, from, to, id,
// ticket (all little-endian), then the payload, which is at most kMaxPayloadBytes long.
void appendFrame(std::string& out, const Message& message);

inline constexpr std::size_t kFrameHeaderBytes = 4 + 1 + 4 + 4 + 8 + 8;
inline constexpr std::size_t kMaxPayloadBytes = std::size_t{256} << 20; // a longer frame is malformed

// Cuts the frames out of a stream of bytes, fed in any pieces. Pure. After an error every feed fails.
// A frame that is whole in the bytes fed is not copied. `deliver` may stop or destroy the decoder.
class FrameDecoder {
public:
    explicit FrameDecoder(std::size_t maxPayloadBytes = kMaxPayloadBytes) : maxPayload_(maxPayloadBytes) {}
    ~FrameDecoder() { stop(); }
    FrameDecoder(const FrameDecoder&) = delete;
    FrameDecoder& operator=(const FrameDecoder&) = delete;

    // Hands each complete message to `deliver(context, message)`. Malformed: the bytes are no frames.
    // Cancelled: stop() was called or the decoder destroyed, in this feed or before it.
    Result<void> feed(std::string_view bytes, void (*deliver)(void*, const Message&), void* context);
    // Nothing is delivered any more, also by the feed that is running.
    void stop();
    bool isBetweenFrames() const { return pending_.empty(); }

private:
    enum class State : std::uint8_t { Open, Broken, Stopped };

    bool gather(std::string_view& bytes, std::size_t upTo);
    Result<bool> next(std::string_view& bytes, std::string& gathered, std::string_view& frame);

    std::size_t maxPayload_;
    std::string pending_;        // the beginning of a frame
    bool* wasStopped_ = nullptr; // of the feed that is running
    State state_ = State::Open;
};

} // namespace aha::process
