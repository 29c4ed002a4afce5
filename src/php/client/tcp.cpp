#include "php/client/package_object.h"

#include "php_stubs/Client/Tcp_arginfo.h"

namespace aha::php {

static zend_class_entry* tcpClass; // written in MINIT only

zend_class_entry* tcpClientClass() { return tcpClass; }

void registerPackageOperation();

void registerTcpClient() {
    registerPackageOperation();
    registerPackageConnection();
    tcpClass = register_class_Aha_Client_Tcp(networkClientClass());
    Class<PackageObject>::install(tcpClass);
}

static PackageObject& tcpClientOf(zval* zv) { return Class<PackageObject>::from(zv); }

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Client_Tcp, __construct) {
    packageConstruct(INTERNAL_FUNCTION_PARAM_PASSTHRU, PackageKind::Tcp);
}
PHP_METHOD(Aha_Client_Tcp, request) { packageRequest(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Client_Tcp, onTrace) { packageOnTrace(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Client_Tcp, connect) { packageConnect(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Client_Tcp, send) { packageSend(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Client_Tcp, receive) { packageReceive(INTERNAL_FUNCTION_PARAM_PASSTHRU); }

PHP_METHOD(Aha_Client_Tcp, isConnected) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(tcpClientOf(ZEND_THIS).connection().isOpen());
}

PHP_METHOD(Aha_Client_Tcp, close) {
    ZEND_PARSE_PARAMETERS_NONE();
    tcpClientOf(ZEND_THIS).connection().close();
}
