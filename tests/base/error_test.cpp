#include "core/base/error.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace aha {
namespace {

TEST(ErrorNames, AreUniqueAndStable) {
    std::set<std::string_view> names;
    for (int code = int(Errc::Cancelled); code <= int(Errc::Io); ++code) {
        std::string_view name = errcName(Errc(code));
        EXPECT_NE(name, "unknown");
        EXPECT_TRUE(names.insert(name).second) << name;
    }
    EXPECT_EQ(errcName(Errc::TimedOut), "timed_out");
    EXPECT_EQ(errcName(Errc(200)), "unknown");
}

TEST(ErrorFromErrno, SaysWhatWasTriedAndWhy) {
    Error error = errorFromErrno(EADDRINUSE, "bind 127.0.0.1:80");
    EXPECT_EQ(error.code, Errc::AddressInUse);
    EXPECT_EQ(error.message, "bind 127.0.0.1:80: Address already in use");
}

TEST(ErrorFromErrno, SortsByWhatTheCallerCanDo) {
    const std::vector<std::pair<int, Errc>> expected{{ECANCELED, Errc::Cancelled},
                                                     {ETIMEDOUT, Errc::TimedOut},
                                                     {EPIPE, Errc::Closed},
                                                     {ENOTCONN, Errc::Closed},
                                                     {ESHUTDOWN, Errc::Closed},
                                                     {ECONNRESET, Errc::Reset},
                                                     {ECONNABORTED, Errc::Reset},
                                                     {ECONNREFUSED, Errc::Refused},
                                                     {EHOSTUNREACH, Errc::Unreachable},
                                                     {ENETUNREACH, Errc::Unreachable},
                                                     {ENETDOWN, Errc::Unreachable},
                                                     {EADDRNOTAVAIL, Errc::Unreachable},
                                                     {EACCES, Errc::PermissionDenied},
                                                     {EPERM, Errc::PermissionDenied},
                                                     {ENOENT, Errc::NotFound},
                                                     {ENOTDIR, Errc::NotFound},
                                                     {ELOOP, Errc::NotFound},
                                                     {ENAMETOOLONG, Errc::NotFound},
                                                     {EMFILE, Errc::Resource},
                                                     {ENFILE, Errc::Resource},
                                                     {ENOMEM, Errc::Resource},
                                                     {ENOBUFS, Errc::Resource},
                                                     {ENOSPC, Errc::Resource},
                                                     {EINVAL, Errc::InvalidArgument},
                                                     {EIO, Errc::Io},
                                                     {EBADF, Errc::Io}};
    for (auto [number, code] : expected) {
        EXPECT_EQ(errorFromErrno(number, "x").code, code) << number;
    }
}

} // namespace
} // namespace aha
