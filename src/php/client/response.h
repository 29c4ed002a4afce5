#pragma once

#include "core/client/http_types.h"
#include "php/client/response_stream.h"
#include "php/value.h"

namespace aha::php {

// What a Response is made of. Exactly one of `body` (taken over) and `stream` is set, or none: the body has
// gone to a file.
struct ResponseParts {
    http::ResponseHead head;
    const http::Url& url;
    const std::vector<client::HttpHop>& hops;
    const client::HttpTimings& timings;
    const http::Fields* trailers = nullptr;
    zend_string* body = nullptr;
    Ref<ResponseStream> stream{};
    bool reused = false;
    std::string_view address{};
    std::string_view name{}; // "GET http://host/path"
};

zend_object* makeResponse(ResponseParts&& parts); // owned by the caller
// The array {name => value} of a head: lower-case names, repeated ones joined. The caller owns it.
void headerArray(const http::ResponseHead& head, zval* result);

bool isFailureStatus(int status); // what the option "throw" is about
// A new ResponseException, owned by the caller; takes its own reference to the response.
zend_object* makeResponseException(zend_object* response);

} // namespace aha::php
