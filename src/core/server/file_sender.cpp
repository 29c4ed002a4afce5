#include "core/server/file_sender.h"

#include <sys/uio.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <utility>

namespace aha::server {

namespace {

// What the page cache holds, without waiting for the disk; -1 with EAGAIN when it has to be waited for.
long readCached(int fd, char* to, std::size_t bytes, std::uint64_t offset) {
#ifdef RWF_NOWAIT
    iovec part{to, bytes};
    ssize_t got;
    do {
        got = ::preadv2(fd, &part, 1, static_cast<off_t>(offset), RWF_NOWAIT);
    } while (got < 0 && errno == EINTR);
    if (got < 0 && (errno == EOPNOTSUPP || errno == ENOSYS)) { // a file system that cannot tell
        errno = EAGAIN;
    }
    return got;
#else
    (void)fd, (void)to, (void)bytes, (void)offset;
    errno = EAGAIN;
    return -1;
#endif
}

void releaseBuffer(void* buffer) noexcept { delete[] static_cast<char*>(buffer); }

} // namespace

FileSender::FileSender(net::Loop& loop, FileSink& sink, const FileBody& file, bool readsInPlace)
    : loop_(loop), sink_(sink), reader_(loop), fd_(file.fd), offset_(file.offset), left_(file.length),
      readsInPlace_(readsInPlace) {
    reader_.adopt(fd_);
}

FileSender::~FileSender() { Link<net::FlushTag>::unlink(); }

void FileSender::flush() { sink_.continueFile(); }

FileSender::Progress FileSender::pump() {
    std::size_t sent = 0;
    while (left_ > 0) {
        if (isBroken_) {
            return Progress::Broken;
        }
        if (reader_.isBusy()) {
            return Progress::Busy;
        }
        if (sink_.stream().queuedBytes() > kPartBytes) {
            return Progress::Blocked;
        }
        if (sent >= kTurnBytes) {
            if (!Link<net::FlushTag>::isLinked()) {
                loop_.enqueueFlush(*this);
            }
            return Progress::Busy;
        }
        const std::size_t wanted = static_cast<std::size_t>(std::min<std::uint64_t>(left_, kPartBytes));
        const long got = !readsInPlace_ ? -1 : wanted <= kInlineBytes ? sendInline(wanted) : sendPart(wanted);
        if (got > 0) {
            sent += static_cast<std::size_t>(got);
            advance(static_cast<std::size_t>(got));
        } else if (got < 0 && (!readsInPlace_ || errno == EAGAIN)) {
            readInPool(wanted);
            return Progress::Busy;
        } else {
            isBroken_ = true;
        }
    }
    return Progress::Sent;
}

// A small file leaves in one write with its head.
long FileSender::sendInline(std::size_t bytes) {
    std::string& out = sink_.out();
    const std::size_t before = out.size();
    out.resize(before + bytes);
    const long got = readCached(fd_, out.data() + before, bytes, offset_);
    out.resize(before + static_cast<std::size_t>(std::max(got, 0L)));
    return got;
}

long FileSender::sendPart(std::size_t bytes) {
    auto buffer = std::make_unique<char[]>(bytes);
    const long got = readCached(fd_, buffer.get(), bytes, offset_);
    if (got > 0) {
        char* part = buffer.release();
        sink_.writeOut(net::OwnedBytes({part, static_cast<std::size_t>(got)}, part, releaseBuffer));
    }
    return got;
}

void FileSender::readInPool(std::size_t bytes) {
    reader_.seek(offset_);
    reader_.read(bytes, [this](Result<std::string_view> piece) { onRead(std::move(piece)); });
}

void FileSender::onRead(Result<std::string_view> piece) {
    if (piece && !piece.value().empty()) {
        sink_.writeCopy(piece.value());
        advance(piece.value().size());
    } else {
        isBroken_ = true;
    }
    sink_.continueFile(); // may destroy this
}

void FileSender::advance(std::size_t bytes) {
    offset_ += bytes;
    left_ -= bytes;
}

} // namespace aha::server
