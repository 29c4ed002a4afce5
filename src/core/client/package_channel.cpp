#include "core/client/package_channel.h"

namespace aha::client {

void PackageChannel::open() {
    state_ = State::Open;
    handler_.onChannel();
}

void PackageChannel::keep(std::string_view package) {
    kept_.emplace_back(package);
    keptBytes_ += package.size();
    if (isFull()) {
        setReceiving(false);
    }
    handler_.onChannel();
}

std::optional<std::string> PackageChannel::take() {
    if (kept_.empty()) {
        return {};
    }
    const bool wasFull = isFull();
    std::string package = std::move(kept_.front());
    kept_.pop_front();
    keptBytes_ -= package.size();
    if (wasFull && !isFull()) {
        setReceiving(true);
    }
    return package;
}

void PackageChannel::end(std::optional<PackageError> error) {
    if (state_ != State::Ended) {
        state_ = State::Ended;
        error_ = std::move(error);
        handler_.onChannel();
    }
}

} // namespace aha::client
