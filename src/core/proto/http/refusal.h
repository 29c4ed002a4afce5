#pragma once

#include <string_view>

namespace aha::http {

// Why a message is refused: the status to answer and a static text that is safe to show. False when accepted.
struct Refusal {
    int status = 0;
    std::string_view reason;

    explicit operator bool() const { return status != 0; }
};

} // namespace aha::http
