#pragma once

#include "core/base/recycled.h"
#include "core/base/ref.h"
#include "core/client/http_client.h"
#include "core/net/file.h"
#include "php/client/http_body_pump.h"
#include "php/client/http_trace.h"
#include "php/client/response_stream.h"
#include "php/runtime.h"

#include <memory>
#include <optional>
#include <string>

namespace aha::php {

class HttpClientObject;
class HttpFuture;

// What a request of PHP code is, besides the core's request. The values are borrowed.
struct HttpPlan {
    client::HttpRequest request;
    zval* source = nullptr; // of the body, for a BodyPump
    zend_object* jar = nullptr;
    std::string sink;
    bool stream = false;
    bool throws = false;
    bool forEnvelope = false; // Aha's shape: its value is {header, body} instead of a Response
};

// One request of PHP code, from its start to the end of its body.
// Held by its future, and by itself while the core works for it; a streamed body knows it as long as it
// lasts. The core calls it from the loop; it settles futures, which only enqueues.
class HttpTransfer final : public RefCounted<HttpTransfer>,
                           public Recycled<HttpTransfer>,
                           public RuntimeGuest,
                           private client::HttpHandler,
                           private net::FileWriter::Listener,
                           private BodySink,
                           private BodyProducer {
public:
    // The future, owned by the caller. `deadlineMs` of the running scope is minded.
    static zend_object* start(HttpClientObject& client, client::HttpClient& core, HttpPlan&& plan, Site site);
    static void destroy(HttpTransfer* transfer) noexcept { delete transfer; }

    void cancel(); // of its future: silent
    void futureGone() { future_ = nullptr; }
    void describeTo(std::string& out) const;
    void onRuntimeEnd() override;

private:
    friend class RefCounted<HttpTransfer>;
    HttpTransfer(HttpClientObject& client, HttpPlan& plan);
    ~HttpTransfer() = default;

    static constexpr std::size_t kSinkQueueBytes = 1024 * 1024; // not yet in the file
    static constexpr std::size_t kReserveBytes = 1024 * 1024;   // for a body of announced length

    void onHead(client::HttpCall& call, const http::ResponseHead& head) override; // HttpHandler
    void onBody(client::HttpCall& call, std::string_view bytes) override;
    void onWritable(client::HttpCall& call) override;
    void onFinish(client::HttpCall& call, client::HttpOutcome outcome) override;
    void onDrained() override; // FileWriter
    void onError(const Error& error) override;
    bool mayPump() const override; // BodySink
    bool sendPiece(zend_string* piece) override;
    void endBody() override;
    void failBody(zend_object* exception) override;
    void wantMore() override; // BodyProducer
    void wantNoMore() override;
    void dropBody() override;
    std::string streamName() const override { return name_; }

    void answerStreamed();
    void openSink();
    void finishSink();
    void succeed();
    void settle(zval* value); // takes it over
    void fail(ClientFailure failure);
    void failWith(zend_object* exception); // takes the reference
    void tellTrace(int status, zend_object* error);
    void letGo();
    void envelopeData(zval* data);

    ObjectRef client_;
    ObjectRef jar_;
    Ref<HttpTransfer> self_; // while anything is under way
    HttpFuture* future_ = nullptr;
    ResponseStream* stream_ = nullptr; // holds nothing of us; tells when it goes
    std::unique_ptr<client::HttpCall> call_;
    std::unique_ptr<BodyPump> pump_;
    std::unique_ptr<net::FileWriter> writer_;
    std::unique_ptr<ClientTrace> trace_; // until it was told of the end
    client::HttpOutcome outcome_;
    std::string name_; // "GET http://host/path"
    std::string sink_;
    std::string text_; // the body, as far as it is here
    std::uint64_t maxBodyBytes_;
    int status_ = 0;
    bool streams_;
    bool throws_;
    bool forEnvelope_;
    bool finished_ = false; // by the core
};

void registerHttpTransfer();

} // namespace aha::php
