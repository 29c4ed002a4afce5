#include "core/net/resolver.h"

#include "core/base/assert.h"
#include "core/base/ref.h"
#include "core/net/pool_job.h"
#include "core/net/socket_address.h"

#include <netdb.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

namespace aha::net {

static constexpr std::size_t kMaxNameBytes = 253; // of a host name, RFC 1035

static std::string what(std::string_view name) { return "look up \"" + std::string(name) + "\""; }

// One lookup and those who wait for it. The thread knows of the box only.
struct Resolver::Work {
    // The pool's thread uses the object, but never the reference count.
    struct Box : RefCounted<Box> {
        static void destroy(Box* box) noexcept { delete box; }
        Answer answer = Error{Errc::Cancelled, {}};
        std::uint64_t tookNs = 0;
    };
    std::string key;
    IntrusiveList<Query, QueryTag> queries;
    std::unique_ptr<PoolJob> job; // null: waits for a thread
    bool isStale = false;         // somebody has given up waiting: no others join
};

// ---- the cache

Resolver::Resolver(Loop& loop, ResolverOptions options, Lookup lookup)
    : loop_(loop), options_(options), lookup_(std::move(lookup)) {
    options_.maxRunning = std::max<std::size_t>(options_.maxRunning, 1);
}

Resolver::~Resolver() {
    for (Work& work : works_) {
        while (Query* query = work.queries.popFront()) {
            query->resolver_ = nullptr;
            query->answerLater(Error{Errc::Cancelled, what(query->name_) + ": the resolver was closed"});
        }
    }
}

// Names are the same in either case; a literal keeps what it is.
static std::string keyOf(std::string_view name) {
    if (name.size() > 2 && name.front() == '[' && name.back() == ']') {
        name = name.substr(1, name.size() - 2);
    }
    std::string key(name);
    std::transform(key.begin(), key.end(), key.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    return key;
}

static std::optional<Error> checkName(std::string_view key) {
    const bool hasControl = std::any_of(key.begin(), key.end(), [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || c == 0x7f || c == '/';
    });
    if (key.empty() || key.size() > kMaxNameBytes || hasControl) {
        return Error{Errc::InvalidArgument, hasControl ? "a host name holds characters that none has"
                                                       : "a host name has " + std::to_string(key.size()) +
                                                             " bytes instead of 1 to " +
                                                             std::to_string(kMaxNameBytes)};
    }
    return {};
}

// Loopback names are never looked up (RFC 6761).
static bool isLoopbackName(std::string_view key) {
    constexpr std::string_view kName = "localhost", kSuffix = ".localhost";
    if (!key.empty() && key.back() == '.') {
        key.remove_suffix(1);
    }
    return key == kName ||
           (key.size() > kSuffix.size() && key.substr(key.size() - kSuffix.size()) == kSuffix);
}

static bool isLiteral(const std::string& key) {
    const bool mayBe = key.find(':') != key.npos || (key[0] >= '0' && key[0] <= '9');
    return mayBe && SocketAddress::parse(key, 0, SocketAddress::Names::Refuse).ok();
}

std::optional<Resolver::Answer> Resolver::known(std::string_view name) {
    std::string key = keyOf(name);
    if (auto error = checkName(key)) {
        return Answer(std::move(*error));
    }
    if (isLoopbackName(key)) {
        ++stats_.literals;
        return Answer(Addresses{"127.0.0.1", "::1"});
    }
    if (isLiteral(key)) {
        ++stats_.literals;
        return Answer(Addresses{std::move(key)});
    }
    return cached(key);
}

std::optional<Resolver::Answer> Resolver::cached(const std::string& key) {
    auto found = cache_.find(key);
    if (found == cache_.end()) {
        return {};
    }
    if (loop_.nowMs() >= found->second.endsMs) {
        cache_.erase(found);
        return {};
    }
    ++(found->second.answer ? stats_.hits : stats_.negativeHits);
    return found->second.answer;
}

void Resolver::remember(const std::string& key, const Answer& answer) {
    const std::uint64_t keepMs = answer ? options_.ttlMs : options_.negativeTtlMs;
    cache_.erase(key);
    if (keepMs == 0 || options_.maxEntries == 0) {
        return;
    }
    if (cache_.size() >= options_.maxEntries) {
        cache_.erase(std::min_element(cache_.begin(), cache_.end(), [](const auto& a, const auto& b) {
            return a.second.endsMs < b.second.endsMs;
        }));
        ++stats_.evicted;
    }
    cache_.emplace(key, Entry{answer, loop_.nowMs() + keepMs});
}

void Resolver::forget(std::string_view name) { cache_.erase(keyOf(name)); }

void Resolver::clear() { cache_.clear(); }

// ---- lookups

std::unique_ptr<Resolver::Query> Resolver::resolve(std::string_view name, std::uint64_t timeoutMs,
                                                   std::function<void(Answer)> callback) {
    std::unique_ptr<Query> query(new Query(loop_, std::string(name), timeoutMs, std::move(callback)));
    if (auto answer = known(name)) {
        query->answerLater(std::move(*answer));
        return query;
    }
    Work* work = join(keyOf(name));
    if (!work) {
        query->answerLater(Error{Errc::TooMany, what(name) + ": " + std::to_string(queue_.size()) +
                                                    " lookups wait already"});
        return query;
    }
    query->resolver_ = this;
    query->work_ = work;
    work->queries.pushBack(*query);
    if (timeoutMs > 0) {
        loop_.arm(*query, timeoutMs);
    }
    startLookups();
    return query;
}

// The lookup of that name, a new one if need be. Null: too many wait.
Resolver::Work* Resolver::join(const std::string& key) {
    for (Work& work : works_) {
        if (work.key == key && !work.isStale) {
            ++stats_.joined;
            return &work;
        }
    }
    if (running_ >= options_.maxRunning && queue_.size() >= options_.maxQueued) {
        return nullptr;
    }
    Work& work = works_.emplace_back();
    work.key = key;
    queue_.push_back(&work);
    return &work;
}

void Resolver::startLookups() {
    while (running_ < options_.maxRunning && !queue_.empty()) {
        Work& work = *queue_.front();
        queue_.pop_front();
        ++running_;
        ++stats_.lookups;
        Ref<Work::Box> box(*new Work::Box);
        work.job = PoolJob::start(
            loop_,
            [box, lookup = lookup_, key = work.key] {
                const std::uint64_t startNs = Loop::nowNs();
                box->answer = lookup(key);
                box->tookNs = Loop::nowNs() - startNs;
            },
            [this, box, &work] {
                stats_.latency.record(box->tookNs);
                Answer answer = std::move(box->answer);
                if (answer && answer.value().size() > options_.maxAddresses) {
                    answer.value().resize(options_.maxAddresses);
                }
                if (answer && answer.value().empty()) {
                    answer = Error{Errc::Unreachable, what(work.key) + ": it has no address"};
                }
                stats_.failures += answer ? 0 : 1;
                remember(work.key, answer);
                while (Query* query = work.queries.popFront()) {
                    query->resolver_ = nullptr;
                    query->answerLater(answer);
                }
                finish(work);
            });
    }
}

// The last act of the lookup's job, which goes with it.
void Resolver::finish(Work& work) {
    --running_;
    works_.remove_if([&work](const Work& each) { return &each == &work; });
    startLookups();
}

// A query goes without its answer.
void Resolver::leave(Query& query, bool hasGivenUp) {
    Work& work = *query.work_;
    query.Link<QueryTag>::unlink();
    if (hasGivenUp) {
        ++stats_.timeouts;
        work.isStale = work.job != nullptr; // one that waits for a thread is as good as any
    }
    if (!work.job && work.queries.empty()) {
        queue_.erase(std::find(queue_.begin(), queue_.end(), &work));
        works_.remove_if([&work](const Work& each) { return &each == &work; });
    }
}

Resolver::Answer Resolver::systemLookup(const std::string& name) {
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM; // each address once
    hints.ai_flags = AI_ADDRCONFIG;
    addrinfo* found = nullptr;
    const int err = getaddrinfo(name.c_str(), nullptr, &hints, &found);
    if (err != 0) {
        const int cause = errno;
        return err == EAI_SYSTEM ? errorFromErrno(cause, what(name))
                                 : Error{Errc::Unreachable, what(name) + ": " + gai_strerror(err)};
    }
    Addresses addresses;
    for (addrinfo* entry = found; entry; entry = entry->ai_next) {
        char text[NI_MAXHOST];
        if (getnameinfo(entry->ai_addr, entry->ai_addrlen, text, sizeof text, nullptr, 0, NI_NUMERICHOST) ==
            0) {
            addresses.emplace_back(text);
        }
    }
    freeaddrinfo(found);
    return addresses;
}

// ---- queries

Resolver::Query::Query(Loop& loop, std::string name, std::uint64_t timeoutMs,
                       std::function<void(Answer)> callback)
    : WheelTimer(&onTimeout), loop_(loop), name_(std::move(name)), timeoutMs_(timeoutMs),
      callback_(std::move(callback)) {
    AHA_ASSERT(callback_);
    loop_.track(*this);
}

Resolver::Query::~Query() { letGo(false); }

void Resolver::Query::letGo(bool hasGivenUp) {
    if (isArmed()) { // the loop may be gone already
        loop_.cancel(*this);
    }
    Link<ReadyTag>::unlink();
    Link<HandleTag>::unlink();
    if (Resolver* resolver = std::exchange(resolver_, nullptr)) {
        resolver->leave(*this, hasGivenUp);
    }
}

void Resolver::Query::answerLater(Answer answer) {
    ready_.emplace(std::move(answer));
    loop_.enqueue(*this);
}

void Resolver::Query::run() {
    Answer answer = std::move(*ready_);
    letGo(false);
    finish(std::move(answer));
}

void Resolver::Query::onTimeout(WheelTimer& timer) {
    auto& self = static_cast<Query&>(timer);
    self.letGo(true);
    self.finish(Error{Errc::TimedOut,
                      what(self.name_) + ": no answer within " + std::to_string(self.timeoutMs_) + " ms"});
}

void Resolver::Query::close() {
    if (!isDone()) {
        letGo(false);
        finish(Error{Errc::Cancelled, what(name_) + ": the event loop is closing"});
    }
}

void Resolver::Query::finish(Answer answer) {
    auto callback = std::exchange(callback_, nullptr);
    callback(std::move(answer)); // may destroy this
}

} // namespace aha::net
