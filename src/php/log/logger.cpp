#include "php/log/logger.h"

#include "core/log/crash_flush.h"
#include "php/class.h"
#include "php/error.h"
#include "php/log/logger_table.h"
#include "php/runtime.h"
#include "php/server/http_job.h"

#include "php_stubs/Log/Logger_arginfo.h"
#include "php_stubs/Log/Sys_arginfo.h"

namespace aha::php {

Logger::Logger() { LoggerTable::get().add(*this); }

Logger::~Logger() { LoggerTable::get().remove(*this); }

static net::Loop* presentLoop() { return Runtime::isOver() ? nullptr : &Runtime::get().loop(); }

Result<void> Logger::open(const std::string& target) {
    LogClock& clock = LoggerTable::get().clock();
    clock.refresh();
    log::LogOptions wanted = options;
    wanted.sink = target;
    wanted.describeDropped = [this, &clock](std::uint64_t count) { return format.dropped(count, clock); };
    wanted.localTime = [&clock](std::int64_t wallSeconds) { return clock.fieldsAt(wallSeconds); };
    auto opened = log::LogWriter::open(presentLoop(), wanted);
    if (!opened) {
        return opened.error();
    }
    log::installCrashFlush();
    writer_ = opened.take();
    options.sink = target;
    return {};
}

// The code that called the logger.
static Caller callerOf(zend_execute_data* frame) {
    while (frame && (!frame->func || !ZEND_USER_CODE(frame->func->type))) {
        frame = frame->prev_execute_data;
    }
    Caller caller;
    if (frame) {
        caller.file = frame->func->op_array.filename;
        caller.line = frame->opline ? frame->opline->lineno : 0;
        caller.function = frame->func->common.function_name;
        caller.className = frame->func->common.scope ? frame->func->common.scope->name : nullptr;
    }
    return caller;
}

void Logger::write(log::Severity severity, zval* message, HashTable* context) {
    LoggerTable& table = LoggerTable::get();
    table.clock().refresh();
    LoggerTable::Lease lease(table);
    Caller caller = hasBackTrace ? callerOf(EG(current_execute_data)) : Caller();
    LogRecord record;
    record.severity = severity;
    record.message = message;
    record.context = context && zend_hash_num_elements(context) > 0 ? context : nullptr;
    record.request = currentRequest();
    record.hasWebTrace = hasWebTrace;
    record.caller = hasBackTrace ? &caller : nullptr;
    format.write(lease.texts(), record, table.clock());
    if (!EG(exception)) { // else exit() was called in code that the record needs
        append(lease.texts().line, severity);
    }
}

void Logger::writePub(HashTable* record) {
    LoggerTable& table = LoggerTable::get();
    table.clock().refresh();
    LoggerTable::Lease lease(table);
    format.writePub(lease.texts().line, record, table.clock());
    if (!EG(exception)) {
        append(lease.texts().line, log::Severity::Info);
    }
}

void Logger::append(const std::string& line, log::Severity severity) {
    if (!Runtime::isOver()) {
        writer_->attach(&Runtime::get().loop()); // after a fork it has none
    }
    writer_->append(line, severity);
}

bool Logger::flush() { return !writer_ || writer_->flush(); }

void Logger::detach() {
    if (writer_) {
        writer_->flush();
        writer_->attach(nullptr);
    }
}

// ---- the class

using LoggerClass = Class<Logger>;

static zend_object* makeLogger() {
    return implementPsrInterface(LoggerClass::entry) ? LoggerClass::create(LoggerClass::entry) : nullptr;
}

static Logger* loggerOf(zval* object) {
    Logger& logger = LoggerClass::from(object);
    if (!logger.isOpen()) {
        throwException(exceptions.state,
                       "The logger has no target: its constructor was not called, or has failed");
        return nullptr;
    }
    return &logger;
}

// What the factory was given besides the name. Undefined: not given.
struct FactoryArguments {
    FactoryArguments() { ZVAL_UNDEF(&level); }
    zend_string* file = nullptr;
    zval level;
    bool hasWebTrace = false, hasBackTrace = false;
    bool webTrace = false, backTrace = false;
};

static bool applyArguments(Logger& logger, FactoryArguments& given) {
    if (Z_TYPE(given.level) != IS_UNDEF && !severityOf(&given.level, logger.level)) {
        throwException(exceptions.config,
                       "Aha\\Log\\Logger: the level must be \"debug\", \"info\" … \"emergency\" or a "
                       "constant of the class");
        return false;
    }
    logger.hasWebTrace = given.hasWebTrace ? given.webTrace : logger.hasWebTrace;
    logger.hasBackTrace = given.hasBackTrace ? given.backTrace : logger.hasBackTrace;
    return true;
}

static void openOrThrow(Logger& logger, std::string_view target) {
    auto opened = logger.open(std::string(target));
    if (!opened) {
        throwError(opened.error());
    }
}

// Null with EG(exception). The caller owns the reference.
static zend_object* namedLogger(std::string_view name, FactoryArguments& given) {
    LoggerTable& table = LoggerTable::get();
    std::string key(name);
    zend_object* object = table.find(key);
    bool isNew = object == nullptr;
    if (isNew) {
        object = makeLogger();
        if (!object) {
            return nullptr;
        }
    } else {
        GC_ADDREF(object);
    }
    Logger& logger = LoggerClass::from(object);
    if (applyArguments(logger, given) && (isNew || view(given.file) != logger.target())) {
        openOrThrow(logger, view(given.file));
    }
    if (EG(exception)) {
        OBJ_RELEASE(object);
        return nullptr;
    }
    if (isNew) {
        table.keep(key, object);
    }
    return object;
}

void registerLogger() {
    LoggerClass::install(register_class_Aha_Log_Logger());
    register_class_Aha_Log_Sys();
}

void shutdownLoggers() { LoggerTable::get().shutdown(); }

} // namespace aha::php

