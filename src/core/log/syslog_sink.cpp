#include "core/log/syslog_sink.h"

#include "core/log/crash_hold.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

namespace aha::log {

static constexpr int kSyslogWaitMs = 1000;
static constexpr int kNoticePriority = 5;

SyslogSink::SyslogSink(std::string socket, std::string ident, int facility)
    : socket_(std::move(socket)), ident_(std::move(ident)), name_("syslog at " + socket_),
      facility_(facility) {}

SyslogSink::~SyslogSink() { close(); }

Result<void> SyslogSink::open(const LocalTime&) {
    if (int err = connect()) {
        return errorFromErrno(err, "connect to " + name_);
    }
    return {};
}

int SyslogSink::connect() {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (socket_.size() >= sizeof address.sun_path) {
        return ENAMETOOLONG;
    }
    std::memcpy(address.sun_path, socket_.data(), socket_.size());
    int fd = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0) {
        return errno;
    }
    if (::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        int err = errno;
        ::close(fd);
        return err;
    }
    fd_ = fd;
    return 0;
}

void SyslogSink::close() {
    if (int fd = fd_.exchange(-1); fd >= 0) {
        ::close(fd);
    }
}

// The priority in front of a record ("<3>"), and the record without it.
static std::pair<int, std::string_view> splitPriority(std::string_view line) {
    if (line.size() >= 3 && line[0] == '<' && line[2] == '>') {
        return {line[1] - '0', line.substr(3)};
    }
    return {kNoticePriority, line}; // the rest of a record that was cut
}

int SyslogSink::send(std::string_view line, const std::string& stamp) {
    auto [priority, text] = splitPriority(line);
    std::string message = "<" + std::to_string(facility_ * 8 + priority) + ">" + stamp + " " + ident_ + "[" +
                          std::to_string(::getpid()) + "]: ";
    message.append(text.substr(0, kMaxMessageBytes));
    for (;;) {
        if (::send(fd_, message.data(), message.size(), MSG_NOSIGNAL) >= 0) {
            return 0;
        }
        if (errno == EINTR) {
            continue;
        }
        pollfd waiting{fd_, POLLOUT, 0};
        if (errno != EAGAIN || ::poll(&waiting, 1, kSyslogWaitMs) == 0) {
            return errno;
        }
    }
}

SinkOutcome SyslogSink::write(std::string_view lines, const LocalTime& now,
                              std::atomic<std::size_t>& written) {
    static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    char stamp[64];
    const std::tm& t = now.fields;
    std::snprintf(stamp, sizeof stamp, "%s %2d %02d:%02d:%02d", kMonths[t.tm_mon % 12], t.tm_mday, t.tm_hour,
                  t.tm_min, t.tm_sec);
    if (reopenWanted_.exchange(false)) {
        close();
    }
    int reconnects = 0;
    while (!lines.empty()) {
        std::size_t size = std::min(lines.find('\n'), lines.size() - 1) + 1;
        int err = fd_ < 0 ? connect() : 0;
        if (err == 0) {
            CrashHold hold;
            err = send(lines.substr(0, size - 1), stamp);
            if (err == 0) {
                written += size;
                lines.remove_prefix(size);
                continue;
            }
        }
        close();
        // The daemon was started anew: its socket is another one.
        if ((err != ECONNREFUSED && err != ENOTCONN && err != ECONNRESET) || reconnects++ > 0) {
            return {err, errorFromErrno(err, "write to " + name_).message};
        }
    }
    return {};
}

// No time: the daemon has a clock of its own.
void SyslogSink::crashWrite(const std::array<std::string_view, 3>& pieces) noexcept {
    char message[kMaxMessageBytes];
    std::size_t size = 0, column = 0;
    auto put = [&message, &size](std::string_view text) {
        std::size_t room = std::min(text.size(), sizeof message - size);
        std::memcpy(message + size, text.data(), room);
        size += room;
    };
    for (std::string_view piece : pieces) {
        for (char c : piece) {
            if (c == '\n') {
                ::send(fd_, message, size, MSG_NOSIGNAL | MSG_DONTWAIT);
                size = column = 0;
                continue;
            }
            if (++column == 2) {
                int number = facility_ * 8 + (c - '0');
                char digits[] = {char('0' + number / 100), char('0' + number / 10 % 10),
                                 char('0' + number % 10)};
                put("<");
                std::size_t skip = number < 10 ? 2 : number < 100 ? 1 : 0;
                put({digits + skip, sizeof digits - skip});
                put(">");
                put(ident_);
                put(": ");
            } else if (column > 3) {
                put({&c, 1});
            }
        }
    }
}

} // namespace aha::log
