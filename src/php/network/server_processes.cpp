// The processes that run beside the workers of a server.
#include "php/error.h"
#include "php/network/server.h"
#include "php/network/server_calls.h"
#include "php/options.h"

#include <algorithm>

namespace aha::php {

static constexpr std::size_t kMaxAdded = 256;
static constexpr std::size_t kMaxProcessName = 31;
static constexpr double kMaxGraceSeconds = 1e7;

static bool isProcessName(const std::string& name) {
    const auto isAllowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_' || c == '.';
    };
    return !name.empty() && name.size() <= kMaxProcessName &&
           std::all_of(name.begin(), name.end(), isAllowed);
}

// Null: an exception was thrown.
static std::unique_ptr<AddedHandler> readAdded(const ServerObject& server, HashTable* options) {
    auto added = std::make_unique<AddedHandler>();
    added->name = "process-" + std::to_string(server.added.size());
    OptionReader reader(options, "addProcess()");
    reader.string("name", added->name, false);
    if (!reader.failed() && !isProcessName(added->name)) {
        reader.refuse("name", "1 to 31 letters, digits, '-', '_' or '.'", reader.any("name"));
    }
    const auto isSame = [&added](const auto& other) { return other->name == added->name; };
    if (!reader.failed() && std::any_of(server.added.begin(), server.added.end(), isSame)) {
        throwException(exceptions.config, "addProcess(): there is a process \"%s\" already",
                       added->name.c_str());
        return nullptr;
    }
    reader.boolean("restart", added->restarts);
    reader.seconds("max_wait_time", added->graceMs, 0, kMaxGraceSeconds);
    return reader.finish() ? std::move(added) : nullptr;
}

} // namespace aha::php

using namespace aha::php;

AHA_SERVER_CALL(addProcess) {
    zend_fcall_info call;
    zend_fcall_info_cache cache;
    HashTable* options = nullptr;
    ZEND_PARSE_PARAMETERS_START(1, 2)
    Z_PARAM_FUNC(call, cache)
    Z_PARAM_OPTIONAL
    Z_PARAM_ARRAY_HT(options)
    ZEND_PARSE_PARAMETERS_END();
    ServerObject* self = ServerObject::constructed(ZEND_THIS);
    if (!self) {
        RETURN_THROWS();
    }
    if (self->isRunning()) {
        throwException(exceptions.state, "Processes are added before start()");
        RETURN_THROWS();
    }
    if (self->process.isSingle || self->added.size() >= kMaxAdded) {
        throwException(exceptions.config,
                       self->process.isSingle
                           ? "addProcess() needs \"process\" => \"prefork\": this server is one process"
                           : "addProcess(): there are 256 processes already");
        RETURN_THROWS();
    }
    auto added = readAdded(*self, options ? options : const_cast<HashTable*>(&zend_empty_array));
    if (!added) {
        RETURN_THROWS();
    }
    added->handler.set(&call.function_name);
    self->added.push_back(std::move(added));
    RETURN_LONG(static_cast<zend_long>(self->processCount() - 1));
}
