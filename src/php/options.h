#pragma once

#include "php/zend.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aha::php {

std::string describeValue(zval* value); // for messages: null, 5, "text", array …

// Reads an option array: each call names a key, its type and range, and replaces `out` when the key is given.
// finish() refuses what no call has named, with the nearest known key. The first problem is thrown as
// ConfigException; after it every call is a no-op. The one option parser of the extension.
class OptionReader {
public:
    OptionReader(HashTable* options, const char* owner) : options_(options), owner_(owner) {}

    void boolean(const char* key, bool& out);
    void integer(const char* key, std::int64_t& out, std::int64_t min, std::int64_t max);
    template <typename T> void size(const char* key, T& out, std::int64_t min, std::int64_t max) {
        auto value = static_cast<std::int64_t>(out);
        integer(key, value, min, max);
        out = static_cast<T>(value);
    }
    void seconds(const char* key, std::uint64_t& outMs, double min, double max); // floats, stored as ms
    void string(const char* key, std::string& out, bool mayBeEmpty = true);
    void strings(const char* key, std::vector<std::string>& out); // list of strings
    zval* any(const char* key);                                   // null when not given
    void refuse(const char* key, const char* allowed, zval* given);

    bool failed() const { return failed_; }
    bool finish();

private:
    zval* take(const char* key);

    HashTable* options_;
    const char* owner_;
    std::vector<std::string_view> known_;
    bool failed_ = false;
};

} // namespace aha::php
