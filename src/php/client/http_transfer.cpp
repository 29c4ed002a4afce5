#include "php/client/http_transfer.h"

#include "php/client/cookie_jar.h"
#include "php/client/http_client.h"
#include "php/client/http_failure.h"
#include "php/client/response.h"
#include "php/error.h"
#include "php/server/http_job.h"

namespace aha::php {

// The future of a request. Holds itself until it settles: a request that nobody awaits is sent as well.
class HttpFuture final : public Future {
public:
    ~HttpFuture() override { leave(); }
    void open(HttpTransfer& transfer) {
        transfer_ = Ref<HttpTransfer>(transfer);
        retainByLoop();
    }
    void abort() override {
        if (isSettled()) {
            return;
        }
        if (Ref<HttpTransfer> transfer = transfer_) {
            transfer->cancel();
        }
        Future::abort();
    }
    const char* describe() const override { return "HTTP request"; }
    void describeTo(std::string& out) const override {
        if (transfer_) {
            transfer_->describeTo(out);
        } else {
            out.append(describe());
        }
    }
    bool holdsItself() const override { return isRetained(); }

protected:
    void onSettledSelf() override { leave(); }

private:
    void leave() {
        if (transfer_) {
            Ref<HttpTransfer> transfer = std::move(transfer_);
            transfer->futureGone();
        }
    }
    Ref<HttpTransfer> transfer_;
};

void registerHttpTransfer() { Class<HttpFuture>::initHandlers(); }

// Without query and credentials: it stands in logs and reports.
static std::string nameOf(const client::HttpRequest& request) {
    return request.method + " " + request.url.place();
}

HttpTransfer::HttpTransfer(HttpClientObject& client, HttpPlan& plan)
    : name_(nameOf(plan.request)), sink_(std::move(plan.sink)), maxBodyBytes_(plan.request.maxBodyBytes),
      streams_(plan.stream), throws_(plan.throws), forEnvelope_(plan.forEnvelope) {
    client_.set(client.object());
    jar_.set(plan.jar);
}

static void boundByScope(Runtime& runtime, client::HttpTimeouts& timeouts) {
    const std::uint64_t left = runtime.currentScope().leftMs(runtime.loop().nowMs());
    if (left != Scope::kNoLimit && (timeouts.totalMs == 0 || left < timeouts.totalMs)) {
        timeouts.totalMs = left;
    }
}

zend_object* HttpTransfer::start(HttpClientObject& client, client::HttpClient& core, HttpPlan&& plan,
                                 Site site) {
    Runtime& runtime = Runtime::get();
    boundByScope(runtime, plan.request.timeouts);
    Ref<HttpTransfer> transfer(*new HttpTransfer(client, plan));
    if (site.file) {
        appendSite(plan.request.holder, site);
    }
    if (plan.jar) {
        plan.request.cookies = &cookieJarOf(plan.jar);
    }
    if (plan.source) {
        BodySink& sink = *transfer;
        transfer->pump_ = std::make_unique<BodyPump>(sink, plan.source, runtime.currentScope());
    }
    if (client.hook.isSet()) {
        transfer->trace_ = std::make_unique<ClientTrace>(transfer->name_, traceFields(plan.request));
        transfer->trace_->start(client.hook);
    }
    zend_object* object = Class<HttpFuture>::create(Class<Future>::entry);
    auto& future = Class<HttpFuture>::from(object);
    future.open(*transfer);
    transfer->future_ = &future;
    transfer->self_ = transfer;
    runtime.addGuest(*transfer);
    transfer->call_ = core.start(std::move(plan.request), *transfer);
    return object;
}

void HttpTransfer::describeTo(std::string& out) const {
    out.append(name_);
    if (writer_ && finished_) {
        out.append(" (writing ").append(sink_).append(")");
    } else if (call_) {
        out.append(" (").append(client::httpPhaseText(call_->phase())).append(")");
    }
    if (pump_) {
        pump_->describeTo(out);
    }
}

// ---- the answer

void HttpTransfer::onHead(client::HttpCall& call, const http::ResponseHead& head) {
    if (Runtime::get().isFatal()) {
        call.cancel();
        return;
    }
    status_ = head.status();
    if (streams_) {
        call.pause();
        answerStreamed();
    } else if (!sink_.empty() && status_ >= 200 && status_ <= 299) {
        openSink();
    } else if (head.contentLength()) {
        text_.reserve(
            static_cast<std::size_t>(std::min<std::uint64_t>(*head.contentLength(), kReserveBytes)));
    }
}

void HttpTransfer::answerStreamed() {
    const client::HttpOutcome& progress = call_->progress();
    Ref<ResponseStream> stream = ResponseStream::make(this, maxBodyBytes_);
    stream_ = stream.get();
    ResponseParts parts{call_->takeHead(), progress.url, progress.hops, progress.timings};
    parts.stream = stream;
    parts.reused = progress.reused;
    parts.address = progress.remoteAddress;
    parts.name = name_;
    zval response;
    ZVAL_OBJ(&response, makeResponse(std::move(parts)));
    settle(&response);
}

void HttpTransfer::onBody(client::HttpCall& call, std::string_view bytes) {
    if (stream_) {
        stream_->feed(bytes);
    } else if (writer_) {
        writer_->write(bytes);
        if (writer_->queuedBytes() > kSinkQueueBytes) {
            call.pause();
        }
    } else {
        text_.append(bytes);
    }
}

void HttpTransfer::onWritable(client::HttpCall&) {
    if (pump_) {
        pump_->wake();
    }
}

void HttpTransfer::onFinish(client::HttpCall&, client::HttpOutcome outcome) {
    if (Runtime::isOver() || Runtime::get().isFatal()) {
        onRuntimeEnd();
        return;
    }
    finished_ = true;
    outcome_ = std::move(outcome);
    pump_.reset();
    if (outcome_.error) {
        fail(failureOf(*outcome_.error));
    } else if (streams_) {
        Ref<HttpTransfer> keep(*this);
        tellTrace(status_, nullptr);
        if (ResponseStream* stream = std::exchange(stream_, nullptr)) {
            stream->end(outcome_.trailers);
        }
        letGo();
    } else if (writer_) {
        if (writer_->queuedBytes() == 0) {
            finishSink();
        }
    } else {
        succeed();
    }
}

// The body is here, or in its file.
void HttpTransfer::succeed() {
    Ref<HttpTransfer> keep(*this);
    zval value;
    if (forEnvelope_) {
        envelopeData(&value);
    } else {
        ResponseParts parts{call_->takeHead(), outcome_.url, outcome_.hops, outcome_.timings};
        parts.trailers = &outcome_.trailers;
        parts.body = writer_ ? nullptr : zend_string_init(text_.data(), text_.size(), false);
        parts.reused = outcome_.reused;
        parts.address = outcome_.remoteAddress;
        parts.name = name_;
        ZVAL_OBJ(&value, makeResponse(std::move(parts)));
    }
    settle(&value);
    letGo();
}

// {header: names in lower case, and protocol, status, desc; body}
void HttpTransfer::envelopeData(zval* data) {
    const http::ResponseHead& head = call_->head();
    const std::string status = std::to_string(head.status());
    zval header;
    headerArray(head, &header);
    add_assoc_string(&header, "protocol", head.minorVersion() == 0 ? "HTTP/1.0" : "HTTP/1.1");
    add_assoc_stringl(&header, "status", status.data(), status.size());
    add_assoc_stringl(&header, "desc", head.reason().data(), head.reason().size());
    array_init_size(data, 2);
    add_assoc_zval(data, "header", &header);
    add_assoc_stringl(data, "body", text_.data(), text_.size());
}

// Takes the value over. A streamed answer goes on; the others have been traced to their end here.
void HttpTransfer::settle(zval* value) {
    zend_object* failure = nullptr;
    if (throws_ && !forEnvelope_ && isFailureStatus(status_)) {
        failure = makeResponseException(Z_OBJ_P(value));
        zval_ptr_dtor(value);
    }
    if (!streams_) {
        tellTrace(status_, failure);
    }
    HttpFuture* future = future_;
    if (failure && future) {
        future->reject(failure);
    } else if (failure) {
        OBJ_RELEASE(failure);
    } else if (future) {
        future->fulfill(value);
    } else {
        zval_ptr_dtor(value);
    }
}

// ---- errors

void HttpTransfer::fail(ClientFailure failure) {
    if (stream_) {
        Ref<HttpTransfer> keep(*this);
        ResponseStream* stream = std::exchange(stream_, nullptr);
        if (trace_) {
            zend_object* exception = failure.make();
            tellTrace(status_, exception);
            OBJ_RELEASE(exception);
        }
        stream->fail(std::move(failure));
        letGo();
        return;
    }
    failWith(failure.make());
}

void HttpTransfer::failWith(zend_object* exception) {
    Ref<HttpTransfer> keep(*this);
    tellTrace(status_, exception);
    if (stream_) {
        ResponseStream* stream = std::exchange(stream_, nullptr);
        stream->fail(ClientFailure{exceptions.state, "The body that was being sent has failed", 5});
    }
    if (future_) {
        future_->reject(exception);
    } else {
        OBJ_RELEASE(exception);
    }
    letGo();
}

void HttpTransfer::tellTrace(int status, zend_object* error) {
    std::unique_ptr<ClientTrace> trace = std::move(trace_);
    Callable& hook = Class<HttpClientObject>::from(client_.get()).hook;
    if (trace && hook.isSet()) {
        trace->end(hook, status, error);
    }
}

// Its future is cancelled and settles by itself.
void HttpTransfer::cancel() {
    Ref<HttpTransfer> keep(*this);
    if (!client_) {
        return;
    }
    if (trace_) {
        zend_object* exception = makeException(exceptions.cancelled, name_ + ": it was cancelled");
        tellTrace(status_, exception);
        OBJ_RELEASE(exception);
    }
    letGo();
}

// Nothing is under way any more. The values are let go behind the door: destructors are user code.
void HttpTransfer::letGo() {
    Ref<HttpTransfer> keep = std::move(self_);
    call_.reset();
    pump_.reset();
    writer_.reset();
    RuntimeGuest::unlink();
    for (ObjectRef* ref : {&client_, &jar_}) {
        if (*ref) {
            zval zv;
            ZVAL_OBJ(&zv, ref->release());
            Runtime::releaseLater(&zv);
        }
    }
}

void HttpTransfer::onRuntimeEnd() {
    Ref<HttpTransfer> keep(*this);
    if (ResponseStream* stream = std::exchange(stream_, nullptr)) {
        stream->forgetProducer();
    }
    trace_.reset();
    if (Runtime::getIfAny() && Runtime::get().isFatal()) { // PHP takes its memory back as a whole
        (void)client_.release();
        (void)jar_.release();
    }
    letGo();
}

} // namespace aha::php
