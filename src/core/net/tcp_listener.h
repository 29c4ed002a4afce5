#pragma once

#include "core/base/result.h"
#include "core/net/accept_gate.h"
#include "core/net/loop.h"
#include "core/net/stream.h"

#include <memory>
#include <string>
#include <string_view>

namespace aha::net {

struct ListenOptions {
    int backlog = 511;
    bool reusePort = false;     // several processes bind the same address, the kernel shares out
    bool ipv6Only = false;      // "::" takes IPv4 as well unless this is set
    bool tcpNoDelay = true;     // of the accepted connections
    unsigned acceptBudget = 64; // connections accepted in one turn of the loop
    // With an AcceptGate:
    unsigned gatedBudget = 4;      // instead of acceptBudget, so that others get their share
    std::uint64_t gateDelayMs = 1; // how long a connection is left to the others
};

// Binds and listens: "127.0.0.1", "::", a host name (looked up while blocking), or "unix:/path", where the
// socket file of a server that is gone gets replaced. Needs no loop, so that a master can open the sockets.
Result<int> openListenSocket(std::string_view address, unsigned port, const ListenOptions& options);

// Called from the loop. It may close the listener or the stream.
class AcceptHandler {
public:
    virtual void onAccept(StreamPtr stream) = 0;
    // Out of descriptors and the like: accepting pauses for 100 ms. At most once a second while it lasts.
    virtual void onAcceptError(const Error&) {}

protected:
    ~AcceptHandler() = default;
};

class SocketFile;
class TcpListener;
struct TcpListenerDeleter {
    void operator()(TcpListener* listener) const;
};
using TcpListenerPtr = std::unique_ptr<TcpListener, TcpListenerDeleter>;

// A listening TCP or unix socket. It accepts as long as it is open and not paused.
// Owned through TcpListenerPtr; the socket is closed at once, the memory goes after that from the loop.
// Calls AcceptHandler.
class TcpListener final : public Handle {
public:
    static Result<TcpListenerPtr> listen(Loop& loop, std::string_view address, unsigned port,
                                         const ListenOptions& options, AcceptHandler& handler);
    // A socket that listens already (inherited); the listener owns it from here on, on failure as well.
    static Result<TcpListenerPtr> adopt(Loop& loop, int fd, const ListenOptions& options,
                                        AcceptHandler& handler);

    void pause(); // idempotent; connections wait in the backlog of the kernel
    void resume();
    void setGate(AcceptGate* gate) { gate_ = gate; } // null = none; borrowed
    void askGateAgain();                             // what it decides by has changed
    // Accepts at once what waits in the backlog, before a close() that would reset it. Not while it is
    // paused.
    void acceptWaiting();
    void close() override; // idempotent; onAccept() is not called any more

    bool isOpen() const { return state_ != State::Closing; }
    bool isAccepting() const { return state_ == State::Accepting; }
    std::string address() const; // "127.0.0.1", "" for unix sockets
    unsigned port() const;       // the real one when 0 was asked for
    int fd() const { return fd_; }

private:
    friend struct TcpListenerDeleter;
    struct Watcher;
    enum class State : std::uint8_t {
        Accepting,
        BackingOff, // after a failure; a timer resumes
        Yielding,   // the gate leaves connections to other processes; a timer resumes
        Paused,
        Closing, // the socket is closed already
    };

    TcpListener(Loop& loop, int fd, bool isUnix, const ListenOptions& options, AcceptHandler& handler);
    ~TcpListener() override;

    void onReadable();
    void onTimer();
    void yield();
    void acceptForced();
    bool acceptOne();
    void onAcceptFailure(int err);
    void shedOne();
    void watch();

    Loop& loop_;
    AcceptHandler* handler_;
    std::unique_ptr<Watcher> watcher_;
    std::unique_ptr<SocketFile> file_; // of a unix socket that we bound
    AcceptGate* gate_ = nullptr;
    ListenOptions options_;
    std::uint64_t quietUntilMs_ = 0; // no onAcceptError() before
    unsigned forcedRounds_ = 0;      // in a row that accepted although the gate said no
    int fd_;
    int spareFd_ = -1; // given up for a moment when there are no descriptors
    bool isUnix_;
    bool isOwned_ = true;
    State state_ = State::Paused;
};

} // namespace aha::net
