#pragma once

#include "core/client/http_types.h"
#include "php/client/response_stream.h"

namespace aha::php {

// The exception class and its code (ClientErrno) of an error of the core.
ClientFailure failureOf(const client::HttpError& error);

// Renames a temporary file, and gives it the permissions of a new one.
Result<void> moveIntoPlace(const std::string& from, const std::string& to);

} // namespace aha::php
