#include "core/net/tls_context.h"

#include "core/base/assert.h"
#include "core/net/tls_engine.h"
#include "core/net/tls_stream.h"

namespace aha::net {

TlsContext::TlsContext(TlsServerOptions options) : serverOptions_(std::move(options)), isServer_(true) {}
TlsContext::TlsContext(TlsClientOptions options) : clientOptions_(std::move(options)), isServer_(false) {}
TlsContext::~TlsContext() = default;

Result<std::unique_ptr<TlsContext>> TlsContext::server(TlsServerOptions options) {
    std::unique_ptr<TlsContext> context(new TlsContext(std::move(options)));
    if (auto loaded = context->reload(); !loaded) {
        return loaded.error();
    }
    return context;
}

Result<std::unique_ptr<TlsContext>> TlsContext::client(TlsClientOptions options) {
    std::unique_ptr<TlsContext> context(new TlsContext(std::move(options)));
    if (auto loaded = context->reload(); !loaded) {
        return loaded.error();
    }
    return context;
}

Result<Ref<TlsEngine>> TlsContext::build() const {
    return isServer_ ? TlsEngine::server(serverOptions_) : TlsEngine::client(clientOptions_);
}

Result<void> TlsContext::reload() {
    auto built = build();
    if (!built) {
        return built.error();
    }
    engine_ = built.take();
    if (isServer_ && serverOptions_.ticketKey.empty()) {
        serverOptions_.ticketKey = engine_->ticketKey(); // the next load goes on with it
    }
    return {};
}

StreamPtr TlsContext::accept(Loop& loop, StreamPtr lower) {
    AHA_ASSERT(isServer_);
    return TlsStream::over(loop, std::move(lower), engine_, {});
}

StreamPtr TlsContext::connect(Loop& loop, StreamPtr lower, const std::string& serverName) {
    AHA_ASSERT(!isServer_);
    return TlsStream::over(loop, std::move(lower), engine_, serverName);
}

} // namespace aha::net
