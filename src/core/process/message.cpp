#include "core/process/message.h"

#include "core/base/assert.h"

#include <algorithm>
#include <utility>

namespace aha::process {

static constexpr std::size_t kLengthBytes = 4;
static constexpr std::size_t kGatherAtOnceBytes = 64 * 1024; // what a length alone makes us allocate

template <typename T> static void putNumber(char* at, T number) {
    for (std::size_t i = 0; i < sizeof(T); ++i) {
        at[i] = static_cast<char>(static_cast<unsigned char>(number >> (8 * i)));
    }
}

template <typename T> static T getNumber(const char* at) {
    T number = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i) {
        number = static_cast<T>(number | static_cast<T>(static_cast<unsigned char>(at[i])) << (8 * i));
    }
    return number;
}

void appendFrame(std::string& out, const Message& message) {
    AHA_ASSERT(message.payload.size() <= kMaxPayloadBytes);
    char header[kFrameHeaderBytes];
    putNumber(header, static_cast<std::uint32_t>(kFrameHeaderBytes - kLengthBytes + message.payload.size()));
    header[4] = static_cast<char>(message.type);
    putNumber(header + 5, message.from);
    putNumber(header + 9, message.to);
    putNumber(header + 13, message.id);
    putNumber(header + 21, message.ticket);
    out.append(header, sizeof header).append(message.payload);
}

static Message messageOf(std::string_view frame) {
    return {static_cast<MessageType>(frame[4]),          getNumber<std::uint32_t>(frame.data() + 5),
            getNumber<std::uint32_t>(frame.data() + 9),  getNumber<std::uint64_t>(frame.data() + 13),
            getNumber<std::uint64_t>(frame.data() + 21), frame.substr(kFrameHeaderBytes)};
}

// How long the frame is that begins here, 0 if that cannot be known yet. What is wrong is told as soon as it
// is there, so that the outcome does not depend on how the bytes are cut.
static Result<std::size_t> frameSize(std::string_view start, std::size_t maxPayload) {
    if (start.size() < kLengthBytes) {
        return std::size_t{0};
    }
    const std::size_t size = kLengthBytes + getNumber<std::uint32_t>(start.data());
    if (size < kFrameHeaderBytes || size - kFrameHeaderBytes > maxPayload) {
        return Error{Errc::Malformed, "a message has an impossible length of " + std::to_string(size)};
    }
    if (start.size() > kLengthBytes) {
        const auto type = static_cast<unsigned char>(start[kLengthBytes]);
        if (type < static_cast<unsigned char>(MessageType::Ready) ||
            type > static_cast<unsigned char>(MessageType::TaskError)) {
            return Error{Errc::Malformed, "a message has the unknown type " + std::to_string(type)};
        }
    }
    return size;
}

void FrameDecoder::stop() {
    state_ = State::Stopped;
    if (wasStopped_) {
        *wasStopped_ = true;
        wasStopped_ = nullptr;
    }
}

// Moves bytes to pending_ until that has `upTo`; false while it has not.
bool FrameDecoder::gather(std::string_view& bytes, std::size_t upTo) {
    if (pending_.size() < upTo) {
        const std::size_t count = std::min(upTo - pending_.size(), bytes.size());
        pending_.append(bytes.substr(0, count));
        bytes.remove_prefix(count);
    }
    return pending_.size() >= upTo;
}

// Takes the next complete frame off `bytes`; `gathered` holds it if it came in pieces. False: not all there.
Result<bool> FrameDecoder::next(std::string_view& bytes, std::string& gathered, std::string_view& frame) {
    if (pending_.empty()) {
        const auto size = frameSize(bytes, maxPayload_);
        if (!size) {
            return size.error();
        }
        if (size.value() != 0 && bytes.size() >= size.value()) {
            frame = bytes.substr(0, size.value());
            bytes.remove_prefix(frame.size());
            return true;
        }
    }
    const bool hasHeader = gather(bytes, kFrameHeaderBytes);
    const auto size = frameSize(pending_, maxPayload_);
    if (!size) {
        return size.error();
    }
    if (!hasHeader) {
        return false;
    }
    pending_.reserve(std::min(size.value(), kGatherAtOnceBytes));
    if (!gather(bytes, size.value())) {
        return false;
    }
    gathered = std::exchange(pending_, {});
    frame = gathered;
    return true;
}

Result<void> FrameDecoder::feed(std::string_view bytes, void (*deliver)(void*, const Message&),
                                void* context) {
    AHA_ASSERT(!wasStopped_); // not from within deliver
    if (state_ != State::Open) {
        return state_ == State::Stopped ? Error{Errc::Cancelled, "the decoder was stopped"}
                                        : Error{Errc::Malformed, "a message before was malformed"};
    }
    bool wasStopped = false;
    wasStopped_ = &wasStopped;
    while (!bytes.empty()) {
        std::string gathered; // here, so that it outlives a decoder that `deliver` destroys
        std::string_view frame;
        const auto isWhole = next(bytes, gathered, frame);
        if (!isWhole) {
            wasStopped_ = nullptr;
            state_ = State::Broken;
            pending_ = {};
            return isWhole.error();
        }
        if (!isWhole.value()) {
            break;
        }
        deliver(context, messageOf(frame));
        if (wasStopped) { // perhaps destroyed: no member may be touched
            return Error{Errc::Cancelled, "the decoder was stopped"};
        }
    }
    wasStopped_ = nullptr;
    return {};
}

} // namespace aha::process
