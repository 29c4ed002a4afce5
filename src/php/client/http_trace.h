#pragma once

#include "core/client/http_types.h"
#include "php/client/client_trace.h"

#include <string>

namespace aha::php {

// The next hop of a W3C trace: the given context with a parent id of our own. "" when it is malformed, or of
// a version that cannot be read.
std::string childTraceparent(std::string_view parent);

// Adds X-Request-Id, traceparent and tracestate of the running request, unless the headers have them.
void propagateRequest(std::vector<http::HeaderLine>& headers);

// What the trace hook is told of an HTTP request besides its name.
ClientTrace::Fields traceFields(const client::HttpRequest& request);

} // namespace aha::php
