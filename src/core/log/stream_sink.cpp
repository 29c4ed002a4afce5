#include "core/log/stream_sink.h"

#include "core/log/crash_hold.h"
#include "core/log/record.h"

#include <poll.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>

namespace aha::log {

// A pipe that poll() calls writable takes that much without blocking, and in one piece.
static constexpr std::size_t kAtomicBytes = PIPE_BUF;
static constexpr int kStreamWaitMs = 1000;

int writeToStream(int fd, std::string_view lines, std::atomic<std::size_t>& written) {
    while (!lines.empty()) {
        std::size_t size = std::min(wholeLines(lines, kAtomicBytes), kAtomicBytes);
        pollfd waiting{fd, POLLOUT, 0};
        int ready = ::poll(&waiting, 1, kStreamWaitMs);
        if (ready == 0) {
            return EAGAIN;
        }
        CrashHold hold;
        ssize_t sent = ::write(fd, lines.data(), size);
        if (sent > 0) {
            lines.remove_prefix(std::size_t(sent));
            written += std::size_t(sent);
        } else if (sent == 0 || errno != EINTR) {
            return sent == 0 ? EIO : errno;
        }
    }
    return 0;
}

void crashWriteTo(int fd, const std::array<std::string_view, 3>& pieces) noexcept {
    if (fd < 0) {
        return;
    }
    iovec vectors[3];
    int count = 0;
    for (std::string_view piece : pieces) {
        if (!piece.empty()) {
            vectors[count++] = {const_cast<char*>(piece.data()), piece.size()};
        }
    }
    iovec* next = vectors;
    while (count > 0) {
        ssize_t sent = ::writev(fd, next, count);
        if (sent < 0 && errno == EINTR) {
            continue;
        }
        if (sent <= 0) {
            return;
        }
        auto left = std::size_t(sent);
        while (count > 0 && left >= next->iov_len) {
            left -= next->iov_len;
            ++next;
            --count;
        }
        if (count > 0) {
            next->iov_base = static_cast<char*>(next->iov_base) + left;
            next->iov_len -= left;
        }
    }
}

SinkOutcome StreamSink::write(std::string_view lines, const LocalTime&, std::atomic<std::size_t>& written) {
    int err = writeToStream(fd_, lines, written);
    return err ? SinkOutcome{err, errorFromErrno(err, "write " + name_).message} : SinkOutcome{};
}

} // namespace aha::log
