#include "core/pool/back_off.h"

#include <algorithm>

namespace aha::pool {

static constexpr unsigned kMaxDoublings = 32; // enough for every maximum

BackOff::BackOff(const BackOffOptions& options, std::uint64_t seed)
    : options_(options), state_(seed * 2 + 1) {}

double BackOff::random() {
    // xorshift64*: jitter needs spread, not secrecy
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return static_cast<double>((state_ * 0x2545F4914F6CDD1DULL) >> 11) / 9007199254740992.0; // 2^53
}

void BackOff::onFailure(std::uint64_t wave, std::uint64_t nowMs) {
    if (wave != wave_) {
        return;
    }
    const unsigned doublings = std::min(failures_, kMaxDoublings);
    const std::uint64_t longest =
        options_.initialMs > (options_.maxMs >> doublings) ? options_.maxMs : options_.initialMs << doublings;
    const double share = 1.0 - std::clamp(options_.jitter, 0.0, 1.0) * random();
    ++failures_;
    ++wave_;
    retryAtMs_ = options_.initialMs == 0
                     ? nowMs
                     : nowMs + static_cast<std::uint64_t>(static_cast<double>(longest) * share);
}

void BackOff::onSuccess() {
    failures_ = 0;
    retryAtMs_ = 0;
}

} // namespace aha::pool
