#pragma once

#include "core/base/histogram.h"
#include "core/base/result.h"
#include "core/net/loop.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aha::net {

class PoolJob;

struct ResolverOptions {
    std::uint64_t ttlMs = 60'000;        // how long an answer is kept: the system does not tell the true one
    std::uint64_t negativeTtlMs = 2'000; // how long a failure is
    std::size_t maxEntries = 1024;       // names that are kept; the one that ends first makes room
    std::size_t maxAddresses = 16;       // of one name; more are cut off
    std::size_t maxRunning = 3;          // lookups at the same time: libuv has four threads for all purposes
    std::size_t maxQueued = 1024;        // lookups that wait for a thread
};

struct ResolverStats {
    std::uint64_t literals = 0, hits = 0, negativeHits = 0; // answered without a lookup
    std::uint64_t joined = 0;                               // shared the lookup of another
    std::uint64_t lookups = 0, failures = 0, timeouts = 0, evicted = 0;
    Histogram latency; // of lookups, as their threads see it
};

// Names to addresses, off the loop, with a cache. One lookup serves all who ask for the name meanwhile.
// The system's resolver cannot be interrupted: a lookup that is stuck holds its thread until it ends, so that
// with maxRunning such ones others wait until their own time is over. A name whose lookup somebody has given
// up waiting for is looked up anew for those who ask later. One for each loop, owned by whoever makes
// connections; destroying it ends what is under way with Cancelled.
class Resolver {
public:
    using Addresses = std::vector<std::string>; // literals, the best first
    using Answer = Result<Addresses>;
    // Blocks; is called in the thread pool, several at a time.
    using Lookup = std::function<Answer(const std::string& name)>;
    class Query;

    explicit Resolver(Loop& loop, ResolverOptions options = {}, Lookup lookup = &systemLookup);
    ~Resolver();
    Resolver(const Resolver&) = delete;
    Resolver& operator=(const Resolver&) = delete;

    // "example.org", "127.0.0.1", "::1", "[::1]", "localhost". Calls back once, from the loop; destroying the
    // query cancels silently. A time-out of 0 leaves it to the system, which takes long.
    std::unique_ptr<Query> resolve(std::string_view name, std::uint64_t timeoutMs,
                                   std::function<void(Answer)> callback);
    // What is known without asking anybody: literals, "localhost", the cache.
    std::optional<Answer> known(std::string_view name);
    void forget(std::string_view name); // e.g. when none of its addresses can be reached
    void clear();

    const ResolverStats& stats() const { return stats_; }
    std::size_t entries() const { return cache_.size(); }
    std::size_t running() const { return running_; }
    std::size_t queued() const { return queue_.size(); }

    static Answer systemLookup(const std::string& name); // getaddrinfo()

private:
    struct Work;
    struct Entry {
        Answer answer;
        std::uint64_t endsMs;
    };

    std::optional<Answer> cached(const std::string& key);
    Work* join(const std::string& key);
    void startLookups();
    void finish(Work& work);
    void remember(const std::string& key, const Answer& answer);
    void leave(Query& query, bool hasGivenUp);

    Loop& loop_;
    ResolverOptions options_;
    Lookup lookup_;
    std::map<std::string, Entry> cache_;
    std::list<Work> works_; // queued, running or stuck
    std::deque<Work*> queue_;
    std::size_t running_ = 0;
    ResolverStats stats_;
};

struct QueryTag {};

// Somebody who waits for an answer.
// Owned by whoever asks; destroying it cancels silently.
// Calls back once, from the loop (Cancelled when the loop closes first); the callback may destroy it.
class Resolver::Query final : public Handle, public Link<QueryTag>, private ReadyItem, private WheelTimer {
public:
    ~Query() override;
    void close() override; // calls back with Cancelled
    bool isDone() const { return !callback_; }

private:
    friend class Resolver;
    Query(Loop& loop, std::string name, std::uint64_t timeoutMs, std::function<void(Answer)> callback);
    static void onTimeout(WheelTimer& timer);
    void run() override;
    void answerLater(Answer answer);
    void finish(Answer answer);
    void letGo(bool hasGivenUp);

    Loop& loop_;
    std::string name_;
    std::uint64_t timeoutMs_;
    std::function<void(Answer)> callback_; // empty once called
    std::optional<Answer> ready_;          // to be told from the loop
    Resolver* resolver_ = nullptr;         // while it waits for `work_`
    Work* work_ = nullptr;
};

} // namespace aha::net
