#pragma once

#include "core/client/http_client.h"
#include "php/client/http_options.h"
#include "php/client/url_cache.h"
#include "php/runtime.h"
#include "php/value.h"

#include <memory>
#include <optional>
#include <string_view>

namespace aha::php {

struct HttpClientTag {};

// Native part of Aha\Client\HttpClient: its defaults, and the core's client, which is made with the first
// request: what was made before a fork has no connections.
class HttpClientObject final : public RuntimeGuest, public Link<HttpClientTag> {
public:
    ~HttpClientObject() { static_cast<Link<HttpClientTag>&>(*this).unlink(); }
    void attach(zend_object* self) { self_ = self; }
    zend_object* object() const { return self_; }
    void visit(Gc& gc);
    bool configure(HashTable* options);               // false: an exception was thrown
    static HttpClientObject* constructed(zval* self); // null: StateException was thrown

    // Sends a request. The future, owned by the caller; null: an exception was thrown.
    zend_object* request(std::string_view method, zend_string* url, HashTable* options, Site site);
    client::HttpClient* core(); // null: closed, StateException was thrown
    client::HttpClient* coreIfAny() { return core_.get(); }
    void close();
    void onRuntimeEnd() override;

    const HttpOptions& defaults() const { return defaults_; }
    const std::optional<http::Url>& base() const { return base_; }
    UrlCache& urls() { return urls_; }
    Callable hook; // of onTrace()

private:
    bool readPool(OptionReader& reader);

    HttpOptions defaults_;
    ObjectRef jar_;
    std::optional<http::Url> base_;
    UrlCache urls_;
    client::HttpClientOptions coreOptions_;
    std::unique_ptr<client::HttpClient> core_;
    zend_object* self_ = nullptr;
    bool configured_ = false;
    bool closed_ = false;
};

// The client behind the static methods of Aha\Client\Http, one for each process. Borrowed.
HttpClientObject& defaultHttpClient();

void returnStats(HttpClientObject& client, zval* result);
void describeHttpPools(zval* table); // of all clients: name => figures

} // namespace aha::php
