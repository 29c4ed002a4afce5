#include "php/options.h"

#include "core/base/number_text.h"
#include "php/error.h"
#include "php/value.h"

#include <algorithm>
#include <cmath>

namespace aha::php {

zval* OptionReader::take(const char* key) {
    known_.emplace_back(key);
    if (failed_) {
        return nullptr;
    }
    zval* value = zend_hash_str_find(options_, key, strlen(key));
    if (value) {
        ZVAL_DEREF(value);
    }
    return value;
}

std::string describeValue(zval* value) {
    switch (Z_TYPE_P(value)) {
    case IS_NULL: return "null";
    case IS_FALSE: return "false";
    case IS_TRUE: return "true";
    case IS_LONG: return std::to_string(Z_LVAL_P(value));
    case IS_DOUBLE: return numberText(Z_DVAL_P(value));
    case IS_STRING: return "\"" + std::string(view(Z_STR_P(value)).substr(0, 60)) + "\"";
    default: return zend_zval_type_name(value);
    }
}

void OptionReader::refuse(const char* key, const char* allowed, zval* given) {
    if (failed_) {
        return;
    }
    failed_ = true;
    throwException(exceptions.config, "%s: option \"%s\" must be %s, %s given", owner_, key, allowed,
                   describeValue(given).c_str());
}

void OptionReader::boolean(const char* key, bool& out) {
    zval* value = take(key);
    if (!value) {
        return;
    }
    bool number = Z_TYPE_P(value) == IS_LONG && (Z_LVAL_P(value) == 0 || Z_LVAL_P(value) == 1);
    if (Z_TYPE_P(value) != IS_TRUE && Z_TYPE_P(value) != IS_FALSE && !number) {
        refuse(key, "true or false", value);
        return;
    }
    out = zend_is_true(value);
}

void OptionReader::integer(const char* key, std::int64_t& out, std::int64_t min, std::int64_t max) {
    zval* value = take(key);
    if (!value) {
        return;
    }
    if (Z_TYPE_P(value) != IS_LONG || Z_LVAL_P(value) < min || Z_LVAL_P(value) > max) {
        std::string allowed = "an integer from " + std::to_string(min) + " to " + std::to_string(max);
        refuse(key, allowed.c_str(), value);
        return;
    }
    out = Z_LVAL_P(value);
}

void OptionReader::seconds(const char* key, std::uint64_t& outMs, double min, double max) {
    zval* value = take(key);
    if (!value) {
        return;
    }
    double given = Z_TYPE_P(value) == IS_LONG     ? static_cast<double>(Z_LVAL_P(value))
                   : Z_TYPE_P(value) == IS_DOUBLE ? Z_DVAL_P(value)
                                                  : NAN;
    if (!(given >= min && given <= max)) {
        std::string allowed = "a number of seconds from " + numberText(min) + " to " + numberText(max);
        refuse(key, allowed.c_str(), value);
        return;
    }
    outMs = static_cast<std::uint64_t>(std::ceil(given * 1000));
}

void OptionReader::string(const char* key, std::string& out, bool mayBeEmpty) {
    zval* value = take(key);
    if (!value) {
        return;
    }
    if (Z_TYPE_P(value) != IS_STRING || (!mayBeEmpty && Z_STRLEN_P(value) == 0) ||
        view(Z_STR_P(value)).find('\0') != std::string_view::npos) {
        refuse(key, mayBeEmpty ? "a string" : "a string that is not empty", value);
        return;
    }
    out = view(Z_STR_P(value));
}

void OptionReader::strings(const char* key, std::vector<std::string>& out) {
    zval* value = take(key);
    if (!value) {
        return;
    }
    if (Z_TYPE_P(value) != IS_ARRAY) {
        refuse(key, "a list of strings", value);
        return;
    }
    out.clear();
    zval* element;
    ZEND_HASH_FOREACH_VAL(Z_ARR_P(value), element) {
        ZVAL_DEREF(element);
        if (Z_TYPE_P(element) != IS_STRING) {
            refuse(key, "a list of strings", element);
            return;
        }
        out.emplace_back(view(Z_STR_P(element)));
    }
    ZEND_HASH_FOREACH_END();
}

zval* OptionReader::any(const char* key) { return take(key); }

static std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        row[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            std::size_t above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
            diagonal = above;
        }
    }
    return row[b.size()];
}

bool OptionReader::finish() {
    zend_string* key;
    zend_ulong index;
    ZEND_HASH_FOREACH_KEY(options_, index, key) {
        if (failed_) {
            break;
        }
        std::string name = key ? std::string(view(key)) : std::to_string(index);
        if (key && std::find(known_.begin(), known_.end(), name) != known_.end()) {
            continue;
        }
        auto nearest = std::min_element(known_.begin(), known_.end(), [&name](auto a, auto b) {
            return distance(name, a) < distance(name, b);
        });
        failed_ = true;
        throwException(exceptions.config, "%s: unknown option \"%s\"; did you mean \"%s\"?", owner_,
                       name.substr(0, 60).c_str(), nearest == known_.end() ? "" : nearest->data());
    }
    ZEND_HASH_FOREACH_END();
    return !failed_;
}

} // namespace aha::php
