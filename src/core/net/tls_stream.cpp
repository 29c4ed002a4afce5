#include "core/net/tls_stream.h"

#include "core/base/assert.h"
#include "core/net/tls_engine.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <cstring>

namespace aha::net {

void TlsStream::SslDeleter::operator()(ssl_st* ssl) const { SSL_free(ssl); }

// Connects OpenSSL with the stream's input_ and the engine's cipherText.
struct TlsStream::Bio {
    static int write(BIO* bio, const char* bytes, int size) {
        static_cast<TlsStream*>(BIO_get_data(bio))->engine_->cipherText.append(bytes, std::size_t(size));
        return size;
    }
    static int read(BIO* bio, char* bytes, int size) {
        std::string_view& input = static_cast<TlsStream*>(BIO_get_data(bio))->input_;
        BIO_clear_retry_flags(bio);
        if (input.empty()) {
            BIO_set_retry_read(bio);
            return -1;
        }
        std::size_t taken = std::min(input.size(), std::size_t(size));
        std::memcpy(bytes, input.data(), taken);
        input.remove_prefix(taken);
        return int(taken);
    }
    static long control(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

    static BIO* make(TlsStream& stream) {
        static BIO_METHOD* const method = [] { // a table of functions, the same for all
            BIO_METHOD* table = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "aha stream");
            BIO_meth_set_write(table, write);
            BIO_meth_set_read(table, read);
            BIO_meth_set_ctrl(table, control);
            return table;
        }();
        BIO* bio = BIO_new(method);
        BIO_set_data(bio, &stream);
        BIO_set_init(bio, 1);
        return bio;
    }
};

TlsStream::TlsStream(Loop& loop, StreamPtr lower, Ref<TlsEngine> engine)
    : loop_(loop), lower_(std::move(lower)), engine_(std::move(engine)),
      ssl_(SSL_new(engine_->context.get())) {
    AHA_ASSERT(ssl_ != nullptr); // out of memory
    BIO* bio = Bio::make(*this);
    SSL_set_bio(ssl_.get(), bio, bio);
    SSL_set_app_data(ssl_.get(), this);
    SSL_set_info_callback(ssl_.get(), [](const SSL* ssl, int where, int alert) {
        if (where == SSL_CB_WRITE_ALERT && (alert & 0xff) == SSL_AD_NO_RENEGOTIATION) {
            static_cast<TlsStream*>(SSL_get_app_data(ssl))->askedToRenegotiate_ = true;
        }
    });
}

TlsStream::~TlsStream() { ReadyItem::unlink(); }

StreamPtr TlsStream::over(Loop& loop, StreamPtr lower, Ref<TlsEngine> engine, const std::string& serverName) {
    auto* stream = new TlsStream(loop, std::move(lower), std::move(engine));
    StreamPtr owner(stream);
    stream->prepare(serverName);
    return owner;
}

void TlsStream::prepare(const std::string& serverName) {
    SSL* ssl = ssl_.get();
    if (engine_->isServer) {
        SSL_set_accept_state(ssl);
        return;
    }
    SSL_set_connect_state(ssl);
    bool isAddress = X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), serverName.c_str()) == 1;
    if (!isAddress && !serverName.empty()) {
        SSL_ctrl(ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                 const_cast<char*>(serverName.c_str()));
        SSL_set_hostflags(ssl, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
        SSL_set1_host(ssl, serverName.c_str());
    }
    ERR_clear_error();
}

void TlsStream::start(StreamListener& listener) {
    if (state_ == State::New) {
        listener_ = &listener;
        state_ = State::Handshaking;
        lower_->start(*this);
        return;
    }
    AHA_ASSERT(!listener_ && (state_ == State::Open || state_ == State::Broken)); // handed over
    listener_ = &listener;
    resumeReading();
    if (failure_) {
        wake();
    }
    listener.onOpen();
}

void TlsStream::handOver() {
    AHA_ASSERT(state_ == State::Open && listener_);
    pauseReading();
    listener_ = nullptr;
}

