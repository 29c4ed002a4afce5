#pragma once

#include "core/net/tls.h"
#include "php/server/http_config.h"

#include <memory>

namespace aha::php {

Result<std::unique_ptr<net::TlsContext>> openTlsContext(const HttpConfig& config);

} // namespace aha::php
