#pragma once

#include "core/base/ref.h"
#include "core/server/body_decoder.h"
#include "core/server/http_exchange.h"
#include "php/future.h"
#include "php/runtime.h"
#include "php/server/http_config.h"
#include "php/server/response_draft.h"

#include <memory>
#include <string>
#include <vector>

namespace aha::http {
class Deflater;
}

namespace aha::php {

class HttpService;
class UploadCollector;
struct JobTag {};

// The code of exceptions that say that the client has gone; for those of a bad body it is the HTTP status.
constexpr zend_long kClientGone = 499;

// Somebody who wants to know that a response is ended, in whatever way, or its client gone.
class HttpJobWatcher {
public:
    virtual void onJobEnded() = 0; // once, possibly from within a method: changes state and enqueues

protected:
    ~HttpJobWatcher() = default;
};

// Whom a message names when what is to answer a request cannot: "The action", "Shop/Cart". Borrowed.
struct Answerer {
    const char* what = "The request handler";
    std::string_view name = ""; // never null: PHP would write "(null)"
};

// One request on its way through PHP: the exchange below, the Request and Response objects above, the scope
// of its tasks. Shared by those objects; holds itself while code runs for it. Answers exactly once.
class HttpJob final : public RefCounted<HttpJob>,
                      public Link<JobTag>,
                      public ScopeOwner,
                      public ScopeSource,
                      public Waiter {
public:
    static Ref<HttpJob> make(HttpService& service, server::HttpExchange& exchange);
    static void destroy(HttpJob* job) noexcept { delete job; }

    server::HttpExchange& exchange() { return *exchange_; }
    const HttpConfig& config() const { return settings_->config; }
    const server::TrustedProxies& proxies() const { return settings_->proxies; }
    ResponseDraft draft;
    bool showsErrors = false; // with their traces, to the client: an application in debug mode

    // From the ready queue.
    void dispatch();
    void receiveUpload(); // multipart: takes what has arrived, dispatches at the end

    // From loop callbacks.
    void onBody();
    void onDrained();
    void onAborted(const Error& why);

    // The request's body.
    std::string_view body() const { return inflated_ ? *inflated_ : exchange_->body(); }
    UploadCollector* uploads() { return uploads_.get(); }
    zend_object* readBody(bool whole, std::uint64_t limit); // future; null with EG(exception) set
    bool isBodyEnded() const { return bodyEnded_; }
    void setTimeout(double seconds);

    // The response; false: it is ended or the client is gone.
    bool end(zend_string* body);
    bool endWith(net::OwnedBytes body);
    zend_object* write(zend_string* data); // null with EG(exception) set
    bool sendFile(const std::string& path, std::uint64_t offset,
                  std::int64_t length); // length -1: to the end
    void earlyHints();
    // What a handler's value makes of the response, from within PHP; nothing when it is ended. False:
    // EG(exception) is set, nothing was sent.
    bool respondWith(zval* value, const Answerer& answerer);
    void endEmpty() { finishEmpty(); }
    bool isEnded() const { return ended_; }
    bool isStarted() const { return begun_ || ended_; }
    bool isAborted() const { return exchange_->isAborted(); }
    void fail(zend_object* exception); // takes the reference; answers and logs
    // Makes the head of the response that of a RedirectException. False: it is none, or the head is sent.
    bool redirectBy(zend_object* exception);
    void refuse(int status, std::string_view detail);

    void setWatcher(HttpJobWatcher* watcher) { watcher_ = watcher; } // one at a time
    void forgetWatcher(HttpJobWatcher* watcher) { watcher_ = watcher_ == watcher ? nullptr : watcher_; }
    zend_object* responseObject() const { return response_; }

    void responseFreed();
    void requestFreed() { request_ = nullptr; }

    Scope* scope() { return scope_.get(); }
    // "request GET /path [id 5f0c1d2e-7]"
    // "request GET /path [id …]"; without the query, which may hold what nobody else is to read.
    std::string describe();
    // That of the X-Request-Id of the client, or of the proxy before us; else one that is made when it is
    // asked for.
    const std::string& requestId();
    const std::string& knownId() const { return requestId_; } // "": nobody has asked yet
    void cancel(const char* message);
    void forgetService(); // the server is gone before the request

    // PHP has broken down: answers without it.
    void abandon(int status);

    Scope& openScope() override;                 // ScopeSource
    HttpJob* request() override { return this; } // of both
    void onScopeDone(Scope& scope) override;     // ScopeOwner
    void onScopeDeadline(Scope& scope) override;
    void onScopeFatal(Scope& scope) override;
    void onSettled(Future& main) override; // Waiter

private:
    friend class RefCounted<HttpJob>;
    HttpJob(HttpService& service, server::HttpExchange& exchange);
    ~HttpJob();

    struct HandlerCall;
    static void callHandler(void* call);
    bool prepareBody(std::uint64_t limit);
    Result<void> takePiece(std::string& piece);
    void afterHandler(Entered entered, zval* result);
    void startTask(zval* result);
    void conclude();
    void finishWith(zval* result);
    void finishEmpty();
    void endRendered(zend_string* text, bool json);
    void markEnded();
    void done();
    void armAnswerTimer(std::uint64_t delayMs);
    void stopAnswerTimer();
    void onAnswerTimer();
    void begin();
    bool compresses();
    server::ResponseFields fields(bool withBody);
    void settleReader();
    void rejectWaits(const Error& why, zend_long code = 0);
    int statusOf(zend_object* exception) const;
    template <typename Page> void refuseWith(int status, Page page);
    void tellErrorHandler(zend_object* exception);
    std::uint64_t deadlineMs() const; // 0 = none
    bool isClientsFault(zend_object* exception) const;

    // What code may do after its deadline, until the client has its 504 (`finally` with waits in it).
    static constexpr std::uint64_t kDeadlineGraceMs = 1000;
    // A handler may leave the answer to somebody else, but not for ever.
    struct AnswerTimer final : WheelTimer {
        explicit AnswerTimer(HttpJob& owner);
        HttpJob& job;
    };

    HttpService* service_; // while the request is not done
    Ref<HttpSettings> settings_;
    HttpJobWatcher* watcher_ = nullptr;
    std::string requestId_; // "" until it is asked for
    std::unique_ptr<AnswerTimer> answerTimer_;
    Ref<server::HttpExchange> exchange_;
    Ref<Scope> scope_;
    Ref<HttpJob> self_; // while code runs, or may still answer, for it
    Value result_;
    ObjectRef failure_;
    ObjectRef awaited_;              // what a handler returned that is awaitable
    zend_object* request_ = nullptr; // borrowed; they tell when they go
    zend_object* response_ = nullptr;
    std::vector<zend_object*> writes_; // futures that wait for the client; owned
    zend_object* reader_ = nullptr;    // future of read(); owned
    std::unique_ptr<server::BodyDecoder> decoder_;
    std::unique_ptr<std::string> inflated_; // the whole body, when it was compressed and is not streamed
    std::unique_ptr<UploadCollector> uploads_;
    std::unique_ptr<http::Deflater> deflater_;
    bool begun_ = false;
    bool ended_ = false;
    bool concluded_ = false;
    bool bodyEnded_ = false;
    bool isStopping_ = false; // cancelled by the end of the server: 503
    bool bodyGiven_ = false;  // to a reader; rawContent() has it still
};

// The request that the running code works for, in its handler or in a task below it; null: none.
HttpJob* currentRequest();

// The job of a Response object.
HttpJob& jobOfResponse(zend_object* response);

// The objects that a handler gets; the caller owns the reference.
zend_object* makeRequest(HttpJob& job);
// What the routing found in the path joins the parameters of the query (the property get), which it replaces.
void addToQuery(zend_object* request, std::string_view query);
zend_object* makeResponse(HttpJob& job);
zend_object* makeBody(HttpJob& job);
zend_class_entry* requestClass();
zend_class_entry* responseClass();

// Bytes of a PHP string for the core, without a copy.
net::OwnedBytes ownedBytes(zend_string* string);

} // namespace aha::php
