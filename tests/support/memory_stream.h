#pragma once

#include "core/base/error.h"
#include "core/net/loop.h"
#include "core/net/stream.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace aha::test {

// The far end of a stream without a socket: a test writes its script here and reads what was sent to it.
// open() gives the near end, a Stream for the code under test; either side may go first.
// What the far end does reaches the listener from the loop, one event a turn: call settle(loop).
class MemoryPeer {
public:
    explicit MemoryPeer(net::Loop& loop);
    ~MemoryPeer();
    MemoryPeer(const MemoryPeer&) = delete;
    MemoryPeer& operator=(const MemoryPeer&) = delete;

    net::StreamPtr open(); // once

    // ---- what the peer does
    void send(std::string_view bytes);                                            // one onData()
    void sendInPieces(std::string_view bytes, std::size_t pieceBytes);            // 1: byte by byte
    void sendCutAt(std::string_view bytes, const std::vector<std::size_t>& cuts); // ascending offsets
    void sendRandomly(std::string_view bytes, unsigned seed, std::size_t maxPiece = 64);
    void sendEof();
    void fail(Error error); // default use: {Errc::Reset, "…"}
    void setGone(bool gone);

    // ---- the kernel's send buffer: what does not fit is queued by the stream
    void setRoom(std::size_t bytes); // default: endless
    void makeRoom(std::size_t bytes);

    // ---- what the peer sees
    const std::string& received() const; // all that has left the stream
    std::string takeReceived();
    std::size_t writes() const; // number of write() calls with at least one byte
    bool sawEof() const;        // shutdown() after everything queued
    bool isClosed() const;      // close() or reset() was called
    bool wasReset() const;
    bool isPaused() const;
    bool isStarted() const;
    bool hasUnread() const; // events that have not been delivered yet

    // ---- how the stream describes itself
    void setAddresses(std::string peer, unsigned peerPort, std::string local, unsigned localPort);
    void setEncrypted(std::string alpn);

    struct State;

private:
    std::shared_ptr<State> state_;
};

} // namespace aha::test
