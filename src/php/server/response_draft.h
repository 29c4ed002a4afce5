#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace aha::php {

// The head of a response while the handler still works on it: field lines as they will be sent.
struct ResponseDraft {
    int status = 200;
    std::string lines;    // "Name: value\r\n…", without the fields that are kept below
    std::string trailers; // likewise
    std::int64_t contentLength = -1;
    bool close = false;
    bool hasDate = false;
    bool hasServer = false;
    bool hasContentType = false;
    bool hasContentEncoding = false;
    bool hasValidators = false; // ETag or Last-Modified

    // The name is a token and the value is clean (the caller has checked). False: the server owns this field,
    // or its value is not what it must be.
    bool setField(std::string_view name, std::string_view value, bool replace);
    void removeField(std::string_view name);
    std::string_view find(std::string_view name) const; // first of that name, "" if there is none
};

} // namespace aha::php
