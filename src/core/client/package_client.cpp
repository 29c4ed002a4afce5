#include "core/client/package_client.h"

#include "core/client/package_link.h"

namespace aha::client {

static pool::PoolOptions poolOptions(const PackageClientOptions& options) {
    pool::PoolOptions result;
    result.max = options.max;
    result.maxWaiters = options.queueMs > 0 ? options.maxQueued : options.max; // see PackageCall::begin()
    result.waitTimeoutMs = options.queueMs + options.connectTimeoutMs + 10;
    result.maxConnecting = options.max;
    result.connectTimeoutMs = options.connectTimeoutMs + 5; // the connection's own limit comes first
    result.idleTimeoutMs = options.idleTimeoutMs;
    result.failsFast = true;
    result.backOff.initialMs = 0; // each request is told what happens to it now
    return result;
}

PackageClient::PackageClient(LoopPoolHost& host, const PackageClientOptions& options, LinkFactory factory)
    : host_(host), options_(options),
      pool_(host, options.name, poolOptions(options), options.seed,
            [factory = std::move(factory)](pool::PoolSlot slot) -> std::unique_ptr<pool::PoolConnection> {
                return factory(slot);
            }) {}

PackageClient::~PackageClient() { close(); }

std::unique_ptr<PackageCall> PackageClient::start(std::string package, std::uint64_t timeoutMs,
                                                  std::string holder, PackageHandler& handler) {
    std::unique_ptr<PackageCall> call(new PackageCall(*this, std::move(package), timeoutMs, handler));
    call->begin(std::move(holder));
    return call;
}

void PackageClient::close() {
    if (isClosed_) {
        return;
    }
    isClosed_ = true;
    while (PackageCall* call = calls_.front()) {
        if (call->state_ != PackageCall::State::Finished) {
            call->outcome_ = {PackageError{PackageError::Kind::Cancelled,
                                           Error{Errc::Cancelled, options_.name + ": the client was closed"}},
                              {},
                              false};
        }
        call->tell();
    }
    pool_.close(true);
}

void PackageClient::setMax(std::size_t max) {
    options_.max = max;
    pool_.setMax(max);
}

} // namespace aha::client
