#include "core/base/error.h"

#include "core/base/assert.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace aha {

void assertFailed(const char* expression, const char* file, int line) noexcept {
    std::fprintf(stderr, "aha: internal error: %s is false at %s:%d\n", expression, file, line);
    std::abort();
}

std::string_view errcName(Errc code) {
    switch (code) {
    case Errc::Cancelled: return "cancelled";
    case Errc::TimedOut: return "timed_out";
    case Errc::Closed: return "closed";
    case Errc::Reset: return "reset";
    case Errc::Refused: return "refused";
    case Errc::Unreachable: return "unreachable";
    case Errc::AddressInUse: return "address_in_use";
    case Errc::PermissionDenied: return "permission_denied";
    case Errc::NotFound: return "not_found";
    case Errc::TooLarge: return "too_large";
    case Errc::TooMany: return "too_many";
    case Errc::Malformed: return "malformed";
    case Errc::Unsupported: return "unsupported";
    case Errc::Tls: return "tls";
    case Errc::Resource: return "resource";
    case Errc::Busy: return "busy";
    case Errc::InvalidArgument: return "invalid_argument";
    case Errc::Io: return "io";
    }
    return "unknown";
}

static Errc codeFromErrno(int err) {
    switch (err) {
    case ECANCELED: return Errc::Cancelled;
    case ETIMEDOUT: return Errc::TimedOut;
    case EPIPE:
    case ENOTCONN:
    case ESHUTDOWN: return Errc::Closed;
    case ECONNRESET:
    case ECONNABORTED: return Errc::Reset;
    case ECONNREFUSED: return Errc::Refused;
    case EHOSTUNREACH:
    case ENETUNREACH:
    case ENETDOWN:
    case EADDRNOTAVAIL: return Errc::Unreachable;
    case EADDRINUSE: return Errc::AddressInUse;
    case EACCES:
    case EPERM: return Errc::PermissionDenied;
    case ENOENT:
    case ENOTDIR:
    case ELOOP:
    case ENAMETOOLONG: return Errc::NotFound;
    case EMFILE:
    case ENFILE:
    case ENOMEM:
    case ENOBUFS:
    case ENOSPC: return Errc::Resource;
    case EINVAL: return Errc::InvalidArgument;
    default: return Errc::Io;
    }
}

Error errorFromErrno(int err, std::string_view what) {
    char text[128];
    const char* reason = strerror_r(err, text, sizeof text); // the GNU form, which may not use `text`
    std::string message(what);
    message.append(": ").append(reason);
    return Error{codeFromErrno(err), std::move(message)};
}

} // namespace aha
