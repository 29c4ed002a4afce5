#pragma once

#include "php/zend.h"

namespace aha::http {
class CookieJar;
}

namespace aha::php {

bool isCookieJar(const zval* zv);
http::CookieJar& cookieJarOf(zend_object* jar);

} // namespace aha::php
