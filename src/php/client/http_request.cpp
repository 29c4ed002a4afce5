#include "php/client/http_request.h"

#include "php/client/http_body.h"
#include "php/client/http_client.h"
#include "php/client/http_trace.h"
#include "php/client/http_transfer.h"
#include "php/client/url_cache.h"
#include "php/coroutine/wait_line.h"
#include "php/error.h"
#include "php/options.h"

namespace aha::php {

static void moveOptions(HttpOptions&& options, HttpPlan& plan) {
    client::HttpRequest& request = plan.request;
    request.headers = std::move(options.headers);
    request.timeouts = options.timeouts;
    request.auth = std::move(options.auth);
    request.proxy = std::move(options.proxy);
    request.tls = std::move(options.tls);
    request.unixSocket = std::move(options.unixSocket);
    request.maxRedirects = options.maxRedirects;
    request.retry = options.retry;
    request.followsDowngrade = options.followsDowngrade;
    request.decode = options.decode;
    request.maxBodyBytes = options.maxBodyBytes;
    request.expectContinue = options.expectContinue;
    plan.jar = options.jar;
    plan.sink = std::move(options.sink);
    plan.stream = options.stream;
    plan.throws = options.throws;
}

bool readRequest(const HttpOrder& order, HttpPlan& plan, HttpBodyPlan& body) {
    const http::Url* url = order.urls.read(order.url, order.base);
    if (!url) {
        return false;
    }
    if (!http::isToken(order.method)) {
        throwException(exceptions.config, "The method must be a token of HTTP, \"%.*s\" given",
                       static_cast<int>(std::min<std::size_t>(order.method.size(), 60)), order.method.data());
        return false;
    }
    HttpOptions options = order.defaults;
    if (order.options && zend_hash_num_elements(order.options) > 0) {
        OptionReader reader(order.options, order.owner);
        if (!options.read(reader) || !options.readTarget(reader) || !body.read(reader) || !reader.finish()) {
            return false;
        }
    }
    plan.request.url = *url;
    if (!options.query.empty()) {
        if (Result<void> added = plan.request.url.appendQuery(options.query); !added) {
            throwError(added.error());
            return false;
        }
    }
    if (!body.contentType.empty() && !options.hasHeader("content-type")) {
        options.setHeader("Content-Type", body.contentType);
    }
    if (options.propagates) {
        propagateRequest(options.headers);
    }
    moveOptions(std::move(options), plan);
    plan.request.method = order.method;
    plan.request.body = std::move(body.body);
    plan.source = body.isPumped() ? &body.source : nullptr;
    return true;
}

bool HttpCallArguments::parse(zend_execute_data* execute_data, const char* method) {
    zend_string* given = nullptr;
    zend_fcall_info_cache cache;
    callback_.size = 0;
    const std::uint32_t extra = method ? 0 : 1;
    ZEND_PARSE_PARAMETERS_START(1 + extra, 3 + extra)
    if (!method) {
        Z_PARAM_STR(given)
    }
    Z_PARAM_STR(url_)
    Z_PARAM_OPTIONAL
    Z_PARAM_ARRAY_HT(options_)
    Z_PARAM_FUNC_OR_NULL(callback_, cache)
    ZEND_PARSE_PARAMETERS_END_EX(return false);
    method_ = method ? std::string_view(method) : view(given);
    return true;
}

void HttpCallArguments::send(HttpClientObject& client, zval* return_value) {
    zend_object* future = client.request(method_, url_, options_, callerSite());
    if (!future) {
        RETURN_THROWS();
    }
    returnWait(return_value, future, callback_);
}

} // namespace aha::php
