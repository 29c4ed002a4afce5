#include "core/log/sink.h"

#include "core/log/file_pattern.h"
#include "core/log/file_sink.h"
#include "core/log/sink_spec.h"
#include "core/log/stream_sink.h"
#include "core/log/syslog_sink.h"

#include <unistd.h>

#include <climits>
#include <utility>

namespace aha::log {

std::string LocalTime::day() const { return dayText(fields); }

std::string LocalTime::dayOf(std::int64_t otherSeconds) const {
    std::tm copy = fields;
    std::int64_t toUtc = std::int64_t(::timegm(&copy)) - wallSeconds;
    auto shifted = std::time_t(otherSeconds + toUtc);
    std::tm other{};
    ::gmtime_r(&shifted, &other);
    return dayText(other);
}

// The working directory may be another one when the file is opened anew.
static std::string absolute(const std::string& path) {
    char folder[PATH_MAX];
    if (path[0] == '/' || !::getcwd(folder, sizeof folder)) {
        return path;
    }
    return std::string(folder) + "/" + path;
}

static Result<std::unique_ptr<Sink>> makeFile(const SinkSpec& spec, const LogOptions& options) {
    auto pattern = FilePattern::parse(absolute(spec.path));
    if (!pattern) {
        return pattern.error();
    }
    if (options.maxFiles > 0 && pattern.value().hasTimeInFolder()) {
        return Error{Errc::InvalidArgument, "max_files removes files of one folder only: the log file \"" +
                                                spec.path +
                                                "\" must have its date in the name, not in the folder"};
    }
    RotationRules rules{options.maxSizeBytes, options.daily, options.maxFiles};
    return std::unique_ptr<Sink>(std::make_unique<FileSink>(pattern.take(), rules));
}

Result<std::unique_ptr<Sink>> Sink::make(const LogOptions& options) {
    auto parsed = SinkSpec::parse(options.sink);
    if (!parsed) {
        return parsed.error();
    }
    const SinkSpec& spec = parsed.value();
    if (spec.kind == SinkSpec::Kind::File) {
        return makeFile(spec, options);
    }
    if (options.maxSizeBytes > 0 || options.daily || options.maxFiles > 0) {
        return Error{Errc::InvalidArgument,
                     "max_size, daily and max_files are for files, not for \"" + options.sink + "\""};
    }
    std::unique_ptr<Sink> sink;
    switch (spec.kind) {
    case SinkSpec::Kind::File: break;
    case SinkSpec::Kind::Stdout: sink = std::make_unique<StreamSink>(STDOUT_FILENO, "stdout"); break;
    case SinkSpec::Kind::Stderr: sink = std::make_unique<StreamSink>(STDERR_FILENO, "stderr"); break;
    case SinkSpec::Kind::Blackhole: sink = std::make_unique<BlackholeSink>(); break;
    case SinkSpec::Kind::Syslog:
        sink = std::make_unique<SyslogSink>(spec.socket, spec.ident, spec.facility);
        break;
    }
    return sink;
}

} // namespace aha::log
