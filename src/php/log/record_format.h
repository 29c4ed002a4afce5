#pragma once

#include "core/log/severity.h"
#include "php/log/log_clock.h"
#include "php/value.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace aha::php {

class HttpJob;

enum class LineStyle : std::uint8_t {
    Aha,  // [LEVEL]write_time=… k=v
    Line, // time LEVEL app.module [request id] message {context}
    Json,
};

// Where the logger was called. Borrowed.
struct Caller {
    zend_string* file = nullptr;
    std::uint32_t line = 0;
    zend_string* className = nullptr;
    zend_string* function = nullptr;
};

// The texts of one call, kept where a longjmp() out of user code does not lose them.
struct LogScratch {
    std::string line;
    std::string message; // before its placeholders are replaced
};

// One record to be written. Everything is borrowed.
struct LogRecord {
    log::Severity severity = log::Severity::Info;
    zval* message = nullptr;      // a string, an array, or something that becomes a string
    HashTable* context = nullptr; // may be null
    HttpJob* request = nullptr;   // the running one
    bool hasWebTrace = false;
    const Caller* caller = nullptr; // null: no back trace
};

// Writes records as lines; line ends in them are left to the LogWriter. Owned by its logger. Calls what
// LogText calls.
struct RecordFormat {
    LineStyle style = LineStyle::Aha;
    std::string app, module;

    // To scratch.line.
    void write(LogScratch& scratch, const LogRecord& record, LogClock& clock) const;
    void writePub(std::string& out, HashTable* record, LogClock& clock) const;
    // Without PHP.
    std::string dropped(std::uint64_t count, LogClock& clock) const;

private:
    void writeAha(LogScratch& scratch, const LogRecord& record, LogClock& clock) const;
    void writeLine(LogScratch& scratch, const LogRecord& record, LogClock& clock) const;
    void writeJson(LogScratch& scratch, const LogRecord& record, LogClock& clock) const;
};

std::string_view psrName(log::Severity severity); // "debug" … "emergency"

} // namespace aha::php
