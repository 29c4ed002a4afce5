#pragma once

#include "core/log/sink.h"

#include <string>

namespace aha::log {

// The syslog daemon of this machine, over its datagram socket: one datagram a record. Not syslog(3), whose
// ident is one for the whole process (PHP's openlog() has it) and which does not tell whether it was heard.
// Owned by its LogWriter. Calls nobody.
class SyslogSink final : public Sink {
public:
    SyslogSink(std::string socket, std::string ident, int facility);
    ~SyslogSink() override;

    Result<void> open(const LocalTime& now) override;
    SinkOutcome write(std::string_view lines, const LocalTime& now,
                      std::atomic<std::size_t>& written) override;
    void requestReopen() override { reopenWanted_ = true; }
    void forgetAfterFork() override { close(); }
    void crashWrite(const std::array<std::string_view, 3>& pieces) noexcept override;
    bool takesPriority() const override { return true; }
    std::string_view name() const override { return name_; }

    static constexpr std::size_t kMaxMessageBytes = 8192; // a longer record is cut

private:
    int connect();
    void close();
    int send(std::string_view line, const std::string& stamp);

    const std::string socket_, ident_, name_;
    const int facility_;
    std::atomic<int> fd_{-1};
    std::atomic<bool> reopenWanted_{false};
};

} // namespace aha::log