// ---- events of the lower stream

void TlsStream::onOpen() {
    // A client speaks first. Whatever goes wrong here is told from the loop, as this is within start().
    if (!engine_->isServer && state_ == State::Handshaking) {
        ERR_clear_error();
        int done = SSL_do_handshake(ssl_.get());
        int err = SSL_get_error(ssl_.get(), done);
        flushCipherText();
        if (err != SSL_ERROR_WANT_READ) {
            failLater(handshakeError());
        }
    }
}

void TlsStream::onData(std::string_view bytes) {
    if (state_ != State::Handshaking && !(state_ == State::Open && reading_ != Reading::Ended)) {
        return;
    }
    if (!rest_.empty()) {
        rest_.append(bytes); // a lower stream may bring one more chunk after it was paused
        wake();
        return;
    }
    input_ = bytes;
    process();
    keepRest();
}

void TlsStream::keepRest() {
    if (!input_.empty() && (state_ == State::Open || state_ == State::Handshaking) &&
        reading_ != Reading::Ended) {
        rest_ = std::string(input_);
    } else {
        rest_.clear();
        rest_.shrink_to_fit();
    }
    input_ = {};
}

void TlsStream::onEof() {
    lowerEnded_ = true;
    bool hasMore = state_ == State::Open &&
                   (reading_ == Reading::Paused || !rest_.empty() || SSL_pending(ssl_.get()) > 0);
    if (hasMore) {
        wake(); // the end comes after what is there
    } else {
        endOfLower();
    }
}

// The peer is gone without a close_notify. Requests tell their length themselves, so that a server takes it
// for an ordinary end; a client must not take a shortened answer for a whole one.
void TlsStream::endOfLower() {
    if (state_ == State::Handshaking) {
        fail(Error{Errc::Closed, "the peer closed the connection during the TLS handshake"});
    } else if (state_ == State::Open && reading_ != Reading::Ended) {
        if (engine_->isServer) {
            endReading();
        } else {
            fail(Error{Errc::Tls, "the peer closed the TLS connection without saying so"});
        }
    }
}

void TlsStream::endReading() {
    reading_ = Reading::Ended;
    if (listener_) {
        listener_->onEof();
    }
}

void TlsStream::onDrained() {
    if (state_ == State::Open && listener_) {
        listener_->onDrained();
    }
}

void TlsStream::onError(const Error& error) {
    bool isOpening = state_ == State::Handshaking;
    fail(Error{error.code, isOpening ? "TLS handshake: " + error.message : error.message});
}

void TlsStream::onClosed() {
    ReadyItem::unlink();
    bool isAbandoned = state_ == State::Abandoned;
    state_ = State::Closed;
    ssl_.reset();
    if (isAbandoned) {
        delete this;
    } else if (listener_) {
        listener_->onClosed();
    }
}

void TlsStream::wake() {
    if (!ReadyItem::isLinked()) {
        loop_.enqueue(*this);
    }
}

void TlsStream::run() {
    if (failure_) {
        if (!listener_) {
            return; // the next one is told
        }
        Error error = std::move(*failure_);
        failure_.reset();
        if (listener_ && state_ == State::Broken) {
            listener_->onError(error);
        }
        return;
    }
    if (state_ == State::Handshaking || isReadable()) {
        std::string bytes = std::exchange(rest_, {});
        input_ = bytes;
        process();
        keepRest();
    }
    if (lowerEnded_ && rest_.empty() && isReadable()) {
        endOfLower();
    }
}

// ---- reading

void TlsStream::process() {
    if (state_ == State::Handshaking && !handshake()) {
        return;
    }
    readRecords();
}

