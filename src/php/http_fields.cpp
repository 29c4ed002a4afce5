#include "php/http_fields.h"

#include <cstring>

namespace aha::php {

zend_string* lowerCaseName(std::string_view name) {
    zend_string* lower = zend_string_alloc(name.size(), false);
    zend_str_tolower_copy(ZSTR_VAL(lower), name.data(), name.size());
    return lower;
}

const char* commaSeparated(std::string_view) { return ", "; }

void fieldArray(zval* to, const http::Fields& fields, FieldSeparator separator) {
    array_init_size(to, static_cast<std::uint32_t>(fields.count()));
    for (std::size_t i = 0; i < fields.count(); ++i) {
        zend_string* name = lowerCaseName(fields.name(i));
        const std::string_view value = fields.value(i);
        zval* known = zend_symtable_find(Z_ARR_P(to), name);
        const char* between = known ? separator({ZSTR_VAL(name), ZSTR_LEN(name)}) : nullptr;
        zval text;
        if (between) {
            ZVAL_STR(&text, zend_string_concat3(Z_STRVAL_P(known), Z_STRLEN_P(known), between,
                                                std::strlen(between), value.data(), value.size()));
        } else {
            ZVAL_STRINGL(&text, value.data(), value.size());
        }
        zend_symtable_update(Z_ARR_P(to), name, &text);
        zend_string_release(name);
    }
}

} // namespace aha::php
