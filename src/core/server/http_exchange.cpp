#include "core/server/http_exchange.h"

#include "core/server/admission_gate.h"
#include "core/server/exchange_pool.h"
#include "core/server/http_connection.h"

#include <unistd.h>

#include <utility>

namespace aha::server {

Endpoints::Endpoints(const net::Stream& stream)
    : remoteAddress(stream.peerAddress()), localAddress(stream.localAddress()), remotePort(stream.peerPort()),
      localPort(stream.localPort()), isEncrypted(stream.isEncrypted()) {}

void HttpExchange::destroy(HttpExchange* exchange) noexcept {
    exchange->Link<AttachedTag>::unlink();
    exchange->Link<net::ReadyTag>::unlink();
    exchange->leaveGate();
    const Ref<ExchangePool> pool = std::move(exchange->pool_);
    pool->recycle(*exchange);
}

void HttpExchange::reset() {
    head_.clear();
    body_.clear();
    connection_ = nullptr;
    endpoints_.reset();
    trailers_.reset();
    bodyError_.reset();
    bodyLimit_ = bodyReceived_ = receivedAtMs_ = receivedNs_ = readyNs_ = bytesSent_ = lengthLeft_ = 0;
    status_ = bodyErrorStatus_ = 0;
    framing_ = Framing::None;
    response_ = Response::Waiting;
    isStreamed_ = isBodyComplete_ = isDispatched_ = awaitsContinue_ = isHead_ = isAborted_ = isRecorded_ =
        false;
    peer = nullptr;
}

void HttpExchange::detach() {
    if (connection_ && isDispatched_) {
        endpoints_ = connection_->endpoints();
    }
    connection_ = nullptr;
    Link<AttachedTag>::unlink();
    Link<net::ReadyTag>::unlink();
}

void HttpExchange::enter(AdmissionGate& gate) { gate_ = Ref<AdmissionGate>(gate); }

void HttpExchange::leaveGate() {
    if (gate_) {
        const Ref<AdmissionGate> gate = std::move(gate_);
        gate->leave();
    }
}

void HttpExchange::refuseOverloaded() { connection_->refuseOverloaded(*this); }

void HttpExchange::run() {
    if (connection_) {
        connection_->serve(*this);
    }
}

// ---- request

bool HttpExchange::isBodyStreamed() const { return isStreamed_; }
bool HttpExchange::isBodyComplete() const { return isBodyComplete_; }
const Error* HttpExchange::bodyError() const { return bodyError_.get(); }
int HttpExchange::bodyErrorStatus() const { return bodyErrorStatus_; }
std::uint64_t HttpExchange::receivedAtMs() const { return receivedAtMs_; }

std::string HttpExchange::takeBody() {
    wantBody();
    std::string taken = std::exchange(body_, {});
    if (connection_) {
        connection_->onBodyTaken(*this);
    }
    return taken;
}

void HttpExchange::consumeBody() {
    wantBody();
    body_.clear();
    if (connection_) {
        connection_->onBodyTaken(*this);
    }
}

void HttpExchange::wantBody() {
    if (connection_ && awaitsContinue_) {
        connection_->sendContinue(*this);
    }
}

const http::Fields* HttpExchange::trailers() const {
    static const http::Fields kNone;
    if (!isBodyComplete_) {
        return nullptr;
    }
    return trailers_ ? trailers_.get() : &kNone;
}

void HttpExchange::setBodyLimit(std::uint64_t bytes) {
    bodyLimit_ = bytes;
    if (connection_ && isStreamed_) {
        connection_->onBodyLimit(*this);
    }
}

const Endpoints* HttpExchange::endpoints() const {
    return connection_ ? connection_->endpoints().get() : endpoints_.get();
}

std::string HttpExchange::remoteAddress() const {
    const Endpoints* ends = endpoints();
    return ends ? ends->remoteAddress : std::string();
}
unsigned HttpExchange::remotePort() const {
    const Endpoints* ends = endpoints();
    return ends ? ends->remotePort : 0;
}
std::string HttpExchange::localAddress() const {
    const Endpoints* ends = endpoints();
    return ends ? ends->localAddress : std::string();
}
unsigned HttpExchange::localPort() const {
    const Endpoints* ends = endpoints();
    return ends ? ends->localPort : 0;
}
bool HttpExchange::isEncrypted() const {
    const Endpoints* ends = endpoints();
    return ends && ends->isEncrypted;
}

// ---- response

bool HttpExchange::mayStart() const { return connection_ && response_ == Response::Waiting && isDispatched_; }

void HttpExchange::sendInformational(int status, std::string_view fieldLines) {
    if (mayStart() && head_.minorVersion() >= 1 && status >= 100 && status < 200 && status != 101) {
        connection_->sendInformational(status, fieldLines);
    }
}

void HttpExchange::respond(int status, const ResponseFields& fields, net::OwnedBytes body) {
    if (mayStart()) {
        connection_->respond(*this, status, fields, std::move(body));
    }
}

void HttpExchange::respondError(int status, std::string_view lines, std::string_view detail) {
    if (mayStart()) {
        connection_->respondError(*this, status, lines, detail);
    }
}

void HttpExchange::respondFile(int status, const ResponseFields& fields, FileBody file) {
    if (mayStart()) {
        connection_->respondFile(*this, status, fields, file);
    } else if (file.fd >= 0) {
        ::close(file.fd);
    }
}

void HttpExchange::begin(int status, const ResponseFields& fields, std::int64_t declaredLength) {
    if (mayStart()) {
        connection_->begin(*this, status, fields, declaredLength);
    }
}

void HttpExchange::write(net::OwnedBytes bytes) {
    if (connection_ && response_ == Response::Started && !bytes.empty()) {
        connection_->writeBody(*this, std::move(bytes));
    }
}

void HttpExchange::finish(std::string_view trailerLines) {
    if (connection_ && response_ == Response::Started) {
        connection_->finishBody(*this, trailerLines);
    }
}

void HttpExchange::abort() {
    if (mayStart()) {
        connection_->respondError(*this, 500, {}, {});
    } else if (connection_ && response_ == Response::Started) {
        connection_->cutResponse();
    }
}

bool HttpExchange::isStarted() const { return response_ != Response::Waiting; }
bool HttpExchange::isFinished() const { return response_ == Response::Finished; }
bool HttpExchange::isAborted() const { return isAborted_; }
std::size_t HttpExchange::queuedBytes() const { return connection_ ? connection_->backlog() : 0; }
std::uint64_t HttpExchange::bytesSent() const { return bytesSent_; }
int HttpExchange::status() const { return status_; }

std::int64_t HttpExchange::remainingLength() const {
    return response_ == Response::Started && framing_ == Framing::Length
               ? static_cast<std::int64_t>(lengthLeft_)
               : -1;
}

} // namespace aha::server
