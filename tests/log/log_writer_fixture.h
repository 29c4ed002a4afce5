#pragma once

#include "core/log/log_writer.h"
#include "log/log_support.h"
#include "support/loop_fixture.h"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#endif

namespace aha::log {

using test::MemorySink;

#if defined(__SANITIZE_ADDRESS__)
using NoLeakCheck = __lsan::ScopedDisabler;
#else
struct [[maybe_unused]] NoLeakCheck {};
#endif

struct LogWriterTest : aha::test::LoopTest {
    MemorySink::Record sink;
    std::vector<std::string> complaints;

    std::unique_ptr<LogWriter> make(net::Loop* runs, LogOptions options = {}) {
        options.reportError = [this](std::string_view line) { complaints.emplace_back(line); };
        return LogWriter::make(runs, std::move(options), std::make_unique<MemorySink>(sink));
    }
    bool runUntilWritten(const std::string& text) {
        return runUntil([&] { return MemorySink::textOf(sink) == text; });
    }
    // A plan: the disk is full.
    static MemorySink::Verdict full(std::string_view) { return {0, ENOSPC}; }
};

} // namespace aha::log
