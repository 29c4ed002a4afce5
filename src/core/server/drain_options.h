#pragma once

#include <cstdint>

namespace aha::server {

struct DrainOptions {
    // How long a connection without a request in hand may still send one. It is answered with Connection:
    // close.
    std::uint64_t graceMs = 300;
    // Inherited sockets only: accept first what waits in the backlog, because nobody else will. Sockets of
    // the server's own are always emptied.
    bool acceptWaiting = false;
};

} // namespace aha::server
