#pragma once

#include "core/base/error.h"
#include "core/proto/resp/resp_reply.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace aha::resp {

// What a peer may send in one reply.
struct Limits {
    static constexpr std::size_t kMaxDepth = 8;                // aggregates within one another
    static constexpr std::size_t kMaxLineBytes = 16 * 1024;    // of a status, an error, a number, a length
    std::size_t maxReplyBytes = std::size_t{64} * 1024 * 1024; // as sent
    std::size_t maxElements = 4'000'000;                       // in all aggregates together
};

// Bytes -> replies; pure. A layer over hiredis' reader that adds limits and checks what that trusts.
// Owned by a connection. Calls nobody.
class Reader {
public:
    struct Impl; // for the functions that hiredis calls
    explicit Reader(const Limits& limits);
    ~Reader();
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    enum class Step : std::uint8_t {
        NeedMore,
        Reply, // in `reply`
        Error, // for good: error()
    };
    void feed(std::string_view bytes);
    Step next(Reply& reply);
    const Error& error() const;
    // Nothing of a further reply has come; after all were taken.
    bool isBetweenReplies() const;

private:
    std::unique_ptr<Impl> impl_;
};

// False: built without hiredis; then nothing of this folder is to be used.
bool isAvailable();
// RESP3 needs hiredis 1.0 or newer.
bool hasResp3();
const char* hiredisVersion(); // compiled with: "0.14.1"

} // namespace aha::resp
