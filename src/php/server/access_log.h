#pragma once

#include "core/log/access_format.h"
#include "core/log/log_writer.h"
#include "core/server/http_observer.h"
#include "core/server/trusted_proxies.h"

#include <memory>

namespace aha::php {

// One line for each request that was answered or given up. Owned by the HttpService.
class AccessLog final : public server::HttpObserver {
public:
    static Result<std::unique_ptr<AccessLog>> open(net::Loop& loop, const std::string& sink,
                                                   log::AccessStyle style,
                                                   const server::TrustedProxies& proxies,
                                                   std::uint32_t workerId);
    void onResponse(const server::HttpExchange& exchange, const server::ResponseRecord& record) override;

private:
    AccessLog(net::Loop& loop, std::unique_ptr<log::LogWriter> writer, log::AccessStyle style,
              const server::TrustedProxies& proxies, std::uint32_t workerId)
        : loop_(loop), writer_(std::move(writer)), style_(style), format_(style), proxies_(proxies),
          workerId_(workerId) {}

    net::Loop& loop_;
    std::unique_ptr<log::LogWriter> writer_;
    const log::AccessStyle style_;
    log::AccessFormat format_;
    const server::TrustedProxies& proxies_;
    const std::uint32_t workerId_;
};

} // namespace aha::php
