#pragma once

namespace aha::http {

// Why a message is refused: the status to answer and a static text that is safe to show. False when accepted.
struct Refusal {
    int status = 0;
    const char* reason = "";

    explicit operator bool() const { return status != 0; }
};

} // namespace aha::http
