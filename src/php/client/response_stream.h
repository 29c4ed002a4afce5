#pragma once

#include "core/base/ref.h"
#include "core/proto/http/request_head.h"
#include "php/future.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aha::php {

class BodyRead;

// An error that is told to each reader anew.
struct ClientFailure {
    zend_class_entry* ce = nullptr;
    std::string message;
    zend_long code = 0;
    zend_object* make() const; // a new exception, owned by the caller
};

// Where the pieces come from.
class BodyProducer {
public:
    virtual void wantMore() = 0;                // the reader has room
    virtual void wantNoMore() = 0;              // nobody reads at the moment
    virtual void dropBody() = 0;                // nobody will read any more
    virtual std::string streamName() const = 0; // for reports: "GET http://host/path"

protected:
    ~BodyProducer() = default;
};

// The body of a response on its way to whoever reads it.
// Shared by the Response and Body objects and by waiting reads; when all of them have gone, an unfinished
// body is dropped. Calls its producer, while there is one.
class ResponseStream final : public RefCounted<ResponseStream> {
public:
    static Ref<ResponseStream> make(BodyProducer* producer, std::uint64_t limit);
    static Ref<ResponseStream> ofText(zend_string* text, const http::Fields& trailers); // complete
    static void destroy(ResponseStream* stream) noexcept { delete stream; }

    // From the producer: each but feed() is the last call.
    void feed(std::string_view bytes);
    void end(const http::Fields& trailers);
    void fail(ClientFailure failure);
    void forgetProducer() { producer_ = nullptr; } // the runtime is over

    // Of the objects. Null: an exception was thrown.
    zend_object* read(bool whole, std::optional<std::uint64_t> limit);
    void cancel();
    bool isEnded() const { return taken_ || (failure_ && !reader_); }
    bool hasEnded() const { return complete_ || failure_; } // nothing comes any more
    const http::Fields& trailers() const { return trailers_; }
    void readerGone(BodyRead& read); // cancelled or settled
    std::string name() const { return producer_ ? producer_->streamName() : std::string(); }

private:
    friend class RefCounted<ResponseStream>;
    ResponseStream(BodyProducer* producer, std::uint64_t limit) : producer_(producer), limit_(limit) {}
    ~ResponseStream();
    void settleReader();
    void overLimit(std::uint64_t limit);

    BodyProducer* producer_;
    std::string buffer_; // arrived and not yet read
    http::Fields trailers_;
    std::optional<ClientFailure> failure_;
    BodyRead* reader_ = nullptr; // it holds us
    std::uint64_t limit_;        // of readAll(), unless it says otherwise
    bool complete_ = false;
    bool taken_ = false; // a reader has been told of the end
};

zend_object* makeBody(ResponseStream& stream); // Aha\Client\Body, owned by the caller

} // namespace aha::php
