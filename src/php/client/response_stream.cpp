#include "php/client/response_stream.h"

#include "php/error.h"
#include "php/http_fields.h"
#include "php/register.h"
#include "php/runtime.h"

#include "php_stubs/Client/Body_arginfo.h"

namespace aha::php {

zend_object* ClientFailure::make() const { return makeException(ce, message, nullptr, code); }

// The future of one read(): the next piece, or all that is left.
class BodyRead final : public Future {
public:
    ~BodyRead() override { leave(); }
    void open(ResponseStream& stream, bool isWhole, std::uint64_t bytes) {
        stream_ = Ref<ResponseStream>(stream);
        whole = isWhole;
        limit = bytes;
    }
    void abort() override {
        leave();
        Future::abort();
    }
    const char* describe() const override { return "the body of a response"; }
    void describeTo(std::string& out) const override {
        out.append(describe());
        if (stream_) {
            std::string name = stream_->name();
            out.append(name.empty() ? "" : " of ").append(name);
        }
    }

    std::string gathered;
    std::uint64_t limit = 0; // 0 = none
    bool whole = false;

protected:
    void onSettledSelf() override { leave(); }

private:
    void leave() {
        if (stream_) {
            Ref<ResponseStream> stream = std::move(stream_);
            stream->readerGone(*this);
        }
    }
    Ref<ResponseStream> stream_;
};

Ref<ResponseStream> ResponseStream::make(BodyProducer* producer, std::uint64_t limit) {
    return Ref<ResponseStream>(*new ResponseStream(producer, limit));
}

Ref<ResponseStream> ResponseStream::ofText(zend_string* text, const http::Fields& trailers) {
    Ref<ResponseStream> stream(*new ResponseStream(nullptr, 0));
    stream->buffer_ = view(text);
    stream->trailers_ = trailers;
    stream->complete_ = true;
    return stream;
}

ResponseStream::~ResponseStream() {
    if (producer_) {
        producer_->dropBody();
    }
}

void ResponseStream::feed(std::string_view bytes) {
    buffer_.append(bytes);
    settleReader();
}

void ResponseStream::end(const http::Fields& trailers) {
    producer_ = nullptr;
    trailers_ = trailers;
    complete_ = true;
    settleReader();
}

void ResponseStream::fail(ClientFailure failure) {
    producer_ = nullptr;
    failure_ = std::move(failure);
    settleReader();
}

// Settling only enqueues, so that it may be done from within the producer's callbacks. The read lets go of
// its reference to this, which may be the last one.
void ResponseStream::settleReader() {
    Ref<ResponseStream> keep(*this);
    if (!reader_) {
        if (producer_ && !buffer_.empty()) {
            producer_->wantNoMore();
        }
        return;
    }
    BodyRead& read = *reader_;
    if (read.whole) {
        read.gathered.append(buffer_);
        buffer_.clear();
        if (read.limit && read.gathered.size() > read.limit) {
            overLimit(read.limit);
            return;
        }
        if (!complete_ && !failure_) {
            if (producer_) {
                producer_->wantMore();
            }
            return;
        }
    }
    zval value;
    if (!read.whole && !buffer_.empty()) {
        ZVAL_STRINGL(&value, buffer_.data(), buffer_.size());
        buffer_.clear();
        if (producer_) {
            producer_->wantNoMore();
        }
        read.fulfill(&value);
    } else if (failure_) {
        read.reject(failure_->make());
    } else if (complete_) {
        taken_ = true;
        if (read.whole) {
            ZVAL_STRINGL(&value, read.gathered.data(), read.gathered.size());
        } else {
            ZVAL_NULL(&value);
        }
        read.fulfill(&value);
    } else if (producer_) {
        producer_->wantMore();
    }
}

void ResponseStream::overLimit(std::uint64_t limit) {
    if (BodyProducer* producer = std::exchange(producer_, nullptr)) {
        producer->dropBody();
    }
    buffer_.clear();
    failure_ = ClientFailure{exceptions.protocol,
                             "The body of the response is larger than " + std::to_string(limit) +
                                 " bytes, the limit of readAll()",
                             4};
    reader_->reject(failure_->make());
}

zend_object* ResponseStream::read(bool whole, std::optional<std::uint64_t> limit) {
    if (reader_) {
        throwException(exceptions.state, "Another read of this body is waiting already");
        return nullptr;
    }
    zend_object* object = Class<BodyRead>::create(Class<Future>::entry);
    auto& read = Class<BodyRead>::from(object);
    read.open(*this, whole, limit.value_or(limit_));
    reader_ = &read;
    settleReader();
    return object;
}

void ResponseStream::readerGone(BodyRead& read) {
    if (reader_ != &read) {
        return;
    }
    reader_ = nullptr;
    if (read.whole && !read.isSettled()) { // cancelled: the next reader gets what it had
        buffer_.insert(0, read.gathered);
    }
    if (producer_) {
        producer_->wantNoMore();
    }
}

void ResponseStream::cancel() {
    if (BodyProducer* producer = std::exchange(producer_, nullptr)) {
        producer->dropBody();
    }
    if (!complete_ && !failure_) {
        buffer_.clear();
        fail(ClientFailure{exceptions.cancelled, "The body of the response was cancelled", 0});
    }
}

// Native part of Aha\Client\Body: the way to its stream.
class ResponseBody {
public:
    void open(ResponseStream& stream) { stream_ = Ref<ResponseStream>(stream); }
    ResponseStream& stream() { return *stream_; }
    void visit(Gc&) {}

private:
    Ref<ResponseStream> stream_;
};

zend_object* makeBody(ResponseStream& stream) {
    zend_object* object = Class<ResponseBody>::create(Class<ResponseBody>::entry);
    Class<ResponseBody>::from(object).open(stream);
    return object;
}

void registerResponseBody() {
    Class<BodyRead>::initHandlers();
    Class<ResponseBody>::install(register_class_Aha_Client_Body());
}

static ResponseStream& streamOf(zval* zv) { return Class<ResponseBody>::from(zv).stream(); }

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Client_Body, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Client_Body, read) {
    ZEND_PARSE_PARAMETERS_NONE();
    zend_object* future = streamOf(ZEND_THIS).read(false, std::nullopt);
    if (!future) {
        RETURN_THROWS();
    }
    RETURN_OBJ(future);
}

PHP_METHOD(Aha_Client_Body, readAll) {
    zend_long limit = 0;
    bool standard = true;
    ZEND_PARSE_PARAMETERS_START(0, 1)
    Z_PARAM_OPTIONAL
    Z_PARAM_LONG_OR_NULL(limit, standard)
    ZEND_PARSE_PARAMETERS_END();
    if (!standard && limit < 1) {
        zend_argument_value_error(1, "must be at least 1 (bytes), or null");
        RETURN_THROWS();
    }
    std::optional<std::uint64_t> bytes;
    if (!standard) {
        bytes = static_cast<std::uint64_t>(limit);
    }
    zend_object* future = streamOf(ZEND_THIS).read(true, bytes);
    if (!future) {
        RETURN_THROWS();
    }
    RETURN_OBJ(future);
}

PHP_METHOD(Aha_Client_Body, isEnded) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(streamOf(ZEND_THIS).isEnded());
}

PHP_METHOD(Aha_Client_Body, trailers) {
    ZEND_PARSE_PARAMETERS_NONE();
    fieldArray(return_value, streamOf(ZEND_THIS).trailers(), commaSeparated);
}

PHP_METHOD(Aha_Client_Body, cancel) {
    ZEND_PARSE_PARAMETERS_NONE();
    streamOf(ZEND_THIS).cancel();
}
