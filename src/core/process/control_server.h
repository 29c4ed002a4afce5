#pragma once

#include "core/base/result.h"
#include "core/net/loop.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace aha::process {

// One command of a client, to be answered now or later.
// Owned by the handler, which may move it anywhere; dropping it unanswered answers with an error. It may
// outlive its client and the server: answering does nothing then.
class ControlRequest {
public:
    ControlRequest(); // of nobody: answering does nothing
    ControlRequest(ControlRequest&&) noexcept;
    ControlRequest& operator=(ControlRequest&&) noexcept;
    ~ControlRequest();

    const std::string& command() const { return command_; }   // the first word
    const std::string& argument() const { return argument_; } // the rest of the line, may be ""
    bool isPending() const;                                   // not answered, and the client is there

    void answer(std::string json);              // one JSON value; line breaks become spaces
    void answerError(std::string_view message); // {"ok":false,"error":"…"}

private:
    friend class ControlServer;
    struct Ticket;
    ControlRequest(std::string command, std::string argument, std::unique_ptr<Ticket> ticket);

    std::string command_, argument_;
    std::unique_ptr<Ticket> ticket_;
};

// Called from the ready queue of the loop. It may close or destroy the server.
class ControlHandler {
public:
    virtual void onCommand(ControlRequest request) = 0;
    virtual void onControlError(const Error&) {} // clients cannot be accepted; from within the loop

protected:
    ~ControlHandler() = default;
};

struct ControlLimits {
    std::size_t maxClients = 64;
    std::uint64_t idleMs = 60'000; // without a command under way
};

// Answers commands on a unix socket that only its owner and root can use: a line in, a line of JSON out, in
// order, one command of a client at a time. A line is a command and, after a space, its argument.
// Owned by the master; closing it closes all clients and removes the socket file. Calls ControlHandler.
class ControlServer {
public:
    // Replaces the socket file of a server that is gone; AddressInUse if one answers there.
    static Result<std::unique_ptr<ControlServer>>
    open(net::Loop& loop, const std::string& path, ControlHandler& handler, const ControlLimits& limits = {});
    ~ControlServer(); // closes
    ControlServer(const ControlServer&) = delete;
    ControlServer& operator=(const ControlServer&) = delete;

    void close(); // idempotent
    // In a forked child, after Loop::recoverAfterFork(): closes the descriptors; the socket file stays, and
    // requests answer nothing. (The file stays in any case when another process closes than has opened.)
    void forget();

    std::size_t clientCount() const;
    const std::string& path() const;

    static constexpr std::size_t kMaxLineBytes = 64 * 1024;               // with its end; else closed
    static constexpr std::size_t kMaxAnswerBytes = std::size_t{64} << 20; // longer ones become an error

private:
    friend class ControlRequest;
    struct Impl;
    class Client;
    ControlServer();
    std::unique_ptr<Impl> impl_;
};

} // namespace aha::process
