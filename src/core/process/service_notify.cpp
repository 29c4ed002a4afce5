#include "core/process/service_notify.h"

#include "core/net/loop.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>

namespace aha::process {

#ifdef MSG_NOSIGNAL
static constexpr int kNotifySendFlags = MSG_NOSIGNAL | MSG_DONTWAIT;
#else
static constexpr int kNotifySendFlags = MSG_DONTWAIT;
#endif

static std::optional<std::uint64_t> numberOf(const char* text) {
    std::uint64_t number = 0;
    const char* end = text + std::strlen(text);
    auto [last, err] = std::from_chars(text, end, number);
    return err == std::errc() && last == end && last != text ? std::optional(number) : std::nullopt;
}

ServiceNotify::ServiceNotify() {
    const char* name = std::getenv("NOTIFY_SOCKET");
    if (name && *name != '\0') {
        readAddress(name);
    }
    if (isEnabled()) {
        readWatchdog();
    }
}

// Opened once: the watchdog has to be fed when no descriptors are left, too.
void ServiceNotify::readAddress(const char* name) {
    std::string address = name;
    const std::string what = "NOTIFY_SOCKET \"" + address + "\"";
    if (address[0] != '/' && address[0] != '@') {
        error_ = Error{Errc::Unsupported, what + ": neither a path nor an abstract name"};
        return;
    }
    if (address.size() >= sizeof(sockaddr_un::sun_path)) {
        error_ = Error{Errc::TooLarge, what + ": too long for the address of a socket"};
        return;
    }
    int fd = ::socket(AF_UNIX, SOCK_DGRAM, 0);
    if (fd < 0) {
        error_ = errorFromErrno(errno, what);
        return;
    }
    ::fcntl(fd, F_SETFD, FD_CLOEXEC);
    socket_ = Descriptor(fd);
    if (address[0] == '@') {
        address[0] = '\0';
    }
    address_ = std::move(address);
}

void ServiceNotify::readWatchdog() {
    const char* limit = std::getenv("WATCHDOG_USEC");
    if (!limit) {
        return;
    }
    if (const char* pid = std::getenv("WATCHDOG_PID"); pid && numberOf(pid) != std::uint64_t(::getpid())) {
        return; // meant for another process
    }
    auto usec = numberOf(limit);
    if (!usec || *usec == 0) {
        error_ = Error{Errc::InvalidArgument,
                       std::string("WATCHDOG_USEC \"") + limit + "\": not a number above 0"};
        return;
    }
    watchdogIntervalMs_ = std::max<std::uint64_t>(*usec / 2000, 1);
}

void ServiceNotify::send(std::string_view state) {
    if (!socket_.isOpen()) {
        return;
    }
    sockaddr_un to{};
    to.sun_family = AF_UNIX;
    std::memcpy(to.sun_path, address_.data(), address_.size());
    // An abstract name has no end mark: the size tells.
    auto size = socklen_t(offsetof(sockaddr_un, sun_path) + address_.size() + (address_[0] == '\0' ? 0 : 1));
    ssize_t sent;
    do {
        sent = ::sendto(socket_.get(), state.data(), state.size(), kNotifySendFlags,
                        reinterpret_cast<const sockaddr*>(&to), size);
    } while (sent < 0 && errno == EINTR);
    if (sent < 0) {
        int err = errno;
        std::string name = address_[0] == '\0' ? "@" + address_.substr(1) : address_;
        error_ = errorFromErrno(err, "notify the service manager at " + name);
    }
}

void ServiceNotify::ready() { send("READY=1"); }

void ServiceNotify::reloading() {
    send("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(net::Loop::nowNs() / 1000));
}

void ServiceNotify::stopping() { send("STOPPING=1"); }

void ServiceNotify::status(std::string_view text) {
    std::string state = "STATUS=";
    state.append(text);
    std::replace_if(
        state.begin(), state.end(), [](char c) { return c == '\n' || c == '\r' || c == '\0'; }, ' ');
    send(state);
}

void ServiceNotify::watchdog() { send("WATCHDOG=1"); }

void ServiceNotify::mainPid(int pid) { send("MAINPID=" + std::to_string(pid)); }

void ServiceNotify::extendTimeout(std::uint64_t limitMs) {
    send("EXTEND_TIMEOUT_USEC=" + std::to_string(limitMs * 1000));
}

void ServiceNotify::forget() {
    socket_.reset();
    address_.clear();
    watchdogIntervalMs_ = 0;
    error_.reset();
}

std::optional<Error> ServiceNotify::takeError() { return std::exchange(error_, std::nullopt); }

} // namespace aha::process
