#include "php/client/http_options.h"

#include "php/client/cookie_jar.h"
#include "php/error.h"
#include "php/options.h"
#include "php/value.h"

#include <algorithm>

namespace aha::php {

static constexpr double kMaxSeconds = 86400;
static constexpr unsigned kMaxFormDepth = 32;

HttpOptions::HttpOptions() {
    timeouts.poolMs = 5'000;
    timeouts.idleMs = 0;
    timeouts.totalMs = 30'000;
}

static bool sameName(std::string_view a, std::string_view b) {
    return a.size() == b.size() && zend_binary_strcasecmp(a.data(), a.size(), b.data(), b.size()) == 0;
}

bool HttpOptions::hasHeader(std::string_view name) const {
    return std::any_of(headers.begin(), headers.end(),
                       [name](const http::HeaderLine& line) { return sameName(line.name, name); });
}

void HttpOptions::setHeader(std::string_view name, std::string value) {
    std::erase_if(headers, [name](const http::HeaderLine& line) { return sameName(line.name, name); });
    headers.push_back({std::string(name), std::move(value)});
}

// The text of a scalar, as PHP writes it; false for what has none.
static bool scalarText(zval* value, std::string& out) {
    switch (Z_TYPE_P(value)) {
    case IS_STRING: out = view(Z_STR_P(value)); return true;
    case IS_LONG: out = std::to_string(Z_LVAL_P(value)); return true;
    case IS_TRUE: out = "1"; return true;
    case IS_FALSE: out = "0"; return true;
    case IS_DOUBLE: {
        zend_string* text = zval_get_string(value);
        out = view(text);
        zend_string_release(text);
        return true;
    }
    default: return false;
    }
}

// ---- headers

static bool addHeader(std::vector<http::HeaderLine>& headers, std::string_view name, zval* value) {
    ZVAL_DEREF(value);
    std::string text;
    if (!scalarText(value, text)) {
        throwException(exceptions.config,
                       "Option \"headers\": \"%.*s\" must be a string or a list of strings",
                       static_cast<int>(std::min<std::size_t>(name.size(), 60)), name.data());
        return false;
    }
    if (Result<void> checked = http::checkHeader(name, text); !checked) {
        throwError(checked.error());
        return false;
    }
    headers.push_back({std::string(name), std::move(text)});
    return true;
}

// What is named here replaces what was there; repeated names come from lists.
static bool readHeaders(OptionReader& reader, std::vector<http::HeaderLine>& headers) {
    zval* given = reader.any("headers");
    if (!given) {
        return true;
    }
    if (Z_TYPE_P(given) != IS_ARRAY) {
        reader.refuse("headers", "an array of name => value", given);
        return false;
    }
    std::vector<http::HeaderLine> added;
    zend_string* key;
    zval* value;
    ZEND_HASH_FOREACH_STR_KEY_VAL(Z_ARR_P(given), key, value) {
        if (!key) {
            reader.refuse("headers", "an array of name => value, not a list", given);
            return false;
        }
        std::string_view name = view(key);
        std::erase_if(headers, [name](const http::HeaderLine& line) { return sameName(line.name, name); });
        ZVAL_DEREF(value);
        if (Z_TYPE_P(value) == IS_NULL) { // takes away that of the client
            continue;
        }
        if (Z_TYPE_P(value) != IS_ARRAY) {
            if (!addHeader(added, name, value)) {
                return false;
            }
            continue;
        }
        zval* element;
        ZEND_HASH_FOREACH_VAL(Z_ARR_P(value), element) {
            if (!addHeader(added, name, element)) {
                return false;
            }
        }
        ZEND_HASH_FOREACH_END();
    }
    ZEND_HASH_FOREACH_END();
    headers.insert(headers.end(), std::make_move_iterator(added.begin()),
                   std::make_move_iterator(added.end()));
    return true;
}

// ---- query and form

static bool encodePairs(HashTable* table, const std::string& prefix, unsigned depth, const char* what,
                        std::string& out) {
    if (depth > kMaxFormDepth) {
        throwException(exceptions.config, "Option \"%s\" is nested more than %u levels deep", what,
                       kMaxFormDepth);
        return false;
    }
    zend_string* key;
    zend_ulong index;
    zval* value;
    ZEND_HASH_FOREACH_KEY_VAL(table, index, key, value) {
        ZVAL_DEREF(value);
        std::string name = key ? std::string(view(key)) : std::to_string(static_cast<zend_long>(index));
        name = prefix.empty() ? name : prefix + "[" + name + "]";
        if (Z_TYPE_P(value) == IS_NULL) {
            continue;
        }
        if (Z_TYPE_P(value) == IS_ARRAY) {
            if (!encodePairs(Z_ARR_P(value), name, depth + 1, what, out)) {
                return false;
            }
            continue;
        }
        std::string text;
        if (!scalarText(value, text)) {
            throwException(exceptions.config, "Option \"%s\": \"%s\" must be a scalar or an array, %s given",
                           what, name.substr(0, 60).c_str(), zend_zval_type_name(value));
            return false;
        }
        out.append(out.empty() ? "" : "&");
        http::percentEncode(name, true, out);
        out.push_back('=');
        http::percentEncode(text, true, out);
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

bool encodeForm(zval* array, const char* what, std::string& out) {
    return encodePairs(Z_ARR_P(array), "", 1, what, out);
}

static bool readQuery(OptionReader& reader, std::string& query) {
    zval* given = reader.any("query");
    if (!given) {
        return true;
    }
    std::string added;
    if (Z_TYPE_P(given) == IS_ARRAY) {
        if (!encodeForm(given, "query", added)) {
            return false;
        }
    } else if (Z_TYPE_P(given) == IS_STRING) {
        added = view(Z_STR_P(given));
    } else {
        reader.refuse("query", "an array, or a string that is encoded already", given);
        return false;
    }
    if (!added.empty()) {
        query.append(query.empty() ? "" : "&").append(added);
    }
    return true;
}

// ---- credentials, proxy, cookies

static bool readAuth(OptionReader& reader, client::HttpAuth& auth) {
    using Kind = client::HttpAuth::Kind;
    zval* given = reader.any("auth");
    if (!given) {
        return true;
    }
    auth = {};
    if (Z_TYPE_P(given) == IS_NULL) {
        return true;
    }
    std::vector<std::string> parts;
    if (Z_TYPE_P(given) == IS_ARRAY) {
        zval* element;
        ZEND_HASH_FOREACH_VAL(Z_ARR_P(given), element) {
            ZVAL_DEREF(element);
            if (Z_TYPE_P(element) == IS_STRING) {
                parts.emplace_back(view(Z_STR_P(element)));
            }
        }
        ZEND_HASH_FOREACH_END();
    }
    const std::size_t count = Z_TYPE_P(given) == IS_ARRAY ? zend_hash_num_elements(Z_ARR_P(given)) : 0;
    if (parts.size() == count && count == 3 && (parts[0] == "digest" || parts[0] == "basic")) {
        auth.kind = parts[0] == "digest" ? Kind::Digest : Kind::Basic;
        auth.user = parts[1];
        auth.password = parts[2];
    } else if (parts.size() == count && count == 2 && parts[0] == "bearer") {
        auth.kind = Kind::Bearer;
        auth.token = parts[1];
    } else if (parts.size() == count && count == 2) {
        auth.kind = Kind::Basic;
        auth.user = parts[0];
        auth.password = parts[1];
    } else { // without what was given: it may hold a password
        throwException(
            exceptions.config,
            "Option \"auth\" must be [user, password], ['digest', user, password] or ['bearer', token]");
        return false;
    }
    return true;
}

static bool readProxy(OptionReader& reader, client::HttpProxy& proxy) {
    zval* given = reader.any("proxy");
    if (!given) {
        return true;
    }
    proxy = {};
    if (Z_TYPE_P(given) == IS_NULL || (Z_TYPE_P(given) == IS_STRING && Z_STRLEN_P(given) == 0)) {
        return true;
    }
    if (Z_TYPE_P(given) != IS_STRING) {
        throwException(exceptions.config, "Option \"proxy\" must be a URL, %s given",
                       zend_zval_type_name(given));
        return false;
    }
    Result<client::HttpProxy> parsed = client::HttpProxy::parse(view(Z_STR_P(given)));
    if (!parsed) {
        throwError(parsed.error());
        return false;
    }
    proxy = std::move(parsed.value());
    return true;
}

static bool readCookies(OptionReader& reader, zend_object*& jar) {
    zval* given = reader.any("cookies");
    if (!given) {
        return true;
    }
    if (Z_TYPE_P(given) == IS_NULL || Z_TYPE_P(given) == IS_FALSE) {
        jar = nullptr;
        return true;
    }
    if (!isCookieJar(given)) {
        reader.refuse("cookies", "an Aha\\Client\\CookieJar, or null", given);
        return false;
    }
    jar = Z_OBJ_P(given);
    return true;
}

// ---- all of them

bool isAllowedPath(const std::string& path) { return php_check_open_basedir(path.c_str()) == 0; }

static bool readFile(OptionReader& reader, const char* key, std::string& path) {
    std::string given = path;
    reader.string(key, given);
    if (reader.failed()) {
        return false;
    }
    if (given != path && !given.empty() && !isAllowedPath(given)) {
        throwException(exceptions.config, "Option \"%s\": open_basedir forbids that path", key);
        return false;
    }
    path = std::move(given);
    return true;
}

bool HttpOptions::read(OptionReader& reader) {
    reader.seconds("timeout", timeouts.totalMs, 0, kMaxSeconds);
    reader.seconds("dns_timeout", timeouts.dnsMs, 0, kMaxSeconds);
    reader.seconds("connect_timeout", timeouts.connectMs, 0, kMaxSeconds);
    reader.seconds("tls_timeout", timeouts.tlsMs, 0, kMaxSeconds);
    reader.seconds("first_byte_timeout", timeouts.firstByteMs, 0, kMaxSeconds);
    reader.seconds("idle_timeout", timeouts.idleMs, 0, kMaxSeconds);
    reader.seconds("pool_wait_timeout", timeouts.poolMs, 0, kMaxSeconds);
    reader.size("redirects", maxRedirects, 0, 50);
    reader.size("retry", retry.count, 0, 100);
    reader.seconds("retry_delay", retry.delayMs, 0, 10);
    reader.boolean("downgrade", followsDowngrade);
    reader.boolean("decode", decode);
    reader.size("max_body", maxBodyBytes, 0, std::int64_t{1} << 50);
    reader.boolean("expect_continue", expectContinue);
    reader.boolean("throw", throws);
    reader.boolean("propagate", propagates);
    reader.boolean("verify", tls.verifyPeer);
    reader.string("server_name", tls.serverName);
    reader.string("key_passphrase", tls.keyPassphrase);
    return !reader.failed() && readFile(reader, "ca_file", tls.caFile) &&
           readFile(reader, "cert", tls.certificateFile) && readFile(reader, "key", tls.keyFile) &&
           readFile(reader, "unix_socket", unixSocket) && readHeaders(reader, headers) &&
           readQuery(reader, query) && readAuth(reader, auth) && readProxy(reader, proxy) &&
           readCookies(reader, jar) && !reader.failed();
}

bool HttpOptions::readTarget(OptionReader& reader) {
    reader.boolean("stream", stream);
    if (reader.failed() || !readFile(reader, "sink", sink)) {
        return false;
    }
    if (stream && !sink.empty()) {
        throwException(exceptions.config, "The options \"stream\" and \"sink\" exclude each other");
        return false;
    }
    return true;
}

std::optional<http::Url> readUrl(zend_string* text, const std::optional<http::Url>& base) {
    Result<http::Url> url = base ? base->resolve(view(text)) : http::Url::parse(view(text));
    if (!url) {
        throwException(exceptions.config, "%s", url.error().message.c_str());
        return std::nullopt;
    }
    if (url.value().scheme != "http" && url.value().scheme != "https") {
        throwException(exceptions.config, "The URL must begin with http:// or https://, %s:// given",
                       url.value().scheme.c_str());
        return std::nullopt;
    }
    return std::move(url.value());
}

} // namespace aha::php
