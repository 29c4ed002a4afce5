#pragma once

#include "core/process/message.h"
#include "support/pieces.h"

#include <string>
#include <vector>

namespace aha::test {

// A message with a payload of its own, for keeping and comparing.
struct KeptMessage {
    process::MessageType type{};
    std::uint32_t from = 0, to = 0;
    std::uint64_t id = 0, ticket = 0;
    std::string payload;

    KeptMessage() = default;
    KeptMessage(const process::Message& message)
        : type(message.type), from(message.from), to(message.to), id(message.id), ticket(message.ticket),
          payload(message.payload) {}
    process::Message view() const { return {type, from, to, id, ticket, payload}; }
    bool operator==(const KeptMessage&) const = default;
};

// What a decoder makes of bytes that are fed in pieces.
struct Decoded {
    std::vector<KeptMessage> messages;
    std::string error; // "" if there was none
    bool isBetweenFrames = false;
    bool operator==(const Decoded&) const = default;
};

inline Decoded decode(std::string_view bytes, const NextCut& cut,
                      std::size_t maxPayload = process::kMaxPayloadBytes) {
    Decoded decoded;
    process::FrameDecoder decoder(maxPayload);
    const auto keep = [](void* context, const process::Message& message) {
        static_cast<Decoded*>(context)->messages.emplace_back(message);
    };
    feedInPieces(bytes, cut, [&](std::string_view piece) {
        const auto result = decoder.feed(piece, keep, &decoded);
        decoded.error = result ? std::string() : result.error().message;
        return result.ok();
    });
    decoded.isBetweenFrames = decoder.isBetweenFrames();
    return decoded;
}

} // namespace aha::test
