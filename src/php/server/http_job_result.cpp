// What comes of a handler's value or error: the answer, or the page that stands for it.
#include "core/base/json_text.h"
#include "core/proto/http/error_page.h"
#include "core/proto/http/escape.h"
#include "core/proto/http/negotiate.h"
#include "php/enter.h"
#include "php/error.h"
#include "php/server/http_job.h"
#include "php/server/http_service.h"

#include <syslog.h>

namespace aha::php {

namespace {
struct Rendering {
    zval* value;
    zend_string* text = nullptr;
    bool json = false;
    Answerer answerer{};
};
} // namespace

// JsonSerializable and Stringable are user code, hence behind the door.
static void renderResult(void* argument) {
    auto* rendering = static_cast<Rendering*>(argument);
    zval* value = rendering->value;
    bool object = Z_TYPE_P(value) == IS_OBJECT;
    bool json = Z_TYPE_P(value) == IS_ARRAY ||
                (object && (instanceof_function(Z_OBJCE_P(value), php_json_serializable_ce) ||
                            Z_OBJCE_P(value) == zend_standard_class_def));
    if (json) {
        rendering->text = encodeJson(value, PHP_JSON_UNESCAPED_SLASHES | PHP_JSON_UNESCAPED_UNICODE);
        rendering->json = true;
    } else if (Z_TYPE_P(value) == IS_RESOURCE ||
               (object && !instanceof_function(Z_OBJCE_P(value), zend_ce_stringable))) {
        const Answerer& who = rendering->answerer;
        throwException(exceptions.state,
                       "%s%s%.*s returned %s%s: return a string, an array, a JsonSerializable, or null",
                       who.what, who.name.empty() ? "" : " ", static_cast<int>(who.name.size()),
                       who.name.data(), object ? "an object of class " : "a resource",
                       object ? ZSTR_VAL(Z_OBJCE_P(value)->name) : "");
    } else {
        rendering->text = zval_try_get_string(value);
    }
}

void HttpJob::finishWith(zval* result) {
    ZVAL_DEREF(result);
    if (Z_TYPE_P(result) == IS_NULL || (Z_TYPE_P(result) == IS_OBJECT && Z_OBJ_P(result) == response_)) {
        return;
    }
    if (Z_TYPE_P(result) == IS_STRING) {
        end(Z_STR_P(result));
        return;
    }
    Rendering rendering{result};
    Entered entered = enter(renderResult, &rendering, deadlineMs());
    if (entered == Entered::Fatal) {
        abandon(500);
    } else if (entered != Entered::Ok) {
        zend_object* exception =
            entered == Entered::Threw
                ? takeException()
                : makeException(exceptions.exit, "exit() was called while the answer was rendered");
        fail(exception);
    } else {
        endRendered(rendering.text, rendering.json);
    }
}

void HttpJob::endRendered(zend_string* text, bool json) {
    if (json && !draft.hasContentType) {
        draft.setField("Content-Type", "application/json", true);
    }
    end(text);
    zend_string_release(text);
}

bool HttpJob::respondWith(zval* value, const Answerer& answerer) {
    ZVAL_DEREF(value);
    if (ended_ || Z_TYPE_P(value) == IS_NULL ||
        (Z_TYPE_P(value) == IS_OBJECT && Z_OBJ_P(value) == response_)) {
        return true;
    }
    if (Z_TYPE_P(value) == IS_STRING) {
        end(Z_STR_P(value));
        return true;
    }
    Rendering rendering{value};
    rendering.answerer = answerer;
    renderResult(&rendering);
    if (EG(exception)) {
        if (rendering.text) {
            zend_string_release(rendering.text);
        }
        return false;
    }
    if (!ended_) { // jsonSerialize() may have answered
        endRendered(rendering.text, rendering.json);
    } else {
        zend_string_release(rendering.text);
    }
    return true;
}

static zend_long codeOf(zend_object* exception) {
    if (!instanceof_function(exception->ce, zend_ce_exception)) {
        return 0;
    }
    zval storage;
    return zval_get_long(zend_read_property(zend_ce_exception, exception, ZEND_STRL("code"), true, &storage));
}

// What reading the body has thrown because the client sent something bad, or too slowly.
bool HttpJob::isClientsFault(zend_object* exception) const {
    zend_class_entry* ce = exception->ce;
    zend_long code = exchange_->isBodyStreamed() && (ce == exceptions.protocol || ce == exceptions.timeout ||
                                                     ce == exceptions.connect)
                         ? codeOf(exception)
                         : 0;
    return code == 400 || code == 408 || code == 413 || code == 431;
}

int HttpJob::statusOf(zend_object* exception) const {
    if (instanceof_function(exception->ce, exceptions.http)) {
        return httpStatusOf(exception);
    }
    if (isClientsFault(exception)) {
        return static_cast<int>(codeOf(exception));
    }
    if (isStopping_ && isCancellation(exception)) {
        return 503;
    }
    return exception->ce == exceptions.deadline ? 504 : 500;
}

// The handler has let go of the request object, as a rule: the error handler gets a new one.
void HttpJob::tellErrorHandler(zend_object* exception) {
    if (!service_->errorHandler().isSet()) {
        return;
    }
    zend_object* request = request_ ? request_ : makeRequest(*this);
    if (request == request_) {
        GC_ADDREF(request);
    }
    service_->tellError(exception, request);
    OBJ_RELEASE(request);
}

// The page of an error, with the text that the log has.
static std::string tracePage(int status, zend_object* exception, bool json) {
    std::string text = exceptionText(exception);
    const std::string line = text.substr(0, text.find('\n'));
    text.erase(0, line.size() + 1);
    std::string page = http::errorPage(status, line, json);
    std::string trace(json ? ",\"trace\":"
                           : "<pre style=\"white-space:pre-wrap;margin:1rem 0 0;font-size:.8rem\">");
    if (json) {
        appendJsonString(trace, text, JsonPlace::Html);
    } else {
        trace.append(http::htmlEscape(text)).append("</pre>");
    }
    const std::size_t end = page.rfind(json ? "}}" : "</main>");
    return page.insert(end == std::string::npos ? page.size() : end, trace);
}

template <typename Page> void HttpJob::refuseWith(int status, Page page) {
    if (ended_) {
        return;
    }
    markEnded();
    if (begun_) { // half an answer is out: only a broken connection can tell that the rest is missing
        exchange_->abort();
        return;
    }
    std::string accept = exchange_->head().join("accept");
    bool json = http::prefersJson(accept, config().core.jsonErrors);
    std::string lines =
        json ? "Content-Type: application/json\r\n" : "Content-Type: text/html; charset=utf-8\r\n";
    if (const std::string_view allow = draft.find("Allow"); status == 405 && !allow.empty()) {
        lines.append("Allow: ").append(allow).append("\r\n"); // RFC 9110 15.5.6 demands it
    }
    server::ResponseFields error;
    error.lines = lines;
    exchange_->respond(status, error, net::OwnedBytes::fromString(page(json)));
}

void HttpJob::refuse(int status, std::string_view detail) {
    refuseWith(status, [status, detail](bool json) { return http::errorPage(status, detail, json); });
}

bool HttpJob::redirectBy(zend_object* exception) {
    if (isStarted() || !instanceof_function(exception->ce, exceptions.redirect)) {
        return false;
    }
    zval storage;
    zval* url = zend_read_property(exceptions.redirect, exception, ZEND_STRL("url"), true, &storage);
    draft = ResponseDraft();
    draft.status = httpStatusOf(exception);
    draft.setField("Location", Z_TYPE_P(url) == IS_STRING ? view(Z_STR_P(url)) : std::string_view(), true);
    return true;
}

void HttpJob::fail(zend_object* exception) {
    if (redirectBy(exception)) {
        finishEmpty();
        OBJ_RELEASE(exception);
        return;
    }
    int status = statusOf(exception);
    bool told = instanceof_function(exception->ce, exceptions.http) || isClientsFault(exception);
    bool expected = isCancellation(exception) ? isAborted() || isStopping_
                                              : isAborted() && codeOf(exception) == kClientGone;
    bool quiet = (told && status < 500) || expected;
    if (!quiet) {
        reportUnhandled(exception, describe());
        tellErrorHandler(exception);
    }
    if (!ended_ && !told && showsErrors) {
        refuseWith(status, [exception, status](bool json) { return tracePage(status, exception, json); });
    } else if (!ended_) {
        std::string detail;
        if (told || config().debug) {
            zval storage;
            zval* message =
                zend_read_property(zend_ce_exception, exception, ZEND_STRL("message"), true, &storage);
            if (instanceof_function(exception->ce, zend_ce_error)) {
                message = zend_read_property(zend_ce_error, exception, ZEND_STRL("message"), true, &storage);
            }
            detail = Z_TYPE_P(message) == IS_STRING ? std::string(view(Z_STR_P(message))) : std::string();
        }
        refuse(status, detail);
    }
    OBJ_RELEASE(exception);
}

void HttpJob::abandon(int status) {
    concluded_ = true;
    if (status == 500) { // it is this request that has broken PHP
        logLine("aha: fatal error in " + describe() +
                    ": its process ends, requests in it that need PHP get 503",
                LOG_ERR);
    }
    if (!exchange_->isFinished() && !exchange_->isAborted()) {
        refuse(status, {});
    }
    ended_ = true;
    if (answerTimer_) {
        Runtime::get().loop().cancel(*answerTimer_);
    }
    static_cast<Link<JobTag>&>(*this).unlink();
}

} // namespace aha::php
