#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace aha {

// Why an operation of the core failed. The PHP layer maps each code to one exception class.
enum class Errc : std::uint8_t {
    Cancelled,        // somebody who owns the operation gave it up
    TimedOut,         // a limit in seconds was reached
    Closed,           // the peer or we ended the connection in an orderly way
    Reset,            // the peer broke the connection
    Refused,          // nobody listens there
    Unreachable,      // no route, host down, name unknown
    AddressInUse,     // bind() found the address taken
    PermissionDenied, // the operating system says no
    NotFound,         // a file, a name
    TooLarge,         // a named limit in bytes
    TooMany,          // a named limit in number
    Malformed,        // the peer broke the protocol
    Unsupported,      // valid, and not implemented here
    Tls,              // handshake, certificate or record failure
    Resource,         // out of memory, descriptors, processes
    Busy,             // cannot be done twice at once
    InvalidArgument,  // the caller's mistake
    Io,               // any other failure of the operating system
};

// The stable name of a code, for logs and statistics ("timed_out").
std::string_view errcName(Errc code);

struct Error {
    Errc code;
    std::string message; // one sentence without final stop; may be shown to the PHP user
};

// Translates errno / a negative libuv code's errno; `what` says what was tried ("bind 127.0.0.1:80").
Error errorFromErrno(int err, std::string_view what);

} // namespace aha