using namespace aha::php;
using aha::log::Severity;

PHP_METHOD(Aha_Log_Logger, __construct) {
    zend_string* target;
    HashTable* options = nullptr;
    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_STR(target)
    Z_PARAM_OPTIONAL
    Z_PARAM_ARRAY_HT(options)
    ZEND_PARSE_PARAMETERS_END();
    Logger& logger = LoggerClass::from(ZEND_THIS);
    if (logger.isOpen()) {
        throwException(exceptions.state, "The logger is constructed already");
        RETURN_THROWS();
    }
    if (!implementPsrInterface(LoggerClass::entry) || (options && !readLoggerOptions(options, logger))) {
        RETURN_THROWS();
    }
    openOrThrow(logger, view(target));
}

static void logAt(INTERNAL_FUNCTION_PARAMETERS, Severity severity) {
    zval* message;
    HashTable* context = nullptr;
    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_ZVAL(message)
    Z_PARAM_OPTIONAL
    Z_PARAM_ARRAY_HT(context)
    ZEND_PARSE_PARAMETERS_END();
    Logger* logger = loggerOf(ZEND_THIS);
    if (logger && logger->wants(severity)) {
        logger->write(severity, message, context);
    }
}

PHP_METHOD(Aha_Log_Logger, debug) { logAt(INTERNAL_FUNCTION_PARAM_PASSTHRU, Severity::Debug); }
PHP_METHOD(Aha_Log_Logger, info) { logAt(INTERNAL_FUNCTION_PARAM_PASSTHRU, Severity::Info); }
PHP_METHOD(Aha_Log_Logger, notice) { logAt(INTERNAL_FUNCTION_PARAM_PASSTHRU, Severity::Notice); }
PHP_METHOD(Aha_Log_Logger, warning) { logAt(INTERNAL_FUNCTION_PARAM_PASSTHRU, Severity::Warning); }
PHP_METHOD(Aha_Log_Logger, error) { logAt(INTERNAL_FUNCTION_PARAM_PASSTHRU, Severity::Error); }
PHP_METHOD(Aha_Log_Logger, critical) { logAt(INTERNAL_FUNCTION_PARAM_PASSTHRU, Severity::Critical); }
PHP_METHOD(Aha_Log_Logger, alert) { logAt(INTERNAL_FUNCTION_PARAM_PASSTHRU, Severity::Alert); }
PHP_METHOD(Aha_Log_Logger, emergency) { logAt(INTERNAL_FUNCTION_PARAM_PASSTHRU, Severity::Emergency); }

