#include "core/net/tls_engine.h"
#include "core/net/tls_stream.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>

// The writing half of a TLS stream.
namespace aha::net {

namespace {

constexpr std::size_t kRecordBytes = 16 * 1024;      // the most that fits into one record
constexpr std::size_t kBurstBytes = 64 * 1024;       // encrypted before the lower stream gets it
constexpr std::size_t kKeptBufferBytes = 256 * 1024; // the shared buffer shrinks beyond

} // namespace

void TlsStream::write(std::string_view bytes) { write(bytes, OwnedBytes()); }

void TlsStream::write(std::string_view head, OwnedBytes body) {
    if (writing_ != Writing::Open) {
        return;
    }
    if (state_ == State::New || state_ == State::Handshaking) {
        early_.append(head).append(body.view());
    } else if (state_ == State::Open) {
        encrypt(head, body.view());
        flushCipherText();
    }
}

// One record for a small message: head and beginning of the body share it.
void TlsStream::encrypt(std::string_view head, std::string_view body) {
    if (head.empty() || body.empty() || head.size() >= kRecordBytes) {
        encrypt(head);
        encrypt(body);
        return;
    }
    std::size_t joined = std::min(body.size(), kRecordBytes - head.size());
    engine_->gathered.assign(head).append(body.substr(0, joined));
    encrypt(engine_->gathered);
    encrypt(body.substr(joined));
}

void TlsStream::encrypt(std::string_view bytes) {
    while (!bytes.empty() && state_ == State::Open) {
        std::size_t part = std::min(bytes.size(), kBurstBytes);
        ERR_clear_error();
        int done = SSL_write(ssl_.get(), bytes.data(), int(part));
        if (done <= 0) {
            // The output takes everything, so this is a connection that OpenSSL has given up.
            std::string reason = takeTlsReason();
            failLater(Error{Errc::Tls, "TLS: " + (reason.empty() ? "cannot write" : reason)});
            return;
        }
        bytes.remove_prefix(std::size_t(done));
        if (!bytes.empty()) {
            flushCipherText();
        }
    }
}

void TlsStream::flushCipherText() {
    std::string& cipherText = engine_->cipherText;
    if (!cipherText.empty()) {
        lower_->write(cipherText);
        cipherText.clear();
        if (cipherText.capacity() > kKeptBufferBytes) {
            cipherText.shrink_to_fit();
        }
    }
}

std::size_t TlsStream::queuedBytes() const {
    switch (state_) {
    case State::New:
    case State::Handshaking: return lower_->queuedBytes() + early_.size();
    case State::Open: return lower_->queuedBytes();
    default: return 0;
    }
}

void TlsStream::sendCloseNotify() {
    writing_ = Writing::Shut;
    ERR_clear_error();
    SSL_shutdown(ssl_.get());
    ERR_clear_error();
    flushCipherText();
}

void TlsStream::shutdown() {
    if (writing_ != Writing::Open) {
        return;
    }
    if (state_ == State::New || state_ == State::Handshaking) {
        writing_ = Writing::ShutdownPending;
    } else if (state_ == State::Open) {
        sendCloseNotify();
        lower_->shutdown();
    }
}

} // namespace aha::net
