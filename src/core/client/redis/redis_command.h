#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace aha::client {

constexpr std::uint64_t kRedisNoLimit = ~std::uint64_t{0};

// Where a command may run.
enum class RedisPlace : std::uint8_t {
    Shared,    // any connection, between the commands of others
    Blocking,  // waits within the server: takes a connection of its own
    Session,   // changes the state of its connection: WATCH, MULTI …
    Subscribe, // turns its connection into something else: see RedisPubSub
    Never,     // would break the connection or bypass its options: MONITOR, QUIT, AUTH …
};

struct RedisTraits {
    RedisPlace place = RedisPlace::Shared;
    bool onlyReads = false;     // may be sent twice
    std::uint64_t blocksMs = 0; // Blocking: how long the server may take; kRedisNoLimit = for ever
};

// Of a command with its arguments, the name in any case.
RedisTraits redisTraits(std::span<const std::string_view> arguments);

// What is to be sent: commands one after the other on one connection, with nothing of others between.
struct RedisRequest {
    void add(std::span<const std::string_view> arguments) { add(arguments, redisTraits(arguments)); }
    void add(std::span<const std::string_view> arguments, const RedisTraits& traits);

    std::string package;
    std::string name;        // of the first command, upper case; for messages
    std::size_t replies = 0; // one for each command
    bool onlyReads = true;
    std::uint64_t blocksMs = 0;
    std::uint64_t timeoutMs = 0; // 0 = that of the client
};

} // namespace aha::client
