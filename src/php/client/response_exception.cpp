#include "php/error.h"
#include "php/register.h"

#include "php_stubs/Client/ResponseException_arginfo.h"

namespace aha::php {

static zend_class_entry* exceptionClass; // written in MINIT only

zend_class_entry* responseExceptionClass() { return exceptionClass; }

void registerResponseException() {
    exceptionClass = register_class_Aha_Client_ResponseException(spl_ce_RuntimeException, exceptions.marker);
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Client_ResponseException, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Client_ResponseException, getResponse) {
    ZEND_PARSE_PARAMETERS_NONE();
    zval storage;
    zval* response =
        zend_read_property(exceptionClass, Z_OBJ_P(ZEND_THIS), ZEND_STRL("response"), true, &storage);
    RETURN_COPY(response);
}
