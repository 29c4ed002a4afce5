#pragma once

#include "core/proto/http/request_head.h"

#include <string>
#include <string_view>

namespace aha::php {

// 1 to 128 characters that no log, header or shell takes amiss: letters, digits and . _ : / + = @ -
bool isRequestId(std::string_view text);

// Unlike any other of this server: "5f0c1d2e-7", the first part random for each process.
std::string makeRequestId();

// The one that its client has given, if it is one, else a new one.
std::string requestIdOf(const http::RequestHead& head);

} // namespace aha::php
