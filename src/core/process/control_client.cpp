#include "core/process/control_client.h"

#include "core/net/loop.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>

namespace aha::process {

static constexpr std::uint64_t kNever = ~std::uint64_t{0};
static constexpr std::uint64_t kNsPerMs = 1'000'000;
static constexpr int kRetryMs = 10; // while the server's backlog is full

#ifdef MSG_NOSIGNAL
static constexpr int kControlSendFlags = MSG_NOSIGNAL;
#else
static constexpr int kControlSendFlags = 0;
#endif

static std::uint64_t deadlineOf(std::uint64_t timeoutMs) {
    std::uint64_t now = net::Loop::nowNs();
    return timeoutMs == 0 || timeoutMs > (kNever - now) / kNsPerMs ? kNever : now + timeoutMs * kNsPerMs;
}

// For poll(); rounded up, so that it does not spin through the last millisecond.
static int msUntil(std::uint64_t deadlineNs) {
    if (deadlineNs == kNever) {
        return -1;
    }
    std::uint64_t now = net::Loop::nowNs();
    std::uint64_t left = deadlineNs > now ? (deadlineNs - now + kNsPerMs - 1) / kNsPerMs : 0;
    return int(std::min<std::uint64_t>(left, INT_MAX));
}

static Error timedOut(const std::string& what) {
    return Error{Errc::TimedOut, what + ": no answer within the time limit"};
}

Result<ControlClient> ControlClient::connect(const std::string& path, std::uint64_t timeoutMs) {
    const std::string what = "connect to control socket " + path;
    sockaddr_un to{};
    to.sun_family = AF_UNIX;
    if (path.empty() || path.size() >= sizeof to.sun_path) {
        return Error{Errc::InvalidArgument,
                     what + ": the path must have 1 to " + std::to_string(sizeof to.sun_path - 1) + " bytes"};
    }
    std::memcpy(to.sun_path, path.data(), path.size());
    Descriptor socket(::socket(AF_UNIX, SOCK_STREAM, 0));
    if (!socket.isOpen()) {
        return errorFromErrno(errno, what);
    }
    ::fcntl(socket.get(), F_SETFD, FD_CLOEXEC);
    ::fcntl(socket.get(), F_SETFL, ::fcntl(socket.get(), F_GETFL) | O_NONBLOCK);
    std::uint64_t deadlineNs = deadlineOf(timeoutMs);
    while (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) {
        int err = errno;
        if (err != EAGAIN && err != EINTR) {
            return errorFromErrno(err, what);
        }
        if (msUntil(deadlineNs) == 0) {
            return timedOut(what);
        }
        ::poll(nullptr, 0, kRetryMs);
    }
    return ControlClient(path, std::move(socket));
}

Result<std::string> ControlClient::ask(std::string_view command, std::uint64_t timeoutMs) {
    if (!socket_.isOpen()) {
        return Error{Errc::Closed,
                     "control socket " + path_ + ": the connection was closed by an earlier error"};
    }
    if (command.find('\n') != std::string_view::npos) {
        return Error{Errc::InvalidArgument, "a command for the control socket cannot contain a line break"};
    }
    std::uint64_t deadlineNs = deadlineOf(timeoutMs);
    auto sent = sendLine(std::string(command) + "\n", deadlineNs);
    // Even if not all went out: the server may have said why it does not listen.
    bool mayHaveAnswered = sent || sent.error().code == Errc::Closed || sent.error().code == Errc::Reset;
    Result<std::string> answer =
        mayHaveAnswered ? receiveLine(deadlineNs) : Result<std::string>(sent.error());
    if (!answer) {
        socket_.reset(); // a late answer would be taken for that of the next question
    }
    return answer;
}

Result<void> ControlClient::sendLine(std::string line, std::uint64_t deadlineNs) {
    const std::string what = "send to control socket " + path_;
    std::string_view left = line;
    while (!left.empty()) {
        ssize_t sent = ::send(socket_.get(), left.data(), left.size(), kControlSendFlags);
        if (sent >= 0) {
            left.remove_prefix(std::size_t(sent));
        } else if (errno == EAGAIN) {
            if (auto ready = wait(POLLOUT, deadlineNs, what); !ready) {
                return ready;
            }
        } else if (errno != EINTR) {
            return errorFromErrno(errno, what);
        }
    }
    return {};
}

Result<std::string> ControlClient::receiveLine(std::uint64_t deadlineNs) {
    const std::string what = "read from control socket " + path_;
    std::string line;
    char bytes[64 * 1024];
    for (;;) {
        ssize_t got = ::recv(socket_.get(), bytes, sizeof bytes, 0);
        if (got < 0 && errno == EAGAIN) {
            if (auto ready = wait(POLLIN, deadlineNs, what); !ready) {
                return ready.error();
            }
            continue;
        }
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return errorFromErrno(errno, what);
        }
        if (got == 0) {
            return Error{Errc::Closed, what + ": the server closed the connection without an answer"};
        }
        std::string_view piece(bytes, std::size_t(got));
        std::size_t end = piece.find('\n');
        line.append(piece.substr(0, end));
        if (line.size() > kMaxAnswerBytes) {
            return Error{Errc::TooLarge,
                         what + ": the answer has more than " + std::to_string(kMaxAnswerBytes) + " bytes"};
        }
        if (end == std::string_view::npos) {
            continue;
        }
        if (end + 1 != piece.size()) {
            return Error{Errc::Malformed, what + ": more than one line came as the answer"};
        }
        return line;
    }
}

Result<void> ControlClient::wait(short events, std::uint64_t deadlineNs, const std::string& what) {
    pollfd watched{socket_.get(), events, 0};
    for (;;) {
        int ready = ::poll(&watched, 1, msUntil(deadlineNs));
        if (ready > 0) {
            return {};
        }
        if (ready < 0 && errno != EINTR) {
            return errorFromErrno(errno, what);
        }
        if (msUntil(deadlineNs) == 0) {
            return timedOut(what);
        }
    }
}

} // namespace aha::process
