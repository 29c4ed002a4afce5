#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace aha::net {

// Bytes whose owner is told when they are no longer needed (a zend_string, a std::string on the heap).
class OwnedBytes {
public:
    OwnedBytes() = default;
    OwnedBytes(std::string_view bytes, void* owner, void (*release)(void*) noexcept)
        : bytes_(bytes), owner_(owner), release_(release) {}
    OwnedBytes(OwnedBytes&& other) noexcept
        : bytes_(std::exchange(other.bytes_, {})), owner_(other.owner_),
          release_(std::exchange(other.release_, nullptr)) {}
    OwnedBytes& operator=(OwnedBytes&& other) noexcept {
        std::swap(bytes_, other.bytes_);
        std::swap(owner_, other.owner_);
        std::swap(release_, other.release_);
        return *this;
    }
    ~OwnedBytes() {
        if (release_) {
            release_(owner_);
        }
    }
    static OwnedBytes fromString(std::string bytes); // moves it to the heap

    std::string_view view() const { return bytes_; }
    std::size_t size() const { return bytes_.size(); }
    bool empty() const { return bytes_.empty(); }

private:
    std::string_view bytes_;
    void* owner_ = nullptr;
    void (*release_)(void*) noexcept = nullptr;
};

// Told by a Stream. No callback is made from within a call on the stream itself (write, close, …),
// except onClosed() never: it always comes from the loop.
class StreamListener {
public:
    virtual void onOpen() {} // TLS: the handshake is complete; else: the last thing start() does
    virtual void onData(std::string_view bytes) = 0; // valid only during the call
    virtual void onEof() = 0;                        // the peer will send no more; writing may go on
    virtual void onDrained() {} // the write queue has become empty; not after a write that left at once
    virtual void onError(const Error& error) = 0; // broken; the listener still has to close()
    virtual void onClosed() = 0;                  // exactly once, last; the stream may be destroyed now

protected:
    ~StreamListener() = default;
};

// Reads bytes, writes bytes, closes. TCP, pipe, TLS over a stream, in-memory (tests).
// Owned by its user through StreamPtr, whose deleter closes; the memory goes after onClosed().
class Stream {
public:
    virtual void start(StreamListener& listener) = 0; // begins reading
    virtual void pauseReading() = 0;                  // idempotent; backpressure to the peer
    virtual void resumeReading() = 0;

    // Tries to write at once; copies what the kernel does not take. Never fails here: errors come by
    // onError().
    virtual void write(std::string_view bytes) = 0;
    // One write of both parts; `body` is kept, not copied, until it is sent.
    virtual void write(std::string_view head, OwnedBytes body) = 0;
    virtual std::size_t queuedBytes() const = 0; // accepted by write() and not yet by the kernel
    virtual void shutdown() = 0;                 // half-close after what is queued
    virtual void close() = 0;                    // idempotent, drops what is queued; then onClosed()
    virtual void reset() { close(); }            // TCP: closes with RST

    virtual std::string peerAddress() const = 0; // "127.0.0.1", "::1", "" for unix sockets
    virtual unsigned peerPort() const = 0;
    virtual std::string localAddress() const = 0;
    virtual unsigned localPort() const = 0;
    virtual bool isEncrypted() const { return false; }
    virtual std::string_view alpn() const { return {}; } // negotiated protocol, "" if none
    // File descriptor fit for sendfile(2), or -1 (TLS, memory).
    virtual int rawFd() const { return -1; }
    // The connection is known to be dead although neither EOF nor an error has told so (after EOF nothing is
    // read, so a reset by the peer goes unnoticed).
    virtual bool peerIsGone() const { return false; }
    // Bytes have arrived that were not read yet: onData() will bring them.
    virtual bool hasInput() const { return false; }
    // The peer has ended its side and nothing but that waits to be read: onEof() will tell.
    virtual bool hasEnded() const { return false; }
    // Neither gone nor ended, and nothing waits to be read: an idle connection that may be used again.
    virtual bool isQuiet() const { return !peerIsGone() && !hasInput() && !hasEnded(); }
    // A stream in the background is nothing the loop waits for (an idle connection of a pool).
    virtual void setBackground(bool /*isBackground*/) {}

    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

protected:
    friend struct StreamDeleter;
    Stream() = default;
    virtual ~Stream() = default;
    // Called by the owner's deleter: detaches the listener, closes, frees itself from the close callback.
    virtual void disown() = 0;
};

struct StreamDeleter {
    void operator()(Stream* stream) const { stream->disown(); }
};
using StreamPtr = std::unique_ptr<Stream, StreamDeleter>;

} // namespace aha::net