// PSR-3 wants an exception of its own for a level that is none.
static void refuseLevel(zval* level) {
    zend_string* name = zend_string_init(ZEND_STRL("Psr\\Log\\InvalidArgumentException"), false);
    zend_class_entry* psr = zend_lookup_class(name);
    zend_string_release(name);
    if (EG(exception)) {
        return;
    }
    bool isThrowable = psr && instanceof_function(psr, zend_ce_exception);
    ZVAL_DEREF(level);
    bool isPlain = Z_TYPE_P(level) == IS_STRING || Z_TYPE_P(level) == IS_LONG;
    zend_string* shown =
        isPlain ? zval_get_string(level)
                : zend_string_init(zend_zval_type_name(level), strlen(zend_zval_type_name(level)), false);
    throwException(isThrowable ? psr : exceptions.config,
                   "There is no level \"%.50s\": debug, info, notice, warning, "
                   "error, critical, alert, emergency",
                   ZSTR_VAL(shown));
    zend_string_release(shown);
}

PHP_METHOD(Aha_Log_Logger, log) {
    zval *level, *message;
    HashTable* context = nullptr;
    ZEND_PARSE_PARAMETERS_START(2, 3)
    Z_PARAM_ZVAL(level)
    Z_PARAM_ZVAL(message)
    Z_PARAM_OPTIONAL
    Z_PARAM_ARRAY_HT(context)
    ZEND_PARSE_PARAMETERS_END();
    Logger* logger = loggerOf(ZEND_THIS);
    if (!logger) {
        RETURN_THROWS();
    }
    Severity severity;
    if (!severityOf(level, severity)) {
        refuseLevel(level);
        RETURN_THROWS();
    }
    if (logger->wants(severity)) {
        logger->write(severity, message, context);
    }
}

PHP_METHOD(Aha_Log_Logger, pub) {
    HashTable* record;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ARRAY_HT(record)
    ZEND_PARSE_PARAMETERS_END();
    if (Logger* logger = loggerOf(ZEND_THIS)) {
        logger->writePub(record);
    }
}

PHP_METHOD(Aha_Log_Logger, getLoggerInstance) {
    zend_string *name, *levelName = nullptr;
    zend_long levelNumber = 0;
    FactoryArguments given;
    ZEND_PARSE_PARAMETERS_START(2, 5)
    Z_PARAM_STR(name)
    Z_PARAM_STR(given.file)
    Z_PARAM_OPTIONAL
    Z_PARAM_STR_OR_LONG(levelName, levelNumber)
    Z_PARAM_BOOL(given.webTrace)
    Z_PARAM_BOOL(given.backTrace)
    ZEND_PARSE_PARAMETERS_END();
    if (levelName) {
        ZVAL_STR(&given.level, levelName);
    } else if (ZEND_NUM_ARGS() > 2) {
        ZVAL_LONG(&given.level, levelNumber);
    }
    given.hasWebTrace = ZEND_NUM_ARGS() > 3;
    given.hasBackTrace = ZEND_NUM_ARGS() > 4;
    if (zend_object* object = namedLogger(view(name), given)) {
        RETURN_OBJ(object);
    }
}

