#include "php/server/http_resources.h"

#include "core/log/sink_spec.h"

namespace aha::php {

static Result<std::unique_ptr<server::StaticFiles>> openFiles(const HttpConfig& config) {
    server::StaticOptions options;
    options.index = config.indexFiles;
    options.symlinks =
        config.followSymlinks ? server::StaticOptions::Symlinks::All : server::StaticOptions::Symlinks::None;
    options.maxAgeSeconds = config.staticMaxAge ? static_cast<std::int64_t>(config.staticMaxAge) : -1;
    auto opened = server::StaticFiles::open(config.documentRoot, options);
    if (!opened) {
        return Error{Errc::InvalidArgument, "document_root: " + opened.error().message};
    }
    return opened;
}

Result<HttpResources> HttpResources::open(const HttpConfig& config) {
    HttpResources resources;
    for (const std::string& network : config.trustedProxies) {
        if (auto added = resources.proxies.add(network); !added) {
            return Error{Errc::InvalidArgument, "trusted_proxies: " + added.error().message};
        }
    }
    if (!config.documentRoot.empty()) {
        auto files = openFiles(config);
        if (!files) {
            return files.error();
        }
        resources.files = files.take();
    }
    if (config.tls.isSet()) {
        auto tls = config.tls.open();
        if (!tls) {
            return tls.error();
        }
        resources.tls = tls.take();
    }
    if (!config.accessLog.empty()) {
        if (auto sink = log::SinkSpec::parse(config.accessLog); !sink) {
            return Error{Errc::InvalidArgument, "access_log: " + sink.error().message};
        }
    }
    return resources;
}

} // namespace aha::php
