#pragma once

#include "core/base/result.h"
#include "core/net/loop.h"
#include "core/net/resolver.h"
#include "core/net/stream.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace aha::net {

class TcpConnect;
class TlsConnect;
class TlsContext;

struct ConnectOptions {
    std::uint64_t dnsTimeoutMs = 5'000;     // of each step; 0 = none of our own
    std::uint64_t connectTimeoutMs = 5'000; // of all attempts together
    std::uint64_t tlsTimeoutMs = 5'000;
    std::uint64_t attemptDelayMs = 250; // before the next address is tried beside the last (RFC 8305)
    TlsContext* tls = nullptr;          // null: plain; borrowed until it has called back
    std::string serverName;             // for TLS; "" = the host
};

enum class ConnectStep : std::uint8_t { Dns, Connect, Tls };

struct ConnectResult {
    Result<StreamPtr> stream; // to be start()ed; with TLS the handshake is over
    ConnectStep step;         // the last one begun: what failed
    double dnsMs = 0, connectMs = 0, tlsMs = 0;
    std::string address{}; // "127.0.0.1:80", of the attempt that won; "" if none did
};

// One connection to a host by name: resolves, races the addresses (happy eyeballs), does the TLS handshake.
// Owned by whoever starts it; destroying it cancels silently.
// Calls back once, from the loop (Cancelled when the loop closes first); the callback may destroy it.
class Connector final : public Handle {
public:
    using Callback = std::function<void(ConnectResult)>;
    // A name, an address literal or "unix:/path".
    static std::unique_ptr<Connector> start(Loop& loop, Resolver& resolver, std::string host, unsigned port,
                                            const ConnectOptions& options, Callback callback);
    ~Connector() override;
    void close() override; // calls back with Cancelled
    bool isDone() const { return !callback_; }

private:
    struct Attempt {
        std::string address;
        std::unique_ptr<TcpConnect> connect; // null once it has failed
        std::string failure;
    };
    struct Timer : WheelTimer {
        Timer(void (*fire)(WheelTimer&), Connector& connector) : WheelTimer(fire), owner(connector) {}
        Connector& owner;
    };

    Connector(Loop& loop, std::string host, unsigned port, const ConnectOptions& options, Callback callback);
    void onAddresses(Resolver::Answer answer);
    void beginAttempts(std::vector<std::string> addresses);
    void nextAttempt();
    void onAttempt(std::size_t index, Result<StreamPtr> result);
    void onConnectTimeout();
    void beginTls(StreamPtr stream);
    void enter(ConnectStep step);
    void finish(Result<StreamPtr> result);
    void fail(Errc code, const std::string& text);
    void letGo();
    double& stepMs();
    std::string target() const;
    std::string what() const { return "connect to " + target(); }
    std::string failures() const;

    Loop& loop_;
    std::string host_;
    unsigned port_;
    ConnectOptions options_;
    Callback callback_; // empty once called
    std::unique_ptr<Resolver::Query> query_;
    std::vector<Attempt> attempts_; // one for each address, in the order of trying
    std::size_t begun_ = 0;         // of the attempts
    std::unique_ptr<TlsConnect> handshake_;
    Timer delay_, limit_;
    Errc firstFailure_ = Errc::Unreachable;
    std::uint64_t stepStartNs_ = 0;
    ConnectResult result_{Error{Errc::Cancelled, {}}, ConnectStep::Dns};
};

// The families by turns, beginning with that of the first address, else in the given order.
std::vector<std::string> interleaveFamilies(const std::vector<std::string>& addresses);

} // namespace aha::net