// Logger::name(…) is getLoggerInstance('name', …): the engine checks the arguments.
PHP_METHOD(Aha_Log_Logger, __callStatic) {
    zend_string* name;
    HashTable* arguments;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(name)
    Z_PARAM_ARRAY_HT(arguments)
    ZEND_PARSE_PARAMETERS_END();
    constexpr std::uint32_t kMaxArguments = 5;
    zval positional[kMaxArguments];
    HashTable* named = nullptr;
    std::uint32_t count = 0;
    ZVAL_STR(&positional[count++], name);
    zend_string* key;
    zval* value;
    ZEND_HASH_FOREACH_STR_KEY_VAL(arguments, key, value) {
        if (!key && count < kMaxArguments) {
            ZVAL_COPY_VALUE(&positional[count++], value);
        } else if (key) {
            named = named ? named : zend_new_array(4);
            Z_TRY_ADDREF_P(value);
            zend_hash_update(named, key, value);
        }
    }
    ZEND_HASH_FOREACH_END();
    auto* factory = static_cast<zend_function*>(
        zend_hash_str_find_ptr(&LoggerClass::entry->function_table, ZEND_STRL("getloggerinstance")));
    zend_call_known_function(factory, nullptr, LoggerClass::entry, return_value, count, positional, named);
    if (named) {
        zend_array_release(named);
    }
}

PHP_METHOD(Aha_Log_Logger, getLogFileName) {
    ZEND_PARSE_PARAMETERS_NONE();
    if (Logger* logger = loggerOf(ZEND_THIS)) {
        RETURN_STRINGL(logger->target().data(), logger->target().size());
    }
}

PHP_METHOD(Aha_Log_Logger, setLogFileName) {
    zend_string* target;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_STR(target)
    ZEND_PARSE_PARAMETERS_END();
    if (Logger* logger = loggerOf(ZEND_THIS)) {
        openOrThrow(*logger, view(target));
    }
}

PHP_METHOD(Aha_Log_Logger, setAppName) {
    zend_string* name;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_STR(name)
    ZEND_PARSE_PARAMETERS_END();
    LoggerClass::from(ZEND_THIS).format.app = view(name);
}

PHP_METHOD(Aha_Log_Logger, flush) {
    ZEND_PARSE_PARAMETERS_NONE();
    if (Logger* logger = loggerOf(ZEND_THIS)) {
        RETURN_BOOL(logger->flush());
    }
}

PHP_METHOD(Aha_Log_Logger, stats) {
    ZEND_PARSE_PARAMETERS_NONE();
    if (Logger* logger = loggerOf(ZEND_THIS)) {
        aha::log::WriterStats stats = logger->stats();
        array_init_size(return_value, 8);
        add_assoc_long(return_value, "written", static_cast<zend_long>(stats.written));
        add_assoc_long(return_value, "dropped", static_cast<zend_long>(stats.dropped));
        add_assoc_long(return_value, "bytes", static_cast<zend_long>(stats.bytes));
        add_assoc_long(return_value, "errors", static_cast<zend_long>(stats.errors));
        add_assoc_long(return_value, "waiting", static_cast<zend_long>(logger->waitingBytes()));
    }
}

// ---- Sys

PHP_METHOD(Aha_Log_Sys, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Log_Sys, log) {
    ZEND_PARSE_PARAMETERS_NONE();
    ObjectRef& sys = LoggerTable::get().sys();
    if (!sys) {
        zend_object* object = makeLogger();
        if (!object) {
            RETURN_THROWS();
        }
        Logger& logger = LoggerClass::from(object);
        logger.hasBackTrace = true;
        openOrThrow(logger, "php://stdout");
        if (EG(exception)) {
            OBJ_RELEASE(object);
            RETURN_THROWS();
        }
        sys.adopt(object);
    }
    RETURN_OBJ_COPY(sys.get());
}

PHP_METHOD(Aha_Log_Sys, useLogger) {
    zval* logger;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_OBJECT_OF_CLASS(logger, LoggerClass::entry)
    ZEND_PARSE_PARAMETERS_END();
    LoggerTable::get().sys().set(Z_OBJ_P(logger));
}
