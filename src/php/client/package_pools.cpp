#include "php/client/package_pools.h"

#include "php/error.h"
#include "php/runtime.h"

namespace aha::php {

Ticket::Ticket(PackagePool& pool, std::string place)
    : pool_(pool), place_(std::move(place)), sinceMs_(Runtime::get().loop().nowMs()) {
    pool.tickets_.pushBack(*this);
    ++pool.ticketCount_;
}

Ticket::~Ticket() {
    unlink();
    --pool_->ticketCount_;
}

client::PackageClient* PackagePool::requests() {
    return tcp_ ? &tcp_->requests() : udp_ ? &udp_->requests() : nullptr;
}

std::unique_ptr<Ticket> PackagePool::takeTicket(std::size_t max, std::string place) {
    client::PackageClient* client = requests();
    if (!client) {
        throwException(exceptions.state, "The script has ended");
        return nullptr;
    }
    client->setMax(max);
    if (ticketCount_ < max) {
        return std::make_unique<Ticket>(*this, std::move(place));
    }
    constexpr int kNamed = 5;
    std::string text = "Pool " + client->options().name + " is exhausted: " + std::to_string(ticketCount_) +
                       " of " + std::to_string(max) + " clients in use";
    int named = 0;
    for (Ticket* ticket = tickets_.front(); ticket && named < kNamed; ticket = tickets_.next(*ticket)) {
        const std::uint64_t ageMs = Runtime::get().loop().nowMs() - ticket->sinceMs_;
        char age[32];
        snprintf(age, sizeof age, " (%.1f s)", static_cast<double>(ageMs) / 1000);
        text.append(named++ == 0 ? ", longest by " : ", ").append(ticket->place_).append(age);
    }
    if (ticketCount_ > kNamed) {
        text += " and " + std::to_string(ticketCount_ - kNamed) + " more";
    }
    throwObject(makeException(exceptions.pool, text, nullptr, 1));
    return nullptr;
}

static void addHolder(zval* holders, const std::string& place, std::uint64_t ageMs) {
    zval holder;
    array_init_size(&holder, 2);
    add_assoc_stringl(&holder, "place", place.data(), place.size());
    add_assoc_double(&holder, "age", static_cast<double>(ageMs) / 1000);
    add_next_index_zval(holders, &holder);
}

void PackagePool::describe(zval* result) {
    const client::PackageClient& client = *requests();
    const pool::PoolState& state = client.pool();
    const pool::PoolCounters& counters = state.counters();
    auto count = [result](const char* key, std::uint64_t value) {
        add_assoc_long_ex(result, key, strlen(key), static_cast<zend_long>(value));
    };
    array_init(result);
    count("max", state.options().max);
    count("size", state.size());
    count("idle", state.idle());
    count("in_use", state.leased());
    count("connecting", state.connecting());
    count("waiting", state.waiting());
    count("requests", client.stats().started);
    count("succeeded", client.stats().succeeded);
    count("created", counters.created);
    count("reused", counters.reused);
    count("closed", counters.closedTotal());
    count("connect_errors", counters.connectErrors);
    add_assoc_double(result, "reuse_ratio", counters.reuseRatio());
    constexpr std::size_t kHolders = 10;
    zval holders;
    array_init(&holders);
    if (!tickets_.empty()) { // of clients whose request has not ended, begun or not
        std::size_t named = 0;
        for (Ticket* ticket = tickets_.front(); ticket && named++ < kHolders;
             ticket = tickets_.next(*ticket)) {
            addHolder(&holders, ticket->place_, Runtime::get().loop().nowMs() - ticket->sinceMs_);
        }
    } else {
        for (const auto& holder : state.holders(kHolders)) {
            addHolder(&holders, holder.place, holder.ageMs);
        }
    }
    add_assoc_zval(result, "holders", &holders);
}

// ---- all of them

PackagePools& PackagePools::get() { return Runtime::get().packagePools(); }

PackagePools::~PackagePools() {
    for (auto& [key, pool] : pools_) {
        pool->tcp_.reset();
        pool->udp_.reset();
    }
}

Ref<PackagePool> PackagePools::open(const PackageSettings& settings) {
    std::string key = settings.key();
    auto found = pools_.find(key);
    if (found != pools_.end()) {
        return found->second;
    }
    forgetQuiet();
    Ref<PackagePool> pool(*new PackagePool());
    if (settings.kind == PackageKind::Udp) {
        pool->udp_ = std::make_unique<client::UdpClient>(host_, resolver_, settings.udp);
    } else {
        auto made = client::TcpClient::create(host_, resolver_, settings.tcp);
        if (!made) {
            throwObject(makeException(exceptions.config, made.error().message));
            return {};
        }
        pool->tcp_ = made.take();
    }
    pools_.emplace(std::move(key), pool);
    return pool;
}

void PackagePools::forgetQuiet() {
    for (auto next = pools_.begin(); pools_.size() >= kMaxPools && next != pools_.end();) {
        next = next->second->isQuiet() ? pools_.erase(next) : std::next(next);
    }
}

void PackagePools::describe(zval* result) {
    for (auto& [key, pool] : pools_) {
        zval figures;
        pool->describe(&figures);
        std::string name = pool->requests()->options().name;
        for (int i = 2; zend_hash_str_exists(Z_ARR_P(result), name.data(), name.size()); ++i) {
            name = pool->requests()->options().name + " #" + std::to_string(i); // other options, same peer
        }
        add_assoc_zval_ex(result, name.data(), name.size(), &figures);
    }
}

} // namespace aha::php
