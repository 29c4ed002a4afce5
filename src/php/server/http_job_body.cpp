// The request side of a job: the body in pieces, or as a whole.
#include "php/error.h"
#include "php/server/http_job.h"
#include "php/server/http_service.h"
#include "php/server/upload.h"

namespace aha::php {

namespace {

// The future of one read(): the next piece, or all that is left.
class BodyRead final : public Future {
public:
    std::string gathered;
    std::uint64_t limit = 0;
    bool whole = false;
    const char* describe() const override { return "the request body"; }
};

} // namespace

void registerHttpBody() { Class<BodyRead>::initHandlers(); }

zend_object* HttpJob::readBody(bool whole, std::uint64_t limit) {
    if (reader_ && !Future::from(reader_).isSettled()) {
        throwException(exceptions.state, "Another read of this body is waiting already");
        return nullptr;
    }
    if (zend_object* old = std::exchange(reader_, nullptr)) {
        OBJ_RELEASE(old);
    }
    zend_object* object = Class<BodyRead>::create(Class<Future>::entry);
    auto& read = Class<BodyRead>::from(object);
    read.whole = whole;
    read.limit = limit;
    reader_ = object;
    GC_ADDREF(object);
    exchange_->wantBody();
    settleReader();
    return object;
}

Result<void> HttpJob::takePiece(std::string& piece) {
    if (!exchange_->isBodyStreamed()) {
        if (!std::exchange(bodyGiven_, true)) {
            piece = body();
        }
        return {};
    }
    if (!decoder_) {
        piece = exchange_->takeBody();
        return {};
    }
    std::string raw = exchange_->takeBody();
    Result<void> fed = raw.empty() ? Result<void>() : decoder_->feed(raw, piece);
    if (fed && exchange_->isBodyComplete() && !exchange_->bodyError()) {
        fed = decoder_->finish();
    }
    return fed;
}

// Gives the reader what has arrived. Runs in the loop and in methods: settling only enqueues.
void HttpJob::settleReader() {
    if (!reader_) {
        return;
    }
    auto& read = Class<BodyRead>::from(reader_);
    if (read.isSettled()) {
        OBJ_RELEASE(std::exchange(reader_, nullptr));
        return;
    }
    if (!read.whole && !decoder_ && exchange_->isBodyStreamed() && !exchange_->body().empty() &&
        !isAborted()) {
        zval value; // the usual piece: one copy, out of memory that the exchange keeps
        ZVAL_STRINGL(&value, exchange_->body().data(), exchange_->body().size());
        exchange_->consumeBody();
        zend_object* settled = std::exchange(reader_, nullptr);
        read.fulfill(&value);
        OBJ_RELEASE(settled);
        return;
    }
    bool complete = exchange_->isBodyComplete() || bodyEnded_;
    std::string piece;
    Result<void> taken = takePiece(piece);
    if (read.whole) {
        read.gathered.append(piece);
        piece.clear();
    }
    zend_object* done = nullptr;
    if (read.whole && read.limit && read.gathered.size() > read.limit) {
        done = std::exchange(reader_, nullptr);
        read.reject(makeException(exceptions.protocol,
                                  "The request body is larger than the limit of readAll()", nullptr, 413));
    } else if (!taken) {
        done = std::exchange(reader_, nullptr);
        read.reject(makeException(taken.error(), UploadCollector::statusOf(taken.error())));
    } else if (const Error* error = exchange_->bodyError(); error && piece.empty()) {
        done = std::exchange(reader_, nullptr);
        read.reject(makeException(*error, exchange_->bodyErrorStatus()));
    } else if (isAborted()) {
        done = std::exchange(reader_, nullptr);
        read.reject(makeException(exceptions.connect, "The client has gone", nullptr, kClientGone));
    } else if (!piece.empty() || complete) {
        std::string& bytes = read.whole ? read.gathered : piece;
        if (read.whole && !complete) {
            return;
        }
        bodyEnded_ = complete && (read.whole || bytes.empty());
        done = std::exchange(reader_, nullptr);
        zval value;
        if (!bytes.empty() || read.whole) {
            ZVAL_STRINGL(&value, bytes.data(), bytes.size());
        } else {
            ZVAL_NULL(&value);
        }
        read.fulfill(&value);
    }
    if (done) {
        OBJ_RELEASE(done);
    }
}

void HttpJob::onBody() {
    if (uploads_) {
        receiveUpload();
    } else {
        settleReader();
    }
}

void HttpJob::receiveUpload() {
    if (!uploads_) {
        uploads_ = UploadCollector::make(*this);
        self_ = Ref<HttpJob>(*this);
        if (!uploads_) {
            refuse(400, "The multipart boundary is missing or malformed");
            done();
            return;
        }
        if (!prepareBody(config().uploadBytes)) {
            done();
            return;
        }
        exchange_->setBodyLimit(config().uploadBytes);
        exchange_->wantBody();
    }
    if (ended_) {
        return;
    }
    const Error* error = exchange_->bodyError();
    std::string bytes;
    Result<void> fed = takePiece(bytes);
    if (fed) {
        fed = uploads_->feed(bytes);
    }
    bool complete = exchange_->isBodyComplete();
    if (fed && !error && complete) {
        fed = uploads_->finish();
    }
    if (!fed || error) {
        int status = error ? exchange_->bodyErrorStatus() : UploadCollector::statusOf(fed.error());
        refuse(status ? status : 400, error ? error->message : fed.error().message);
        done();
        return;
    }
    if (complete) {
        bodyEnded_ = true;
        service_->enqueueDispatch(*this);
    }
}

} // namespace aha::php
