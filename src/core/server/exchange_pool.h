#pragma once

#include "core/base/ref.h"
#include "core/server/http_exchange.h"

#include <cstddef>
#include <vector>

namespace aha::server {

// Free list of exchanges, so that a request in steady state allocates nothing.
// Shared by its server and by every exchange that is out: a handler may keep one longer than the server
// lives. Calls nobody.
class ExchangePool final : public RefCounted<ExchangePool> {
public:
    static Ref<ExchangePool> create();
    static void destroy(ExchangePool* pool) noexcept;

    Ref<HttpExchange> acquire(HttpConnection& connection);
    std::size_t freeCount() const { return free_.size(); }

private:
    friend class HttpExchange;
    static constexpr std::size_t kMaxFree = 256;
    static constexpr std::size_t kMaxBodyCapacity = 4096; // what a free exchange may hold on to
    static constexpr std::size_t kMaxHeadBytes = 4096;

    ExchangePool() = default;
    ~ExchangePool();
    void recycle(HttpExchange& exchange) noexcept;

    std::vector<HttpExchange*> free_;
};

} // namespace aha::server
