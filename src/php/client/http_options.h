#pragma once

#include "core/client/http_client.h"
#include "php/zend.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aha::php {

class OptionReader;

// The options of a request, as far as they need no PHP value. Those of a client are the defaults of its
// requests: a request copies them and reads its own over them.
struct HttpOptions {
    HttpOptions();

    client::HttpTimeouts timeouts;
    client::HttpRetry retry;
    client::HttpAuth auth;
    client::HttpProxy proxy;
    client::HttpTls tls;
    std::string unixSocket;
    std::vector<http::HeaderLine> headers;
    std::string query; // encoded
    std::uint64_t maxBodyBytes = std::uint64_t{64} << 20;
    unsigned maxRedirects = 5;
    bool decode = true;
    bool followsDowngrade = false;
    bool expectContinue = false;
    bool throws = false; // for a status from 400
    bool propagates = true;
    zend_object* jar = nullptr; // borrowed from the option array, or from the client

    // Both: false after the first problem, which was thrown.
    bool read(OptionReader& reader);
    // Where the answer goes: of single requests only.
    bool readTarget(OptionReader& reader);
    bool stream = false;
    std::string sink; // a path, "" = none

    bool hasHeader(std::string_view name) const;
    void setHeader(std::string_view name, std::string value); // in the place of all of that name
};

// "a=1&b[x]=2" with the brackets encoded, as http_build_query() writes it: null is left out, true is 1.
// False: ConfigException was thrown; `what` names the option.
bool encodeForm(zval* array, const char* what, std::string& out);

// The URL of a request. Nothing: ConfigException was thrown.
std::optional<http::Url> readUrl(zend_string* text, const std::optional<http::Url>& base);

bool isAllowedPath(const std::string& path); // open_basedir; false: a warning was raised

} // namespace aha::php
