#include "php/client/http_body.h"

#include "core/proto/http/multipart_writer.h"
#include "php/client/http_options.h"
#include "php/error.h"
#include "php/options.h"
#include "php/server/http_job.h"
#include "php/value.h"

#include <sys/stat.h>
#include <vector>

namespace aha::php {

static constexpr std::size_t kMaxParts = 1000;

bool HttpBodyPlan::read(OptionReader& reader) {
    static constexpr const char* kNames[] = {"body", "body_file", "form", "json", "multipart"};
    zval* given[5];
    const char* first = nullptr;
    for (std::size_t i = 0; i < 5; ++i) {
        given[i] = reader.any(kNames[i]);
        if (!given[i]) {
            continue;
        }
        if (first) {
            throwException(exceptions.config, "The options \"%s\" and \"%s\" exclude each other", first,
                           kNames[i]);
            return false;
        }
        first = kNames[i];
    }
    if (given[0]) {
        return readBody(given[0], reader);
    }
    if (given[1]) {
        return readFile(given[1], reader);
    }
    if (given[2]) {
        return readForm(given[2], reader);
    }
    if (given[3]) {
        return readJson(given[3]);
    }
    return !given[4] || readMultipart(given[4], reader);
}

bool HttpBodyPlan::readBody(zval* given, OptionReader& reader) {
    switch (Z_TYPE_P(given)) {
    case IS_NULL: return true;
    case IS_STRING: body = client::HttpBody::ofBytes(ownedBytes(Z_STR_P(given))); return true;
    case IS_RESOURCE:
        if (!zend_fetch_resource2_ex(given, nullptr, php_file_le_stream(), php_file_le_pstream())) {
            break;
        }
        body = client::HttpBody::streamed();
        ZVAL_COPY_VALUE(&source, given);
        return true;
    case IS_OBJECT:
        if (!instanceof_function(Z_OBJCE_P(given), zend_ce_traversable)) {
            break;
        }
        [[fallthrough]];
    case IS_ARRAY:
        body = client::HttpBody::streamed();
        ZVAL_COPY_VALUE(&source, given);
        return true;
    default: break;
    }
    reader.refuse("body", "a string, a stream or an iterable of strings", given);
    return false;
}

static bool isReadable(const std::string& path, const char* option) {
    if (!isAllowedPath(path)) {
        throwException(exceptions.config, "Option \"%s\": open_basedir forbids %s", option, path.c_str());
        return false;
    }
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) {
        throwException(exceptions.config, "Option \"%s\": %s is no file", option, path.c_str());
        return false;
    }
    return true;
}

bool HttpBodyPlan::readFile(zval* given, OptionReader& reader) {
    if (Z_TYPE_P(given) != IS_STRING || view(Z_STR_P(given)).find('\0') != std::string_view::npos) {
        reader.refuse("body_file", "the path of a file", given);
        return false;
    }
    std::string path(view(Z_STR_P(given)));
    if (!isReadable(path, "body_file")) {
        return false;
    }
    body = client::HttpBody::ofFile(std::move(path));
    return true;
}

bool HttpBodyPlan::readForm(zval* given, OptionReader& reader) {
    if (Z_TYPE_P(given) != IS_ARRAY) {
        reader.refuse("form", "an array", given);
        return false;
    }
    std::string text;
    if (!encodeForm(given, "form", text)) {
        return false;
    }
    body = client::HttpBody::ofString(std::move(text));
    contentType = "application/x-www-form-urlencoded";
    return true;
}

bool HttpBodyPlan::readJson(zval* given) {
    zend_string* text = encodeJson(given, PHP_JSON_UNESCAPED_SLASHES | PHP_JSON_UNESCAPED_UNICODE |
                                              PHP_JSON_PRESERVE_ZERO_FRACTION);
    if (!text) {
        return false;
    }
    body = client::HttpBody::ofBytes(ownedBytes(text));
    zend_string_release(text);
    contentType = "application/json";
    return true;
}

// ---- multipart

namespace {

// The parts in the order of the option: heads and tail come from the writer, contents from the values.
class MultipartPlan {
public:
    explicit MultipartPlan(std::string boundary) : writer_(std::move(boundary)) {}

    // A scalar, a part as an array, or a list of either.
    bool add(const std::string& name, zval* value) {
        ZVAL_DEREF(value);
        if (Z_TYPE_P(value) != IS_ARRAY) {
            return addField(name, value);
        }
        if (!zend_array_is_list(Z_ARR_P(value))) {
            return addPart(name, Z_ARR_P(value));
        }
        zval* element;
        ZEND_HASH_FOREACH_VAL(Z_ARR_P(value), element) {
            ZVAL_DEREF(element);
            bool added =
                Z_TYPE_P(element) == IS_ARRAY ? addPart(name, Z_ARR_P(element)) : addField(name, element);
            if (!added) {
                return false;
            }
        }
        ZEND_HASH_FOREACH_END();
        return true;
    }

