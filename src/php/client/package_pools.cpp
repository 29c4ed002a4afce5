#include "php/client/package_pools.h"

#include "php/client/pool_figures.h"
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

void PackagePool::describe(zval* figures) {
    const client::PackageClient& client = *requests();
    pool::PoolReport report = client.pool().report();
    if (!tickets_.empty()) { // of clients whose request has not ended, begun or not
        report.holders.clear();
        for (Ticket* ticket = tickets_.front(); ticket && report.holders.size() < pool::PoolReport::kPlaces;
             ticket = tickets_.next(*ticket)) {
            report.holders.push_back({ticket->place_, Runtime::get().loop().nowMs() - ticket->sinceMs_});
        }
    }
    makePoolFigures(figures, report);
    add_assoc_long(figures, "requests", static_cast<zend_long>(client.stats().started));
    add_assoc_long(figures, "succeeded", static_cast<zend_long>(client.stats().succeeded));
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

void PackagePools::close(const PackageSettings& settings) {
    auto found = pools_.find(settings.key());
    if (found != pools_.end()) {
        found->second->tcp_.reset();
        pools_.erase(found);
    }
}

void PackagePools::forgetQuiet() {
    for (auto next = pools_.begin(); pools_.size() >= kMaxPools && next != pools_.end();) {
        next = next->second->isQuiet() ? pools_.erase(next) : std::next(next);
    }
}

void PackagePools::describe(zval* table) {
    for (auto& [key, pool] : pools_) {
        zval figures;
        pool->describe(&figures);
        addPoolFigures(table, pool->requests()->options().name, &figures);
    }
}

} // namespace aha::php
