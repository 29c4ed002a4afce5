#include "core/server/exchange_pool.h"

#include "core/server/admission_gate.h"

namespace aha::server {

Ref<ExchangePool> ExchangePool::create() {
    auto* pool = new ExchangePool;
    pool->free_.reserve(kMaxFree);
    return Ref<ExchangePool>(*pool);
}

void ExchangePool::destroy(ExchangePool* pool) noexcept { delete pool; }

ExchangePool::~ExchangePool() {
    for (HttpExchange* exchange : free_) {
        delete exchange;
    }
}

Ref<HttpExchange> ExchangePool::acquire(HttpConnection& connection) {
    HttpExchange* exchange;
    if (free_.empty()) {
        exchange = new HttpExchange;
    } else {
        exchange = free_.back();
        free_.pop_back();
    }
    exchange->pool_ = Ref<ExchangePool>(*this);
    exchange->connection_ = &connection;
    return Ref<HttpExchange>(*exchange);
}

void ExchangePool::recycle(HttpExchange& exchange) noexcept {
    if (free_.size() >= kMaxFree) {
        delete &exchange;
        return;
    }
    // The head hides its capacity; the distance between its first and last byte is a good measure of it.
    const http::RequestHead& head = exchange.head_;
    if (const std::size_t count = head.count()) {
        const std::string_view last = head.value(count - 1);
        if (static_cast<std::size_t>(last.data() + last.size() - head.method().data()) > kMaxHeadBytes) {
            exchange.head_ = http::RequestHead();
        }
    }
    if (exchange.body_.capacity() > kMaxBodyCapacity) {
        exchange.body_ = std::string();
    }
    exchange.reset();
    free_.push_back(&exchange);
}

} // namespace aha::server
