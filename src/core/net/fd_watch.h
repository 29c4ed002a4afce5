#pragma once

#include "core/base/result.h"
#include "core/net/loop.h"

#include <memory>

namespace aha::net {

// Called from the loop. It may close or destroy the watch. An error or a hang-up of the descriptor counts as
// both: whoever uses it finds out.
class FdWatchHandler {
public:
    virtual void onFdReady(bool isReadable, bool isWritable) = 0;

protected:
    ~FdWatchHandler() = default;
};

// Tells when a descriptor of somebody else (a client library's socket) can be read or written.
// Owned by its user, who closes it before the descriptor; the loop closes it when it closes, silently.
// Calls FdWatchHandler.
class FdWatch final : public Handle {
public:
    static Result<std::unique_ptr<FdWatch>> open(Loop& loop, int fd, FdWatchHandler& handler);
    ~FdWatch() override;

    // For what it waits from now on, until told otherwise: level-triggered.
    void want(bool isReadable, bool isWritable);
    // One in the background is nothing the loop waits for (an idle connection of a pool).
    void setBackground(bool isBackground);
    void close() override; // idempotent; nothing is called any more
    bool isOpen() const { return watcher_ != nullptr; }

private:
    struct Watcher;
    FdWatch(Loop& loop, FdWatchHandler& handler);
    void onEvents(int status, int events);

    FdWatchHandler& handler_;
    Watcher* watcher_ = nullptr; // while it is open; frees itself
    int wanted_ = 0;
};

} // namespace aha::net
