#pragma once

#include "core/client/http_types.h"
#include "php/zend.h"

#include <string>

namespace aha::php {

class OptionReader;

// What a request sends. `source` is borrowed from the option array: an iterable or a stream resource whose
// pieces a BodyPump sends; undefined when the core has it all.
struct HttpBodyPlan {
    client::HttpBody body;
    std::string contentType; // unless the headers have one; "" = none
    zval source;
    HttpBodyPlan() { ZVAL_UNDEF(&source); }
    bool isPumped() const { return Z_TYPE(source) != IS_UNDEF; }

    // Reads body, body_file, form, json or multipart: one of them. False: an exception was thrown.
    bool read(OptionReader& reader);

private:
    bool readBody(zval* given, OptionReader& reader);
    bool readFile(zval* given, OptionReader& reader);
    bool readForm(zval* given, OptionReader& reader);
    bool readJson(zval* given);
    bool readMultipart(zval* given, OptionReader& reader);
};

} // namespace aha::php
