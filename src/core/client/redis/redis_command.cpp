#include "core/client/redis/redis_command.h"

#include "core/proto/resp/resp_command.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

namespace aha::client {

static char upperCase(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

// A name in upper case, which takes no memory.
struct UpperName {
    explicit UpperName(std::string_view name) : size(std::min(name.size(), sizeof text)) {
        std::transform(name.begin(), name.begin() + std::ptrdiff_t(size), text, upperCase);
    }
    std::string_view view() const { return {text, size}; }

    char text[32]; // no known one is as long
    std::size_t size;
};

static bool equalsName(std::string_view text, std::string_view upper) {
    return std::equal(text.begin(), text.end(), upper.begin(), upper.end(),
                      [](char a, char b) { return upperCase(a) == b; });
}

static constexpr std::array<std::string_view, 8> kSessionNames{"ASKING",   "DISCARD",   "EXEC",    "MULTI",
                                                               "READONLY", "READWRITE", "UNWATCH", "WATCH"};
static constexpr std::array<std::string_view, 6> kSubscribeNames{"PSUBSCRIBE", "PUNSUBSCRIBE", "SSUBSCRIBE",
                                                                 "SUBSCRIBE",  "SUNSUBSCRIBE", "UNSUBSCRIBE"};
static constexpr std::array<std::string_view, 9> kNeverNames{"AUTH",     "HELLO", "MONITOR", "PSYNC", "QUIT",
                                                             "REPLCONF", "RESET", "SELECT",  "SYNC"};
// Whose second execution gives the same and changes nothing.
static constexpr std::array<std::string_view, 85> kReadNames{"BITCOUNT",
                                                             "BITFIELD_RO",
                                                             "BITPOS",
                                                             "DBSIZE",
                                                             "DUMP",
                                                             "ECHO",
                                                             "EVALSHA_RO",
                                                             "EVAL_RO",
                                                             "EXISTS",
                                                             "EXPIRETIME",
                                                             "FCALL_RO",
                                                             "GEODIST",
                                                             "GEOHASH",
                                                             "GEOPOS",
                                                             "GEORADIUSBYMEMBER_RO",
                                                             "GEORADIUS_RO",
                                                             "GEOSEARCH",
                                                             "GET",
                                                             "GETBIT",
                                                             "GETRANGE",
                                                             "HEXISTS",
                                                             "HGET",
                                                             "HGETALL",
                                                             "HKEYS",
                                                             "HLEN",
                                                             "HMGET",
                                                             "HRANDFIELD",
                                                             "HSCAN",
                                                             "HSTRLEN",
                                                             "HVALS",
                                                             "INFO",
                                                             "KEYS",
                                                             "LCS",
                                                             "LINDEX",
                                                             "LLEN",
                                                             "LOLWUT",
                                                             "LPOS",
                                                             "LRANGE",
                                                             "MGET",
                                                             "PEXPIRETIME",
                                                             "PING",
                                                             "PTTL",
                                                             "RANDOMKEY",
                                                             "SCAN",
                                                             "SCARD",
                                                             "SDIFF",
                                                             "SINTER",
                                                             "SINTERCARD",
                                                             "SISMEMBER",
                                                             "SMEMBERS",
                                                             "SMISMEMBER",
                                                             "SORT_RO",
                                                             "SRANDMEMBER",
                                                             "SSCAN",
                                                             "STRLEN",
                                                             "SUBSTR",
                                                             "SUNION",
                                                             "TIME",
                                                             "TTL",
                                                             "TYPE",
                                                             "XINFO",
                                                             "XLEN",
                                                             "XPENDING",
                                                             "XRANGE",
                                                             "XREAD",
                                                             "XREVRANGE",
                                                             "ZCARD",
                                                             "ZCOUNT",
                                                             "ZDIFF",
                                                             "ZINTER",
                                                             "ZINTERCARD",
                                                             "ZLEXCOUNT",
                                                             "ZMSCORE",
                                                             "ZRANDMEMBER",
                                                             "ZRANGE",
                                                             "ZRANGEBYLEX",
                                                             "ZRANGEBYSCORE",
                                                             "ZRANK",
                                                             "ZREVRANGE",
                                                             "ZREVRANGEBYLEX",
                                                             "ZREVRANGEBYSCORE",
                                                             "ZREVRANK",
                                                             "ZSCAN",
                                                             "ZSCORE",
                                                             "ZUNION"};

static_assert(std::is_sorted(kSessionNames.begin(), kSessionNames.end()));
static_assert(std::is_sorted(kSubscribeNames.begin(), kSubscribeNames.end()));
static_assert(std::is_sorted(kNeverNames.begin(), kNeverNames.end()));
static_assert(std::is_sorted(kReadNames.begin(), kReadNames.end()));

template <typename Names> static bool isAmong(const Names& names, std::string_view name) {
    return std::binary_search(names.begin(), names.end(), name);
}

// Which argument says how long the server may wait, counted from the end when negative; in its unit.
struct BlockingCommand {
    std::string_view name;
    int position;
    double unitMs;
};
static constexpr std::array kBlocking{
    BlockingCommand{"BLPOP", -1, 1000},      BlockingCommand{"BRPOP", -1, 1000},
    BlockingCommand{"BRPOPLPUSH", -1, 1000}, BlockingCommand{"BLMOVE", -1, 1000},
    BlockingCommand{"BZPOPMIN", -1, 1000},   BlockingCommand{"BZPOPMAX", -1, 1000},
    BlockingCommand{"BLMPOP", 1, 1000},      BlockingCommand{"BZMPOP", 1, 1000},
    BlockingCommand{"WAIT", -1, 1},          BlockingCommand{"WAITAOF", -1, 1},
};

// Anything that is no number counts as no limit: the server will refuse it.
static std::uint64_t blockingTime(std::string_view text, double unitMs) {
    const double value = std::strtod(std::string(text.substr(0, 64)).c_str(), nullptr);
    const double ms = std::ceil(value * unitMs);
    return ms > 0 && ms < 1e15 ? static_cast<std::uint64_t>(ms) : kRedisNoLimit;
}

static RedisTraits blockingTraits(std::string_view text, double unitMs) {
    return {RedisPlace::Blocking, false, blockingTime(text, unitMs)};
}

// XREAD and XREADGROUP wait when BLOCK is among their options.
static bool findBlockOption(std::span<const std::string_view> arguments, RedisTraits& traits) {
    for (std::size_t i = 1; i + 1 < arguments.size() && !equalsName(arguments[i], "STREAMS"); ++i) {
        if (equalsName(arguments[i], "BLOCK")) {
            traits = blockingTraits(arguments[i + 1], 1);
            return true;
        }
    }
    return false;
}

static RedisTraits clientTraits(std::span<const std::string_view> arguments) {
    static constexpr std::array<std::string_view, 10> kHarmless{
        "GETNAME", "HELP", "ID", "INFO", "KILL", "LIST", "NO-EVICT", "PAUSE", "UNBLOCK", "UNPAUSE"};
    const UpperName sub(arguments.size() > 1 ? arguments[1] : std::string_view());
    return {isAmong(kHarmless, sub.view()) ? RedisPlace::Shared : RedisPlace::Never, false, 0};
}

RedisTraits redisTraits(std::span<const std::string_view> arguments) {
    const UpperName upper(arguments.front());
    const std::string_view name = upper.view();
    if (isAmong(kReadNames, name)) {
        RedisTraits traits{RedisPlace::Shared, true, 0};
        if (name == "XREAD") {
            findBlockOption(arguments, traits);
        }
        return traits;
    }
    for (const BlockingCommand& blocking : kBlocking) {
        if (blocking.name == name) {
            const std::size_t at =
                blocking.position < 0 ? arguments.size() - 1 : std::size_t(blocking.position);
            return blockingTraits(at < arguments.size() ? arguments[at] : "", blocking.unitMs);
        }
    }
    if (isAmong(kSessionNames, name)) {
        return {RedisPlace::Session, false, 0};
    }
    if (isAmong(kSubscribeNames, name)) {
        return {RedisPlace::Subscribe, false, 0};
    }
    if (isAmong(kNeverNames, name)) {
        return {RedisPlace::Never, false, 0};
    }
    if (name == "CLIENT") {
        return clientTraits(arguments);
    }
    RedisTraits traits;
    if (name == "XREADGROUP") {
        findBlockOption(arguments, traits);
    }
    return traits;
}

void RedisRequest::add(std::span<const std::string_view> arguments, const RedisTraits& traits) {
    resp::appendCommand(package, arguments);
    if (replies++ == 0) {
        name = UpperName(arguments.front()).view();
    }
    onlyReads = onlyReads && traits.onlyReads;
    blocksMs = traits.blocksMs > kRedisNoLimit - blocksMs ? kRedisNoLimit : blocksMs + traits.blocksMs;
}

} // namespace aha::client
