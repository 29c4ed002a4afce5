#pragma once

#include "php/client/client_base.h"
#include "php/client/http_options.h"

#include <string>

namespace aha::php {

// Native part of Aha\Client\Http: a request in Aha's shape, until it is started.
// Lives in its PHP object. Its requests go through the shared client.
class HttpBuilder final : public ClientBase {
public:
    bool setTimeouts(double timeout, double connectTimeout); // false: an exception was thrown
    void setQuery(std::string encoded);
    bool setHeaders(zval* headers);      // likewise
    bool setOptions(HashTable* options); // likewise

    zend_object* begin(Site site) override;
    void visit(Gc& gc) override;

    std::string method, url;  // "" = the constructor was not called
    Value body;               // undefined, a string, or the array of a form
    std::size_t poolSize = 0; // connections to its origin; 0 = as many as the shared client has

private:
    void optionsOf(zval* options);

    HttpOptions options_;
    ObjectRef jar_;
};

void poolHttpClient(INTERNAL_FUNCTION_PARAMETERS); // Pool::getHttpClient()

} // namespace aha::php
