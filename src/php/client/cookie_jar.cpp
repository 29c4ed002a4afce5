#include "php/client/cookie_jar.h"

#include "core/net/loop.h"
#include "core/proto/http/cookie_jar.h"
#include "php/class.h"
#include "php/client/http_options.h"
#include "php/error.h"
#include "php/register.h"
#include "php/value.h"

#include "php_stubs/Client/CookieJar_arginfo.h"

#include <ctime>

namespace aha::php {

namespace {

// Cookies may be older than the loop: PHP code keeps a jar for as long as it likes.
class WallClock final : public Clock {
public:
    std::uint64_t nowMs() const override { return net::Loop::nowNs() / 1'000'000; }
    std::int64_t wallSeconds() const override { return static_cast<std::int64_t>(::time(nullptr)); }
};

// Native part of Aha\Client\CookieJar: the cookies, and a clock that lives as long as they do.
class CookieJarObject {
public:
    CookieJarObject() : jar_(clock_) {}
    http::CookieJar& jar() { return jar_; }
    void visit(Gc&) {}

private:
    WallClock clock_;
    http::CookieJar jar_;
};

http::CookieJar& jarOf(zval* zv) { return Class<CookieJarObject>::from(zv).jar(); }

} // namespace

bool isCookieJar(const zval* zv) {
    return Z_TYPE_P(zv) == IS_OBJECT && Z_OBJCE_P(zv) == Class<CookieJarObject>::entry;
}

http::CookieJar& cookieJarOf(zend_object* jar) { return Class<CookieJarObject>::from(jar).jar(); }

void registerCookieJar() {
    Class<CookieJarObject>::install(register_class_Aha_Client_CookieJar(zend_ce_countable));
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Client_CookieJar, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Client_CookieJar, store) {
    zend_string *text, *field;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(text)
    Z_PARAM_STR(field)
    ZEND_PARSE_PARAMETERS_END();
    std::optional<aha::http::Url> url = readUrl(text, std::nullopt);
    if (!url) {
        RETURN_THROWS();
    }
    const aha::http::CookieVerdict verdict = jarOf(ZEND_THIS).store(*url, view(field));
    RETURN_BOOL(verdict == aha::http::CookieVerdict::Stored || verdict == aha::http::CookieVerdict::Removed);
}

PHP_METHOD(Aha_Client_CookieJar, header) {
    zend_string* text;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_STR(text)
    ZEND_PARSE_PARAMETERS_END();
    std::optional<aha::http::Url> url = readUrl(text, std::nullopt);
    if (!url) {
        RETURN_THROWS();
    }
    const std::string value = jarOf(ZEND_THIS).header(*url);
    RETURN_STRINGL(value.data(), value.size());
}

PHP_METHOD(Aha_Client_CookieJar, all) {
    ZEND_PARSE_PARAMETERS_NONE();
    array_init(return_value);
    for (const aha::http::StoredCookie& cookie : jarOf(ZEND_THIS).list()) {
        zval row;
        array_init_size(&row, 8);
        add_assoc_stringl(&row, "name", cookie.name.data(), cookie.name.size());
        add_assoc_stringl(&row, "value", cookie.value.data(), cookie.value.size());
        add_assoc_stringl(&row, "domain", cookie.domain.data(), cookie.domain.size());
        add_assoc_stringl(&row, "path", cookie.path.data(), cookie.path.size());
        if (cookie.expires) {
            add_assoc_long(&row, "expires", static_cast<zend_long>(*cookie.expires));
        } else {
            add_assoc_null(&row, "expires");
        }
        add_assoc_bool(&row, "host_only", cookie.hostOnly);
        add_assoc_bool(&row, "secure", cookie.secure);
        add_assoc_bool(&row, "http_only", cookie.httpOnly);
        zend_hash_next_index_insert(Z_ARR_P(return_value), &row);
    }
}

PHP_METHOD(Aha_Client_CookieJar, clear) {
    ZEND_PARSE_PARAMETERS_NONE();
    jarOf(ZEND_THIS).clear();
}

PHP_METHOD(Aha_Client_CookieJar, clearSession) {
    ZEND_PARSE_PARAMETERS_NONE();
    jarOf(ZEND_THIS).clearSession();
}

PHP_METHOD(Aha_Client_CookieJar, count) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(static_cast<zend_long>(jarOf(ZEND_THIS).list().size()));
}
