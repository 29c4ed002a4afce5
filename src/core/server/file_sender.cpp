#include "core/server/file_sender.h"

#include "core/server/http_connection.h"

#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <utility>

namespace aha::server {

namespace {

// What the page cache holds, without waiting for the disk; -EAGAIN when it has to be waited for.
ssize_t readCached(int fd, char* to, std::size_t bytes, std::uint64_t offset) {
    iovec part{to, bytes};
    ssize_t got;
    do {
        got = ::preadv2(fd, &part, 1, static_cast<off_t>(offset), RWF_NOWAIT);
    } while (got < 0 && errno == EINTR);
    if (got >= 0 || (errno != EAGAIN && errno != EOPNOTSUPP && errno != ENOSYS)) {
        return got;
    }
    do {
        got = ::pread(fd, to, bytes, static_cast<off_t>(offset));
    } while (got < 0 && errno == EINTR);
    return got;
}

void releaseBuffer(void* buffer) noexcept { delete[] static_cast<char*>(buffer); }

} // namespace

FileSender::FileSender(net::Loop& loop, HttpConnection& connection, FileBody file)
    : loop_(loop), connection_(connection), file_(std::move(file)) {}

FileSender::~FileSender() {
    Link<net::FlushTag>::unlink();
    ::close(file_.fd);
}

void FileSender::flush() { connection_.continueFile(); }

FileSender::Progress FileSender::pump() {
    std::size_t sent = 0;
    while (file_.length > 0) {
        if (connection_.stream().queuedBytes() > kPartBytes) {
            return Progress::Blocked;
        }
        if (sent >= kTurnBytes) {
            if (!Link<net::FlushTag>::isLinked()) {
                loop_.enqueueFlush(*this);
            }
            return Progress::Busy;
        }
        const std::size_t wanted =
            static_cast<std::size_t>(std::min<std::uint64_t>(file_.length, kPartBytes));
        const ssize_t got = wanted <= kInlineBytes ? sendInline(wanted) : sendPart(wanted);
        if (got <= 0) {
            return Progress::Broken;
        }
        sent += static_cast<std::size_t>(got);
        file_.offset += static_cast<std::uint64_t>(got);
        file_.length -= static_cast<std::uint64_t>(got);
    }
    return Progress::Sent;
}

// A small file leaves in one write with its head.
long FileSender::sendInline(std::size_t bytes) {
    std::string& out = connection_.out();
    const std::size_t before = out.size();
    out.resize(before + bytes);
    const long got = readCached(file_.fd, out.data() + before, bytes, file_.offset);
    out.resize(before + static_cast<std::size_t>(std::max(got, 0L)));
    return got;
}

long FileSender::sendPart(std::size_t bytes) {
    auto buffer = std::make_unique<char[]>(bytes);
    const long got = readCached(file_.fd, buffer.get(), bytes, file_.offset);
    if (got > 0) {
        char* part = buffer.release();
        connection_.writeOut(net::OwnedBytes({part, static_cast<std::size_t>(got)}, part, releaseBuffer));
    }
    return got;
}

} // namespace aha::server
