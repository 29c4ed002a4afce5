#pragma once

#include "core/log/log_writer.h"
#include "php/gc.h"
#include "php/log/record_format.h"

#include <memory>
#include <string>

namespace aha::php {

// Native part of Aha\Log\Logger: what to write, and the writer. Known to the LoggerTable.
class Logger {
public:
    Logger();
    ~Logger();

    // Opens the target; an error leaves everything as it was.
    Result<void> open(const std::string& target);
    bool isOpen() const { return writer_ != nullptr; }
    const std::string& target() const { return options.sink; }

    bool wants(log::Severity severity) const { return severity >= level; }
    void write(log::Severity severity, zval* message, HashTable* context);
    void writePub(HashTable* record);
    bool flush();
    void detach(); // from the loop; what comes later is written at once
    log::WriterStats stats() const { return writer_->stats(); }
    std::size_t waitingBytes() const { return writer_->pendingBytes(); }
    void visit(Gc&) {}

    log::Severity level = log::Severity::Debug;
    bool hasWebTrace = false;
    bool hasBackTrace = false;
    RecordFormat format;
    log::LogOptions options;

private:
    void append(const std::string& line, log::Severity severity);

    std::unique_ptr<log::LogWriter> writer_;
};

// The severity of a constant of Logger or a name; false: it is none.
bool severityOf(zval* level, log::Severity& out);
bool readLoggerOptions(HashTable* given, Logger& logger); // false: EG(exception)

} // namespace aha::php
