#pragma once

#include "php/value.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace aha::php {

// What the hook of onTrace() is told of one request: its start, and once its end or its error.
// Owned by the request, made only where there is a hook. The hook runs in tasks of its own.
class ClientTrace {
public:
    using Fields = std::vector<std::pair<const char*, std::string>>;
    static constexpr int kNoStatus = -1; // of protocols that have none

    // `name` without credentials and query; `fields` are told besides id, name and time.
    ClientTrace(std::string name, Fields fields);
    void start(Callable& hook);
    // Once; `error` is borrowed and null when all is well.
    void end(Callable& hook, int status, zend_object* error);

private:
    void call(Callable& hook, const char* event, zval* details);
    void fill(zval* details) const;

    std::string name_;
    Fields fields_;
    std::uint64_t id_;
    std::uint64_t startNs_;
    double startedAt_;
};

// Reads the option "on_trace" of a client. False: ConfigException was thrown.
bool readTraceHook(class OptionReader& reader, Callable& hook);
// The body of onTrace(). False: an exception was thrown.
bool setTraceHook(Callable& hook, zend_execute_data* execute_data);

} // namespace aha::php