    void finish(HttpBodyPlan& plan) {
        client::HttpBody& body = plan.body;
        body.kind = client::HttpBody::Kind::Parts;
        for (std::size_t i = 0; i < writer_.count(); ++i) {
            client::HttpBodyPart head;
            head.bytes = net::OwnedBytes::fromString(std::string(writer_.head(i)));
            body.parts.push_back(std::move(head));
            body.parts.push_back(std::move(contents_[i]));
        }
        client::HttpBodyPart tail;
        tail.bytes = net::OwnedBytes::fromString(writer_.tail());
        body.parts.push_back(std::move(tail));
        plan.contentType = writer_.contentType();
    }

private:
    bool addField(const std::string& name, zval* value) {
        http::FormPart part;
        part.name = name;
        if (Z_TYPE_P(value) != IS_STRING && Z_TYPE_P(value) != IS_LONG && Z_TYPE_P(value) != IS_DOUBLE &&
            Z_TYPE_P(value) != IS_TRUE && Z_TYPE_P(value) != IS_FALSE) {
            throwException(exceptions.config,
                           "Option \"multipart\": \"%s\" must be a scalar or an array, %s given",
                           name.substr(0, 60).c_str(), zend_zval_type_name(value));
            return false;
        }
        zend_string* text = zval_get_string(value);
        client::HttpBodyPart content;
        content.bytes = ownedBytes(text);
        zend_string_release(text);
        return put(std::move(part), std::move(content));
    }

    bool addPart(const std::string& name, HashTable* given) {
        OptionReader reader(given, "A part of \"multipart\"");
        http::FormPart part;
        client::HttpBodyPart content;
        part.name = name;
        zval* bytes = reader.any("content");
        std::string filename;
        const bool hasName = zend_hash_str_exists(given, ZEND_STRL("filename"));
        reader.string("path", content.path, false);
        reader.string("filename", filename);
        reader.string("type", part.contentType);
        if (!reader.finish()) {
            return false;
        }
        if ((bytes != nullptr) == !content.path.empty() || (bytes && Z_TYPE_P(bytes) != IS_STRING)) {
            throwException(exceptions.config,
                           "Option \"multipart\": \"%s\" must have either \"path\" or \"content\", a string",
                           name.substr(0, 60).c_str());
            return false;
        }
        if (bytes) {
            content.bytes = ownedBytes(Z_STR_P(bytes));
        } else if (!isReadable(content.path, "multipart")) {
            return false;
        }
        if (hasName) {
            part.filename = filename;
        } else if (!bytes) {
            part.filename = content.path.substr(content.path.find_last_of('/') + 1);
        }
        return put(std::move(part), std::move(content));
    }

    bool put(http::FormPart part, client::HttpBodyPart content) {
        if (contents_.size() >= kMaxParts) {
            throwException(exceptions.config, "Option \"multipart\" has more than %zu parts", kMaxParts);
            return false;
        }
        if (Result<void> added = writer_.add(part); !added) {
            throwError(added.error());
            return false;
        }
        contents_.push_back(std::move(content));
        return true;
    }

    http::MultipartWriter writer_;
    std::vector<client::HttpBodyPart> contents_;
};

// Nobody can guess it, so that no content can hold it. "": an exception was thrown.
std::string makeBoundary() {
    static constexpr char kDigits[] = "0123456789abcdef";
    unsigned char random[16];
    if (php_random_bytes_throw(random, sizeof random) != SUCCESS) {
        return {};
    }
    std::string text;
    for (unsigned char byte : random) {
        text.push_back(kDigits[byte >> 4]);
        text.push_back(kDigits[byte & 15]);
    }
    return http::MultipartWriter::makeBoundary(text);
}

} // namespace

bool HttpBodyPlan::readMultipart(zval* given, OptionReader& reader) {
    if (Z_TYPE_P(given) != IS_ARRAY || zend_hash_num_elements(Z_ARR_P(given)) == 0) {
        reader.refuse("multipart", "an array of name => part that is not empty", given);
        return false;
    }
    std::string boundary = makeBoundary();
    if (boundary.empty()) {
        return false;
    }
    MultipartPlan parts(std::move(boundary));
    zend_string* key;
    zend_ulong index;
    zval* value;
    ZEND_HASH_FOREACH_KEY_VAL(Z_ARR_P(given), index, key, value) {
        if (!parts.add(key ? std::string(view(key)) : std::to_string(static_cast<zend_long>(index)), value)) {
            return false;
        }
    }
    ZEND_HASH_FOREACH_END();
    parts.finish(*this);
    return true;
}

} // namespace aha::php
