#pragma once

#include "core/base/assert.h"
#include "core/base/error.h"

#include <utility>
#include <variant>

namespace aha {

// A value or an Error: the only way for the core to fail.
template <typename T> class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }

    T& value() {
        AHA_ASSERT(ok());
        return *std::get_if<0>(&state_);
    }
    const T& value() const {
        AHA_ASSERT(ok());
        return *std::get_if<0>(&state_);
    }
    T take() { return std::move(value()); }
    const Error& error() const {
        AHA_ASSERT(!ok());
        return *std::get_if<1>(&state_);
    }

private:
    std::variant<T, Error> state_;
};

template <> class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : error_(std::move(error)), ok_(false) {}

    bool ok() const { return ok_; }
    explicit operator bool() const { return ok_; }
    const Error& error() const {
        AHA_ASSERT(!ok_);
        return error_;
    }

private:
    Error error_{Errc::Cancelled, {}};
    bool ok_ = true;
};

} // namespace aha
