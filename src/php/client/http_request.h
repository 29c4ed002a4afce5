#pragma once

#include "php/client/http_options.h"
#include "php/zend.h"

#include <optional>
#include <string_view>

namespace aha::php {

class HttpClientObject;
class UrlCache;
struct HttpBodyPlan;
struct HttpPlan;

// What a request is made of: the client's defaults and the arguments of the method.
struct HttpOrder {
    const HttpOptions& defaults;
    const std::optional<http::Url>& base;
    UrlCache& urls;
    std::string_view method;
    zend_string* url;
    HashTable* options;
    const char* owner; // whom messages name
};

// Fills the plan; `body` has to live as long as it. False: an exception was thrown.
bool readRequest(const HttpOrder& order, HttpPlan& plan, HttpBodyPlan& body);

// The arguments of request(), get(), post() …, which are those of static and other methods alike.
class HttpCallArguments {
public:
    // `method` null: it is the first argument. False: an exception was thrown.
    bool parse(zend_execute_data* execute_data, const char* method);
    void send(HttpClientObject& client, zval* return_value); // may throw

private:
    std::string_view method_;
    zend_string* url_ = nullptr;
    HashTable* options_ = nullptr;
    zend_fcall_info callback_{};
};

} // namespace aha::php
