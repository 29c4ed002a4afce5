#pragma once

#include "core/base/result.h"
#include "core/net/tls.h"
#include "core/server/static_files.h"
#include "core/server/trusted_proxies.h"
#include "php/server/http_config.h"

#include <memory>

namespace aha::php {

// What the options of an HTTP server name and the machine has to have: files, certificates, networks. Opened
// by the master to find errors before anything is forked, and by each worker for use.
struct HttpResources {
    server::TrustedProxies proxies;
    std::unique_ptr<server::StaticFiles> files; // null without a document root
    std::unique_ptr<net::TlsContext> tls;       // null without certificates

    static Result<HttpResources> open(const HttpConfig& config);
};

} // namespace aha::php
