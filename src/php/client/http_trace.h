#pragma once

#include "core/client/http_types.h"
#include "php/value.h"

#include <cstdint>
#include <string>

namespace aha::php {

struct HttpOptions;

// The next hop of a W3C trace: the given context with a parent id of our own. "" when it is malformed, or of
// a version that cannot be read.
std::string childTraceparent(std::string_view parent);

// Adds X-Request-Id, traceparent and tracestate of the running request, unless the headers have them.
void propagateRequest(std::vector<http::HeaderLine>& headers);

// What the hook of onTrace() is told of one request. Made only where there is a hook.
class HttpTrace {
public:
    HttpTrace(const client::HttpRequest& request, std::string name);
    void start(Callable& hook);
    // Once; `error` is borrowed and null when all is well.
    void end(Callable& hook, int status, zend_object* error);

private:
    void call(Callable& hook, const char* event, zval* details);
    void fill(zval* details) const;

    std::string name_, method_, url_, traceparent_;
    std::uint64_t id_;
    std::uint64_t startNs_;
    double startedAt_;
};

} // namespace aha::php
