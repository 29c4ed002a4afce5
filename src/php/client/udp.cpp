#include "php/client/package_object.h"

#include "php_stubs/Client/Udp_arginfo.h"

namespace aha::php {

static zend_class_entry* udpClass; // written in MINIT only

zend_class_entry* udpClientClass() { return udpClass; }

void registerUdpClient() {
    udpClass = register_class_Aha_Client_Udp(networkClientClass());
    udpClass->create_object = Class<PackageObject>::create;
}

static PackageObject& udpClientOf(zval* zv) { return Class<PackageObject>::from(zv); }

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Client_Udp, __construct) {
    packageConstruct(INTERNAL_FUNCTION_PARAM_PASSTHRU, PackageKind::Udp);
}
PHP_METHOD(Aha_Client_Udp, request) { packageRequest(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Client_Udp, onTrace) { packageOnTrace(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Client_Udp, connect) { packageConnect(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Client_Udp, send) { packageSend(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Client_Udp, receive) { packageReceive(INTERNAL_FUNCTION_PARAM_PASSTHRU); }

PHP_METHOD(Aha_Client_Udp, isConnected) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(udpClientOf(ZEND_THIS).connection().isOpen());
}

PHP_METHOD(Aha_Client_Udp, close) {
    ZEND_PARSE_PARAMETERS_NONE();
    udpClientOf(ZEND_THIS).connection().close();
}
