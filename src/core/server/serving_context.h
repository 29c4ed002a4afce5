#pragma once

#include "core/base/intrusive_list.h"
#include "core/server/admission_gate.h"
#include "core/server/buffer_pool.h"
#include "core/server/exchange_pool.h"
#include "core/server/head_writer.h"
#include "core/server/http_server.h"

#include <memory>
#include <vector>

namespace aha::server {

struct ConnectionTag {};

// What the connections of one server share: loop, handler, limits, pools, counters.
// Owned by HttpServer, which derives its private part from it. Calls onConnectionClosed().
class ServingContext {
public:
    // Counts into `sharedStats`, or else into its own.
    ServingContext(net::Loop& sharedLoop, HttpHandler& requestHandler, HttpOptions serverOptions,
                   ServerStats* sharedStats);
    ServingContext(const ServingContext&) = delete;
    ServingContext& operator=(const ServingContext&) = delete;

    net::Loop& loop;
    HttpHandler& handler;
    const HttpOptions options;
    ServerStats& stats;
    HttpObserver* observer = nullptr;
    std::uint64_t (*clockNs)() = &net::Loop::nowNs;
    HeadWriter heads;
    Ref<ExchangePool> exchanges;
    BufferPool buffers;
    Ref<AdmissionGate> gate; // null: nothing is limited
    IntrusiveList<HttpConnection, ConnectionTag> connections;
    bool isDraining = false;
    std::uint64_t drainGraceMs = 0;

    // When the event took place that is being handled: what begins with it is measured from there. Whatever
    // is read in one turn of the loop has arrived at one time, so that reading the clock costs next to
    // nothing under load.
    std::uint64_t moment() {
        if (momentNs_ == 0) {
            momentNs_ = clockNs();
        }
        return momentNs_;
    }
    void beginMoment(std::uint64_t ns = 0) { momentNs_ = ns; } // 0 = when somebody asks
    void beginInput() {
        const InputTurn turn{loop.turns(), loop.nowMs()};
        momentNs_ = turn == inputTurn_ ? inputNs_ : 0;
        inputTurn_ = turn;
    }
    void endInput() { inputNs_ = momentNs_; }

    // A parser that is idle may serve any connection next: connections hold one only during a message.
    std::unique_ptr<http::RequestParser> acquireParser();
    void releaseParser(std::unique_ptr<http::RequestParser> parser);

    virtual void onConnectionClosed() = 0; // one has left the list; from the loop

protected:
    ~ServingContext() = default;

private:
    static constexpr std::size_t kMaxFree = 64;

    struct InputTurn {
        std::uint64_t turn = 0,
                      ms = 0; // a turn lasts from drain to drain: the time tells both sides of poll apart
        bool operator==(const InputTurn& other) const { return turn == other.turn && ms == other.ms; }
    };

    ServerStats ownStats_;
    InputTurn inputTurn_;
    std::uint64_t inputNs_ = 0;
    std::uint64_t momentNs_ = 0;
    std::vector<std::unique_ptr<http::RequestParser>> parsers_;
};

} // namespace aha::server
