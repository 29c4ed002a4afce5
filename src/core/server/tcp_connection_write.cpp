// The sending side of TcpConnection: the buffer of a turn, the queue, files.
#include "core/server/tcp_connection.h"

#include "core/server/file_response.h"
#include "core/server/file_sender.h"

#include <unistd.h>

#include <algorithm>
#include <utility>

namespace aha::server {

// ---- the buffer of this turn

void TcpConnection::requestFlush() {
    if (!Link<net::FlushTag>::isLinked()) {
        context_.loop.enqueueFlush(*this);
    }
}

std::string& TcpConnection::out() {
    if (out_.empty()) {
        context_.buffers.acquire(out_);
    }
    requestFlush();
    return out_;
}

void TcpConnection::writeOut(net::OwnedBytes body) {
    const std::size_t bytes = out_.size() + body.size();
    if (writeDeadlineMs_ != 0 && stream_->queuedBytes() < writeMark_) {
        writeStalls_ = 0;
    }
    bytesSent_ += bytes;
    context_.stats.bytesOut.add(bytes);
    if (body.empty()) {
        stream_->write(out_);
    } else {
        stream_->write(out_, std::move(body));
    }
    context_.buffers.release(out_);
    watchWrites();
}

void TcpConnection::writeCopy(std::string_view bytes) {
    if (!out_.empty()) {
        writeOut({});
    }
    bytesSent_ += bytes.size();
    context_.stats.bytesOut.add(bytes.size());
    stream_->write(bytes);
    watchWrites();
}

// The write timeout runs while something is queued.
void TcpConnection::watchWrites() {
    const std::size_t queued = stream_->queuedBytes();
    writeMark_ = queued;
    if (queued == 0) {
        writeDeadlineMs_ = 0;
    } else if (writeDeadlineMs_ == 0 && context_.options.writeTimeoutMs != 0) {
        writeStalls_ = 0;
        writeDeadlineMs_ = context_.loop.nowMs() +
                           std::max<std::uint64_t>(context_.options.writeTimeoutMs / kWriteChecks, 1);
        setTimer();
    }
}

void TcpConnection::flush() {
    if (state_ == State::Closing || state_ == State::Opening) {
        return;
    }
    if (!out_.empty()) {
        writeOut({});
    }
    notifyDrained();
    if (state_ == State::Open && context_.isDraining && !isDrainTold_) {
        isDrainTold_ = true;
        setTimer();
        context_.handler.onDraining(*this);
    }
    if (state_ == State::Open) {
        endIfIdle();
    }
    if ((state_ == State::Open || state_ == State::Ending) && isShutDue_ && !isShut_ && isOutputThrough()) {
        isShut_ = true;
        stream_->shutdown();
    }
    if (state_ == State::Ending) {
        continueEnding();
    }
}

void TcpConnection::onDrained() {
    if (state_ == State::Closing) {
        return;
    }
    watchWrites();
    if (file_) {
        continueFile();
    }
    Link<net::FlushTag>::unlink();
    flush();
}

// Less is queued than before: whoever waits for that goes on.
void TcpConnection::notifyDrained() {
    if (wantsDrained_ && state_ == State::Open && !file_ && waiting_.empty() &&
        backlog() <= context_.options.lowWaterMark) {
        wantsDrained_ = false;
        context_.handler.onDrained(*this);
    }
}

// ---- sending

// False: it is dropped.
bool TcpConnection::admit(std::size_t bytes) {
    if (state_ != State::Open || isShutDue_) {
        return false;
    }
    const std::size_t maximum = context_.options.maxQueuedBytes;
    if (maximum == 0 || backlog() == 0 || backlog() + bytes <= maximum) {
        return true;
    }
    if (!out_.empty() && !file_) {
        writeOut({}); // the kernel may take it
    }
    const std::size_t queued = backlog();
    if (queued == 0 || queued + bytes <= maximum) {
        return true;
    }
    closeNow(Error{Errc::TooLarge, "Slow consumer: " + std::to_string(queued) +
                                       " bytes wait to be read by the peer, and " + std::to_string(bytes) +
                                       " more exceed socket_buffer_size (" + std::to_string(maximum) +
                                       " bytes)"},
             true);
    return false;
}

TcpConnection::Sent TcpConnection::afterSend() {
    if (!file_ && out_.size() > kTurnBytes) {
        writeOut({});
    }
    if (backlog() <= context_.options.highWaterMark) {
        return Sent::Ok;
    }
    wantsDrained_ = true;
    requestFlush();
    return Sent::Wait;
}

TcpConnection::Sent TcpConnection::send(std::string_view bytes) {
    if (!admit(bytes.size())) {
        return Sent::Closed;
    }
    if (file_) {
        waitBehindFile(net::OwnedBytes::fromString(std::string(bytes)), true);
    } else if (bytes.size() <= kCopyBelow) {
        out() += bytes;
    } else {
        writeCopy(bytes);
    }
    return afterSend();
}

TcpConnection::Sent TcpConnection::send(net::OwnedBytes bytes) {
    if (!admit(bytes.size())) {
        return Sent::Closed;
    }
    if (file_) {
        waitBehindFile(std::move(bytes), true);
    } else {
        emit(std::move(bytes));
    }
    return afterSend();
}

void TcpConnection::emit(net::OwnedBytes bytes) {
    if (bytes.size() <= kCopyBelow) {
        out() += bytes.view();
    } else {
        writeOut(std::move(bytes));
    }
}

// ---- files

void TcpConnection::waitBehindFile(net::OwnedBytes bytes, bool mayJoin) {
    waitingBytes_ += bytes.size();
    mayJoin = mayJoin && bytes.size() <= kCopyBelow;
    if (!mayJoin) {
        waiting_.push_back({{}, std::move(bytes), {}});
        return;
    }
    const bool hasOpenEnd = !waiting_.empty() && waiting_.back().bytes.empty() &&
                            waiting_.back().file.fd < 0 && waiting_.back().joined.size() < kTurnBytes;
    if (!hasOpenEnd) {
        waiting_.emplace_back();
    }
    waiting_.back().joined += bytes.view();
}

Result<TcpConnection::Sent> TcpConnection::sendFile(const std::string& path, std::uint64_t offset,
                                                    std::uint64_t length) {
    if (!admit(0)) {
        return Sent::Closed;
    }
    if (waiting_.size() >= kMaxWaiting) {
        return Error{Errc::TooMany, "More than " + std::to_string(kMaxWaiting) + " files wait to be sent"};
    }
    auto opened = OpenFile::open(path);
    if (!opened) {
        return opened.error();
    }
    OpenFile& file = opened.value();
    if (offset > file.size() || length > file.size() - offset) {
        return Error{Errc::InvalidArgument,
                     path + " has " + std::to_string(file.size()) + " bytes, less than what is to be sent"};
    }
    const std::uint64_t bytes = length == 0 ? file.size() - offset : length;
    if (bytes == 0) {
        return afterSend();
    }
    FileBody body = file.take(offset, bytes);
    wantsDrained_ = true;
    if (file_) {
        waiting_.push_back({{}, {}, std::move(body)});
    } else {
        startFile(body);
        continueFile();
    }
    return state_ == State::Open ? Sent::Wait : Sent::Closed;
}

void TcpConnection::startFile(const FileBody& file) {
    file_ = std::make_unique<FileSender>(context_.loop, *this, file, context_.options.readFilesInPlace);
}

void TcpConnection::continueFile() {
    if (pumpFiles()) {
        requestFlush();
    } else {
        closeNow(Error{Errc::Io, "A file that was being sent is shorter than announced, or cannot be read"},
                 true);
    }
}

// False when the rest of a file cannot be had.
bool TcpConnection::pumpFiles() {
    while (file_) {
        switch (file_->pump()) {
        case FileSender::Progress::Blocked:
        case FileSender::Progress::Busy: return true;
        case FileSender::Progress::Broken: return false;
        case FileSender::Progress::Sent: break;
        }
        file_.reset();
        sendWaiting();
    }
    return true;
}

void TcpConnection::sendWaiting() {
    while (!file_ && !waiting_.empty()) {
        Waiting next = std::move(waiting_.front());
        waiting_.pop_front();
        if (next.file.fd >= 0) {
            startFile(next.file);
        } else {
            waitingBytes_ -= next.joined.size() + next.bytes.size();
            out() += next.joined;
            emit(std::move(next.bytes));
        }
    }
}

void TcpConnection::dropOutput() {
    file_.reset();
    for (const Waiting& waiting : waiting_) {
        if (waiting.file.fd >= 0) {
            ::close(waiting.file.fd);
        }
    }
    waiting_.clear();
    waitingBytes_ = 0;
    context_.buffers.release(out_);
}

} // namespace aha::server
