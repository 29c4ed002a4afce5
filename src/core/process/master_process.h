#pragma once

#include "core/process/master.h"

#include "core/process/channel.h"

#include <sys/types.h>

namespace aha::process {

// A process of the server as its master sees it. Its end is told when both its exit and the last of its
// messages are here, so that what it said before is not lost.
struct Master::Process final : ChannelHandler {
    Process(Master& owner, std::uint64_t member) : master(owner), id(member) {}

    void onMessage(Channel&, const Message& message) override { master.onProcessMessage(*this, message); }
    void onChannelClosed(Channel&, const Error&) override {
        isSilent = true;
        master.onProcessEnded(*this);
    }
    void send(MessageType type, std::uint64_t number = 0, std::string_view payload = {},
              std::uint32_t from = 0, std::uint64_t ticket = 0) {
        if (channel) {
            channel->send({type, from, slotId, number, ticket, payload});
        }
    }

    Master& master;
    const std::uint64_t id; // Member::id
    std::uint32_t slotId = 0;
    ProcessKind kind = ProcessKind::Worker;
    pid_t pid = 0;
    std::unique_ptr<Channel> channel;
    WorkerSlot* slot = nullptr;
    std::optional<ExitStatus> exit;
    std::uint64_t endedAtMs = 0; // when one of the two was seen
    bool isSilent = false;       // the channel is closed
};

struct Master::Timer final : WheelTimer {
    Timer(Master& owner, void (Master::*step)())
        : WheelTimer([](WheelTimer& timer) {
              auto& self = static_cast<Timer&>(timer);
              (self.master.*self.action)();
          }),
          master(owner), action(step) {}
    Master& master;
    void (Master::*action)();
};

// What each process is doing, asked for by one client of the control socket.
struct Master::TasksQuery {
    explicit TasksQuery(ControlRequest asked) : request(std::move(asked)) {}
    ControlRequest request;
    std::size_t missing = 0; // answers
    std::uint64_t dueMs = 0; // then the rest is left out
    std::string parts;       // JSON objects, with commas
};

} // namespace aha::process
