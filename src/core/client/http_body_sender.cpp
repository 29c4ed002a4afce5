#include "core/client/http_body_sender.h"

#include "core/client/http_client.h"
#include "core/client/http_connection.h"

#include <algorithm>
#include <utility>

namespace aha::client {

HttpBodySender::HttpBodySender(net::Loop& loop, HttpBody body, std::function<void()> onRoom)
    : loop_(loop), body_(std::move(body)), onRoom_(std::move(onRoom)) {}

bool HttpBodySender::needsMeasuring() const {
    return std::any_of(body_.parts.begin(), body_.parts.end(),
                       [](const HttpBodyPart& part) { return !part.path.empty(); });
}

void HttpBodySender::measure(std::function<void(Result<void>)> callback) {
    measured_ = std::move(callback);
    measureNext(0);
}

void HttpBodySender::measureNext(std::size_t index) {
    while (index < body_.parts.size() && body_.parts[index].path.empty()) {
        ++index;
    }
    if (index == body_.parts.size()) {
        reader_.reset();
        std::exchange(measured_, nullptr)({});
        return;
    }
    reader_ = std::make_unique<net::FileReader>(loop_);
    reader_->open(body_.parts[index].path, [this, index](Result<net::FileInfo> info) {
        HttpBodyPart& part = body_.parts[index];
        if (!info || !info.value().isRegular) {
            Error error =
                info ? Error{Errc::InvalidArgument, part.path + " is not a regular file"} : info.error();
            std::exchange(measured_, nullptr)(std::move(error)); // may destroy this
            return;
        }
        const std::uint64_t size = info.value().size;
        const std::uint64_t left = size - std::min(size, part.offset);
        if (part.length && *part.length > left) {
            std::exchange(measured_, nullptr)(
                Error{Errc::InvalidArgument, part.path + " is shorter than the range to be sent"});
            return;
        }
        part.length = part.length.value_or(left);
        measureNext(index + 1);
    });
}

// Methods that define a meaning for a body say so when there is none (RFC 9110 8.6).
http::BodyPlan HttpBodySender::plan(std::string_view method) const {
    using Kind = http::BodyPlan::Kind;
    if (isStreamed()) {
        return body_.length ? http::BodyPlan{Kind::Length, *body_.length} : http::BodyPlan{Kind::Chunked, 0};
    }
    std::uint64_t bytes = 0;
    for (const HttpBodyPart& part : body_.parts) {
        bytes += part.path.empty() ? part.bytes.size() : part.length.value_or(0);
    }
    const bool says =
        body_.kind == HttpBody::Kind::Parts || method == "POST" || method == "PUT" || method == "PATCH";
    return says ? http::BodyPlan{Kind::Length, bytes} : http::BodyPlan{};
}

void HttpBodySender::begin(Sink& sink, HttpConnection& connection, std::string head,
                           const http::BodyPlan& plan, bool holdsBody) {
    sink_ = &sink;
    connection_ = &connection;
    head_ = std::move(head);
    writer_ = http::BodyWriter(plan);
    part_ = 0;
    partOffset_ = sent_ = 0;
    isSent_ = false;
    isHeld_ = holdsBody;
    reader_.reset();
    if (plan.kind == http::BodyPlan::Kind::None) {
        isDropped_ = true;
        part_ = body_.parts.size();
    }
    if (isHeld_) {
        send({}, {});
    } else {
        pump();
    }
}

void HttpBodySender::release() {
    if (std::exchange(isHeld_, false)) {
        pump();
    }
}

void HttpBodySender::stop() {
    connection_ = nullptr;
    sink_ = nullptr;
    reader_.reset();
}

void HttpBodySender::drop() {
    stop();
    isDropped_ = true;
    queue_.clear();
    queueBytes_ = 0;
}

// Every write and read may bring the next step at once: it is taken here, not in a deeper call.
void HttpBodySender::pump() {
    if (isPumping_ || isHeld_) {
        return;
    }
    isPumping_ = true;
    bool goesOn = true;
    while (goesOn && connection_ && !isSent_ && connection_->queuedBytes() < kPieceBytes) {
        goesOn = isStreamed() && !isDropped_ ? pumpStreamed() : pumpPart();
    }
    isPumping_ = false;
    tellRoom();
}

bool HttpBodySender::pumpPart() {
    if (part_ >= body_.parts.size()) {
        finish();
        return false;
    }
    HttpBodyPart& part = body_.parts[part_];
    const std::uint64_t size = part.path.empty() ? part.bytes.size() : part.length.value_or(0);
    if (partOffset_ >= size) {
        ++part_;
        partOffset_ = 0;
        reader_.reset();
        return true;
    }
    if (!part.path.empty()) {
        return pumpFile(part);
    }
    const std::string_view piece = part.bytes.view().substr(partOffset_, kPieceBytes);
    partOffset_ += piece.size();
    send({}, net::OwnedBytes(piece, nullptr, nullptr)); // it stays until the connection lets go of it
    return true;
}

bool HttpBodySender::pumpFile(HttpBodyPart& part) {
    if (!head_.empty()) {
        send({}, {});
    }
    if (!reader_) {
        reader_ = std::make_unique<net::FileReader>(loop_);
        reader_->open(part.path, [this](Result<net::FileInfo> info) {
            if (!info) {
                sink_->onBodyFailed(info.error()); // may destroy this
            } else {
                pump();
            }
        });
    } else if (!reader_->isBusy()) {
        const std::uint64_t left = *part.length - partOffset_;
        reader_->seek(part.offset + partOffset_);
        reader_->read(static_cast<std::size_t>(std::min<std::uint64_t>(left, kPieceBytes)),
                      [this](Result<std::string_view> piece) { onFile(std::move(piece)); });
    }
    return false;
}

void HttpBodySender::onFile(Result<std::string_view> piece) {
    if (!piece || piece.value().empty()) {
        const std::string& path = body_.parts[part_].path;
        sink_->onBodyFailed(piece ? Error{Errc::InvalidArgument, path + " became shorter while it was sent"}
                                  : piece.error()); // may destroy this
        return;
    }
    partOffset_ += piece.value().size();
    sent_ += piece.value().size();
    connection_->write(piece.value());
    sink_->onBodyProgress();
    pump();
}

bool HttpBodySender::pumpStreamed() {
    if (!head_.empty()) {
        send({}, {});
    }
    if (queue_.empty()) {
        if (!hasEnded_) {
            return false;
        }
        std::string out;
        if (writer_.finish(out, trailers_).ok() && !out.empty()) { // end() has checked both
            send(out, {});
        }
        finish();
        return false;
    }
    net::OwnedBytes bytes = std::move(queue_.front());
    queue_.pop_front();
    queueBytes_ -= bytes.size();
    wasTaken_ = true;
    std::string before;
    if (bytes.empty() || !writer_.beginPiece(before, bytes.size()).ok()) { // write() has checked the length
        return true;
    }
    send(before, std::move(bytes));
    if (!writer_.endPiece().empty()) {
        send(writer_.endPiece(), {});
    }
    return true;
}

void HttpBodySender::send(std::string_view before, net::OwnedBytes bytes) {
    std::string head = std::exchange(head_, {});
    head += before;
    sent_ += head.size() + bytes.size();
    if (bytes.empty()) {
        connection_->write(head);
    } else {
        connection_->write(head, std::move(bytes));
    }
    sink_->onBodyProgress();
}

void HttpBodySender::finish() {
    if (!head_.empty()) {
        send({}, {});
    }
    isSent_ = true;
    sink_->onBodySent();
}

// ---- Streamed

Result<void> HttpBodySender::write(net::OwnedBytes bytes) {
    if (!isStreamed() || hasEnded_) {
        return Error{Errc::InvalidArgument,
                     isStreamed() ? "the body has been ended already" : "the request has no streamed body"};
    }
    if (body_.length && bytes.size() > *body_.length - given_) {
        return Error{Errc::InvalidArgument, "more bytes than the announced " + std::to_string(*body_.length)};
    }
    given_ += bytes.size();
    if (isDropped_) {
        return {};
    }
    queueBytes_ += bytes.size();
    queue_.push_back(std::move(bytes));
    pump();
    isRoomTold_ = isRoomTold_ && hasRoom();
    return {};
}

Result<void> HttpBodySender::end(const std::vector<http::HeaderLine>& trailers) {
    if (!isStreamed()) {
        return Error{Errc::InvalidArgument, "the request has no streamed body"};
    }
    if (hasEnded_) {
        return {};
    }
    if (body_.length && given_ != *body_.length) {
        return Error{Errc::InvalidArgument, "the body has " + std::to_string(given_) +
                                                " bytes instead of the announced " +
                                                std::to_string(*body_.length)};
    }
    std::string out;
    http::BodyWriter rehearsal(
        http::BodyPlan{body_.length ? http::BodyPlan::Kind::Length : http::BodyPlan::Kind::Chunked, 0});
    if (auto checked = rehearsal.finish(out, trailers); !checked) {
        return checked;
    }
    hasEnded_ = true;
    trailers_ = trailers;
    pump();
    return {};
}

std::size_t HttpBodySender::queuedBytes() const {
    return queueBytes_ + (connection_ ? connection_->queuedBytes() : 0);
}

bool HttpBodySender::waitsForCaller() const {
    return isStreamed() && !hasEnded_ && !isDropped_ && queuedBytes() == 0;
}

bool HttpBodySender::hasRoom() const {
    return isStreamed() && !hasEnded_ && (isDropped_ || queuedBytes() < HttpCall::kWriteQueueBytes);
}

void HttpBodySender::tellRoom() {
    if (connection_ && hasRoom() && !std::exchange(isRoomTold_, true)) {
        onRoom_();
    }
}

} // namespace aha::client
