#pragma once

#include "core/log/sink.h"

#include <string>
#include <utility>

namespace aha::log {

// Standard output or standard error, whatever it is: a pipe, a terminal, a file.
// Owned by its LogWriter; the descriptor stays open. Calls nobody.
class StreamSink final : public Sink {
public:
    StreamSink(int fd, std::string name) : fd_(fd), name_(std::move(name)) {}

    SinkOutcome write(std::string_view lines, const LocalTime& now,
                      std::atomic<std::size_t>& written) override;
    void crashWrite(const std::array<std::string_view, 3>& pieces) noexcept override {
        crashWriteTo(fd_, pieces);
    }
    std::string_view name() const override { return name_; }

private:
    const int fd_;
    const std::string name_;
};

// Takes everything and keeps nothing.
class BlackholeSink final : public Sink {
public:
    SinkOutcome write(std::string_view lines, const LocalTime&, std::atomic<std::size_t>& written) override {
        written += lines.size();
        return {};
    }
    void crashWrite(const std::array<std::string_view, 3>&) noexcept override {}
    std::string_view name() const override { return "blackhole:"; }
};

} // namespace aha::log
