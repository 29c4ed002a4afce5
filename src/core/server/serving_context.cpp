#include "core/server/serving_context.h"

#include <utility>

namespace aha::server {

ServingContext::ServingContext(net::Loop& sharedLoop, HttpHandler& requestHandler, HttpOptions serverOptions,
                               ServerStats* sharedStats)
    : loop(sharedLoop), handler(requestHandler), options(std::move(serverOptions)),
      stats(sharedStats ? *sharedStats : ownStats_), heads(options.serverName),
      exchanges(ExchangePool::create()), gate(AdmissionGate::create(loop, options, stats)) {
    parsers_.reserve(kMaxFree);
}

std::unique_ptr<http::RequestParser> ServingContext::acquireParser() {
    if (parsers_.empty()) {
        return std::make_unique<http::RequestParser>(options.limits);
    }
    std::unique_ptr<http::RequestParser> parser = std::move(parsers_.back());
    parsers_.pop_back();
    return parser;
}

void ServingContext::releaseParser(std::unique_ptr<http::RequestParser> parser) {
    if (parser->isIdle() && parsers_.size() < kMaxFree) {
        parsers_.push_back(std::move(parser));
    }
}

} // namespace aha::server
