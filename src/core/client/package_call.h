#pragma once

#include "core/base/intrusive_list.h"
#include "core/base/result.h"
#include "core/base/timer_wheel.h"
#include "core/client/call_observer.h"
#include "core/net/loop.h"
#include "core/pool/pool.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace aha::client {

class PackageCall;
class PackageClient;
class PackageLink;

struct PackageCallTag {};

// Why a request has failed.
struct PackageError {
    enum class Kind : std::uint8_t {
        Exhausted,      // no connection was free; nothing was sent
        ConnectFailed,  // nothing was sent
        ConnectTimeout, // the same
        RequestTimeout, // no answer in time
        Unexpected,     // the peer closed, broke the rules, …
        SendFailed,     // the connection broke before all was sent
        Cancelled,      // by the client, which is closing
    };
    Kind kind;
    Error error;
};
constexpr std::size_t kPackageErrorKinds = 7;

struct PackageOutcome {
    std::optional<PackageError> error; // none: it worked
    std::string reply;                 // "" for one-way requests
    bool isReused = false;             // the connection had served another request before
};

// Told of the end of a call, exactly once, from the loop (or from within PackageClient::close()); it may
// destroy the call.
class PackageHandler {
public:
    virtual void onPackageDone(PackageCall& call, PackageOutcome outcome) = 0;

protected:
    ~PackageHandler() = default;
};

// One package out and one in: waits for a connection, sends, waits for the answer.
// Owned by whoever starts it; destroying it cancels silently and closes the connection. It keeps the loop
// running while it lasts. Calls PackageHandler.
class PackageCall final : public Link<PackageCallTag>,
                          private pool::PoolWaiter,
                          private WheelTimer,
                          private net::ReadyItem {
public:
    ~PackageCall() override;

    bool isDone() const { return state_ == State::Done; }
    const std::string& package() const { return package_; }

    // From the connection that serves it, at most one of them, once. The connection lets go of the call
    // before.
    void onSent(); // a one-way request has left
    void onReply(std::string_view reply, bool mayReuse);
    void onLinkFailed(PackageError::Kind kind, Error error);

private:
    friend class PackageClient;
    enum class State : std::uint8_t {
        Waiting,  // for a connection
        Running,  // holds one
        Finished, // the outcome is known and will be told from the loop
        Done,     // told
    };

    PackageCall(PackageClient& client, std::string package, std::uint64_t timeoutMs, PackageHandler& handler);
    void begin(std::string holder);
    void onLease(pool::PoolLease lease) override;
    void onAcquireFailed(const Error& error) override;
    static void onTimeout(WheelTimer& timer);
    void finish(PackageOutcome outcome);
    void fail(PackageError::Kind kind, Error error);
    void run() override;
    void tell();
    void letGo(pool::Release release);
    PackageLink* link() const;

    PackageClient* client_; // null once it was told
    PackageHandler& handler_;
    std::string package_;
    std::uint64_t timeoutMs_;
    pool::PoolLease lease_;
    net::Loop::Hold hold_;
    PackageOutcome outcome_;
    CallTrace trace_;
    State state_ = State::Waiting;
};

} // namespace aha::client
