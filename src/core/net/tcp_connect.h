#pragma once

#include "core/base/result.h"
#include "core/net/loop.h"
#include "core/net/stream.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace aha::net {

// One attempt to connect to an address literal or "unix:/path".
// Owned by whoever starts it; destroying it cancels silently.
// Calls back once, from the loop, with a stream or an error (Cancelled when the loop closes first); the
// callback may destroy it.
class TcpConnect final : public Handle, private ReadyItem, private WheelTimer {
public:
    using Callback = std::function<void(Result<StreamPtr>)>;
    // A time-out of 0 leaves it to the operating system, which takes minutes.
    static std::unique_ptr<TcpConnect> start(Loop& loop, std::string_view address, unsigned port,
                                             std::uint64_t timeoutMs, Callback callback);
    ~TcpConnect() override;

    bool isDone() const { return !callback_; }
    void close() override; // calls back with Cancelled

private:
    struct Watcher;

    TcpConnect(Loop& loop, std::uint64_t timeoutMs, Callback callback);
    static void onTimeout(WheelTimer& timer);
    void run() override;

    std::optional<Error> open(std::string_view address, unsigned port);
    void watch();
    void onWritable();
    void finish(Result<StreamPtr> result);
    void letGo();
    std::string what() const { return "connect to " + target_; }

    Loop& loop_;
    std::uint64_t timeoutMs_;
    Callback callback_; // empty once called
    std::string target_;
    Watcher* watcher_ = nullptr;  // while libuv knows the socket; frees itself
    std::optional<Error> failed_; // within start(), told from the loop
    int fd_ = -1;
    bool isUnix_ = false;
};

} // namespace aha::net
