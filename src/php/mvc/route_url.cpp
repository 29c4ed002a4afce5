// Routes::url(): the path of a route, with its parameters and a query.
#include "php/error.h"
#include "php/mvc/routes.h"

namespace aha::php {

// The value of a parameter as text; false: it has none.
static bool urlText(zval* value, std::string& out) {
    ZVAL_DEREF(value);
    if (Z_TYPE_P(value) == IS_ARRAY || Z_TYPE_P(value) <= IS_FALSE ||
        (Z_TYPE_P(value) == IS_OBJECT && !Z_OBJCE_P(value)->__tostring)) {
        return false;
    }
    zend_string* text = zval_try_get_string(value);
    if (!text) {
        return false;
    }
    out = view(text);
    zend_string_release(text);
    return true;
}

static bool readUrlParams(RouteDeclaration& route, HashTable* params, std::vector<std::string>& texts,
                          std::vector<bool>& given) {
    zend_string* key;
    zval* value;
    ZEND_HASH_FOREACH_STR_KEY_VAL(params, key, value) {
        const std::optional<std::size_t> index = key ? route.pattern.indexOf(view(key)) : std::nullopt;
        if (!index) {
            throwException(exceptions.config, "Route %s has no parameter \"%s\"", route.label().c_str(),
                           key ? ZSTR_VAL(key) : "0");
            return false;
        }
        if (Z_TYPE_P(value) == IS_NULL) {
            continue; // as if it were not there
        }
        if (!urlText(value, texts[*index])) {
            if (!EG(exception)) {
                throwException(exceptions.config, "Parameter \"%s\" of route %s must be a string or a number",
                               ZSTR_VAL(key), route.label().c_str());
            }
            return false;
        }
        given[*index] = true;
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

static bool buildPath(RouteDeclaration& route, HashTable* params, std::string& out) {
    const std::size_t count = route.pattern.parameterCount();
    std::vector<std::string> texts(count);
    std::vector<bool> given(count);
    if (params && !readUrlParams(route, params, texts, given)) {
        return false;
    }
    std::vector<std::optional<std::string_view>> values(count);
    for (std::size_t i = 0; i < count; ++i) {
        if (given[i]) {
            values[i] = texts[i];
        }
    }
    if (Result<void> built = route.pattern.build(values, out); !built) {
        throwError(built.error());
        return false;
    }
    return true;
}

// "a=1&b%5B%5D=2", as http_build_query() makes it.
static zend_string* queryText(zval* query) {
    zval arguments[4], result;
    ZVAL_COPY_VALUE(&arguments[0], query);
    ZVAL_EMPTY_STRING(&arguments[1]);
    ZVAL_STRING(&arguments[2], "&");
    ZVAL_LONG(&arguments[3], 2); // PHP_QUERY_RFC3986
    ZVAL_UNDEF(&result);
    auto* function = static_cast<zend_function*>(
        zend_hash_str_find_ptr(CG(function_table), ZEND_STRL("http_build_query")));
    zend_call_known_function(function, nullptr, nullptr, &result, 4, arguments, nullptr);
    zval_ptr_dtor(&arguments[2]);
    if (Z_TYPE(result) == IS_STRING) {
        return Z_STR(result);
    }
    zval_ptr_dtor(&result);
    return nullptr;
}

bool buildRouteUrl(RouteDeclaration& route, HashTable* params, zval* query, std::string& out) {
    if (!buildPath(route, params, out)) {
        return false;
    }
    zend_string* text = query && zend_hash_num_elements(Z_ARR_P(query)) ? queryText(query) : nullptr;
    if (text) {
        if (ZSTR_LEN(text)) {
            out.append("?").append(view(text));
        }
        zend_string_release(text);
    }
    return !EG(exception);
}

} // namespace aha::php