// True once the connection is open.
bool TlsStream::handshake() {
    ERR_clear_error();
    int done = SSL_do_handshake(ssl_.get());
    int err = SSL_get_error(ssl_.get(), done);
    if (done != 1) {
        flushCipherText();
        if (err != SSL_ERROR_WANT_READ) {
            lower_->shutdown(); // after the alert
            fail(handshakeError());
        }
        return false;
    }
    state_ = State::Open;
    encrypt(early_);
    early_.clear();
    early_.shrink_to_fit();
    flushCipherText();
    if (state_ != State::Open) {
        return false;
    }
    if (writing_ == Writing::ShutdownPending) {
        sendCloseNotify();
        lower_->shutdown();
    }
    if (reading_ == Reading::Paused) {
        lower_->pauseReading();
    }
    listener_->onOpen();
    return state_ == State::Open;
}

void TlsStream::readRecords() {
    // No end but that of the input: each turn takes a record from it.
    while (isReadable()) {
        char* plain = engine_->plainText.get();
        std::size_t size = 0;
        int got = 0;
        ERR_clear_error();
        while (size < TlsEngine::kPlainBytes &&
               (got = SSL_read(ssl_.get(), plain + size, int(TlsEngine::kPlainBytes - size))) > 0) {
            size += std::size_t(got);
        }
        int err = got > 0 ? SSL_ERROR_NONE : SSL_get_error(ssl_.get(), got);
        flushCipherText(); // answers of OpenSSL itself: alerts, key updates
        std::unique_ptr<Error> broken;
        if (err == SSL_ERROR_SSL || err == SSL_ERROR_SYSCALL) {
            std::string reason = takeTlsReason();
            broken.reset(new Error{Errc::Tls, "TLS: " + (reason.empty() ? "unexpected end" : reason)});
        } else if (askedToRenegotiate_) { // each refusal costs a reply, which somebody who never reads could
                                          // pile up
            broken.reset(new Error{Errc::Tls, "TLS: the peer asks for renegotiation"});
            err = SSL_ERROR_SSL;
        }
        if (size > 0) {
            listener_->onData({plain, size});
        }
        if (err == SSL_ERROR_NONE) {
            continue;
        }
        if (broken && state_ == State::Open) {
            fail(std::move(*broken));
        } else if (err == SSL_ERROR_ZERO_RETURN && state_ == State::Open && reading_ != Reading::Ended) {
            endReading();
        }
        return;
    }
}

void TlsStream::pauseReading() {
    if (reading_ == Reading::On) {
        reading_ = Reading::Paused;
        if (state_ == State::Open) { // the handshake has to go on
            lower_->pauseReading();
        }
    }
}

void TlsStream::resumeReading() {
    if (reading_ == Reading::Paused) {
        reading_ = Reading::On;
        if (state_ == State::Open) {
            lower_->resumeReading();
            wake(); // what OpenSSL or rest_ still hold
        }
    }
}

// ---- ending

void TlsStream::fail(Error error) {
    if (state_ != State::Handshaking && state_ != State::Open) {
        return;
    }
    state_ = State::Broken;
    early_.clear();
    if (listener_) {
        listener_->onError(error);
    } else {
        failure_ = std::make_unique<Error>(std::move(error)); // for the next one
    }
}

void TlsStream::failLater(Error error) {
    if (state_ == State::Handshaking || state_ == State::Open) {
        state_ = State::Broken;
        early_.clear();
        failure_ = std::make_unique<Error>(std::move(error));
        wake();
    }
}

void TlsStream::close() {
    if (state_ == State::Closing || state_ == State::Abandoned || state_ == State::Closed) {
        return;
    }
    // Polite, as long as it costs no waiting.
    if (state_ == State::Open && writing_ == Writing::Open && lower_->queuedBytes() == 0) {
        sendCloseNotify();
    }
    state_ = State::Closing;
    lower_->close();
}

void TlsStream::reset() {
    if (state_ == State::Closing || state_ == State::Abandoned || state_ == State::Closed) {
        return;
    }
    state_ = State::Closing;
    lower_->reset();
}

void TlsStream::disown() {
    listener_ = nullptr;
    if (state_ == State::Closed || state_ == State::New) {
        delete this; // the lower stream has no listener (any more), and cares for itself
        return;
    }
    close();
    state_ = State::Abandoned;
}

} // namespace aha::net
