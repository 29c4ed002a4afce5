#include "php/log/logger.h"

#include "php/options.h"

#include <array>
#include <string>
#include <strings.h>

namespace aha::php {

static constexpr std::int64_t kMaxBuffer = std::int64_t{1} << 30;
static constexpr std::int64_t kMaxSize = std::int64_t{1} << 50;

// DEBUG 0x00, INFO 0x02, NOTICE 0x04 … EMERGENCY 0x80
bool severityOf(zval* level, log::Severity& out) {
    ZVAL_DEREF(level);
    for (int i = 0; i < log::kSeverities; ++i) {
        auto severity = static_cast<log::Severity>(i);
        bool isIt = false;
        if (Z_TYPE_P(level) == IS_LONG) {
            isIt = Z_LVAL_P(level) == (i ? 1 << i : 0);
        } else if (Z_TYPE_P(level) == IS_STRING) {
            std::string_view name = psrName(severity);
            isIt = Z_STRLEN_P(level) == name.size() &&
                   strncasecmp(Z_STRVAL_P(level), name.data(), name.size()) == 0;
        }
        if (isIt) {
            out = severity;
            return true;
        }
    }
    return false;
}

static void readFormat(OptionReader& reader, LineStyle& style) {
    zval* value = reader.any("format");
    if (!value) {
        return;
    }
    std::string_view name = Z_TYPE_P(value) == IS_STRING ? view(Z_STR_P(value)) : std::string_view();
    if (name == "aha") {
        style = LineStyle::Aha;
    } else if (name == "line") {
        style = LineStyle::Line;
    } else if (name == "json") {
        style = LineStyle::Json;
    } else {
        reader.refuse("format", "\"aha\", \"line\" or \"json\"", value);
    }
}

static void readDrop(OptionReader& reader, log::DropPolicy& policy) {
    zval* value = reader.any("drop");
    if (!value) {
        return;
    }
    std::string_view name = Z_TYPE_P(value) == IS_STRING ? view(Z_STR_P(value)) : std::string_view();
    if (name == "newest") {
        policy = log::DropPolicy::Newest;
    } else if (name == "oldest") {
        policy = log::DropPolicy::Oldest;
    } else {
        reader.refuse("drop", "\"newest\" or \"oldest\"", value);
    }
}

bool readLoggerOptions(HashTable* given, Logger& logger) {
    OptionReader reader(given, "Aha\\Log\\Logger");
    log::LogOptions& options = logger.options;
    zval* level = reader.any("level");
    if (level && !severityOf(level, logger.level)) {
        reader.refuse("level", "\"debug\", \"info\" … \"emergency\" or a constant of the class", level);
    }
    readFormat(reader, logger.format.style);
    reader.string("app", logger.format.app);
    reader.string("module", logger.format.module);
    reader.boolean("web_trace", logger.hasWebTrace);
    reader.boolean("back_trace", logger.hasBackTrace);
    reader.size("buffer_size", options.bufferBytes, 4096, kMaxBuffer);
    reader.seconds("flush_interval", options.flushMs, 0.001, 3600);
    reader.size("flush_size", options.flushBytes, 1, kMaxBuffer);
    readDrop(reader, options.policy);
    reader.size("max_size", options.maxSizeBytes, 0, kMaxSize);
    reader.boolean("daily", options.daily);
    reader.size("max_files", options.maxFiles, 0, 100'000);
    return reader.finish();
}

} // namespace aha::php
