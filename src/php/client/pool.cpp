#include "php/client/http_aha.h"
#include "php/client/http_client.h"
#include "php/client/package_object.h"

#include "php_stubs/Client/Pool_arginfo.h"

namespace aha::php {

void registerClientPool() { register_class_Aha_Client_Pool(); }

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Client_Pool, __construct) { ZEND_PARSE_PARAMETERS_NONE(); }

PHP_METHOD(Aha_Client_Pool, getTcpClient) {
    poolPackageClient(INTERNAL_FUNCTION_PARAM_PASSTHRU, tcpClientClass(), PackageKind::Tcp);
}

PHP_METHOD(Aha_Client_Pool, getUdpClient) {
    poolPackageClient(INTERNAL_FUNCTION_PARAM_PASSTHRU, udpClientClass(), PackageKind::Udp);
}

PHP_METHOD(Aha_Client_Pool, getHttpClient) { poolHttpClient(INTERNAL_FUNCTION_PARAM_PASSTHRU); }

PHP_METHOD(Aha_Client_Pool, stats) {
    ZEND_PARSE_PARAMETERS_NONE();
    array_init(return_value);
    PackagePools::get().describe(return_value);
    describeHttpPools(return_value);
}
