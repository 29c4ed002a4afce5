/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: a6a88d420c9ab67329429605fafe5278f99d9bd3 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Mvc_Dispatcher___construct, 0, 0, 1)
	ZEND_ARG_OBJ_TYPE_MASK(0, app, Aha\\Bootstrap, MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, protocol, IS_STRING, 0, "\"http\"")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Mvc_Dispatcher_getBootstrap, 0, 0, Aha\\Bootstrap, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Dispatcher_getServer, 0, 0, IS_OBJECT, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Mvc_Dispatcher_getRouter, 0, 0, Aha\\Mvc\\Router, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Dispatcher_getProtocol, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Mvc_Dispatcher_getProtocal arginfo_class_Aha_Mvc_Dispatcher_getProtocol

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Dispatcher_setRequest, 0, 1, IS_STATIC, 0)
	ZEND_ARG_OBJ_INFO(0, request, Aha\\Server\\Request, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Mvc_Dispatcher_getRequest, 0, 0, Aha\\Server\\Request, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Dispatcher_setResponse, 0, 1, IS_STATIC, 0)
	ZEND_ARG_OBJ_INFO(0, response, Aha\\Server\\Response, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Mvc_Dispatcher_getResponse, 0, 0, Aha\\Server\\Response, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Dispatcher_setTcpClientFd, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, fd, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Dispatcher_getTcpClientFd, 0, 0, IS_LONG, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Dispatcher_setTcpFromId, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, fromId, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Dispatcher_getTcpFromId, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Dispatcher_setTcpPackage, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, package, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Mvc_Dispatcher_getTcpPackage arginfo_class_Aha_Mvc_Dispatcher_getProtocol

#define arginfo_class_Aha_Mvc_Dispatcher_setUdpPackage arginfo_class_Aha_Mvc_Dispatcher_setTcpPackage

#define arginfo_class_Aha_Mvc_Dispatcher_getUdpPackage arginfo_class_Aha_Mvc_Dispatcher_getProtocol

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Dispatcher_setUdpClientInfo, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, clientInfo, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Dispatcher_getUdpClientInfo, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Mvc_Dispatcher_getParams arginfo_class_Aha_Mvc_Dispatcher_getUdpClientInfo

#define arginfo_class_Aha_Mvc_Dispatcher_getFormat arginfo_class_Aha_Mvc_Dispatcher_getProtocol

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Dispatcher_set, 0, 2, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, value, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Dispatcher_get, 0, 1, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, default, IS_MIXED, 0, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, type, IS_STRING, 0, "\"\"")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Dispatcher_has, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Mvc_Dispatcher_dispatch, 0, 1, Aha\\Future, 0)
	ZEND_ARG_OBJ_INFO(0, router, Aha\\Mvc\\Router, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Mvc_Dispatcher, __construct);
static ZEND_METHOD(Aha_Mvc_Dispatcher, getBootstrap);
static ZEND_METHOD(Aha_Mvc_Dispatcher, getServer);
static ZEND_METHOD(Aha_Mvc_Dispatcher, getRouter);
static ZEND_METHOD(Aha_Mvc_Dispatcher, getProtocol);
static ZEND_METHOD(Aha_Mvc_Dispatcher, getProtocal);
static ZEND_METHOD(Aha_Mvc_Dispatcher, setRequest);
static ZEND_METHOD(Aha_Mvc_Dispatcher, getRequest);
static ZEND_METHOD(Aha_Mvc_Dispatcher, setResponse);
static ZEND_METHOD(Aha_Mvc_Dispatcher, getResponse);
static ZEND_METHOD(Aha_Mvc_Dispatcher, setTcpClientFd);
static ZEND_METHOD(Aha_Mvc_Dispatcher, getTcpClientFd);
static ZEND_METHOD(Aha_Mvc_Dispatcher, setTcpFromId);
static ZEND_METHOD(Aha_Mvc_Dispatcher, getTcpFromId);
static ZEND_METHOD(Aha_Mvc_Dispatcher, setTcpPackage);
static ZEND_METHOD(Aha_Mvc_Dispatcher, getTcpPackage);
static ZEND_METHOD(Aha_Mvc_Dispatcher, setUdpPackage);
static ZEND_METHOD(Aha_Mvc_Dispatcher, getUdpPackage);
static ZEND_METHOD(Aha_Mvc_Dispatcher, setUdpClientInfo);
static ZEND_METHOD(Aha_Mvc_Dispatcher, getUdpClientInfo);
static ZEND_METHOD(Aha_Mvc_Dispatcher, getParams);
static ZEND_METHOD(Aha_Mvc_Dispatcher, getFormat);
static ZEND_METHOD(Aha_Mvc_Dispatcher, set);
static ZEND_METHOD(Aha_Mvc_Dispatcher, get);
static ZEND_METHOD(Aha_Mvc_Dispatcher, has);
static ZEND_METHOD(Aha_Mvc_Dispatcher, dispatch);


static const zend_function_entry class_Aha_Mvc_Dispatcher_methods[] = {
	ZEND_ME(Aha_Mvc_Dispatcher, __construct, arginfo_class_Aha_Mvc_Dispatcher___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Dispatcher, getBootstrap, arginfo_class_Aha_Mvc_Dispatcher_getBootstrap, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Dispatcher, getServer, arginfo_class_Aha_Mvc_Dispatcher_getServer, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Dispatcher, getRouter, arginfo_class_Aha_Mvc_Dispatcher_getRouter, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Dispatcher, getProtocol, arginfo_class_Aha_Mvc_Dispatcher_getProtocol, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Dispatcher, getProtocal, arginfo_class_Aha_Mvc_Dispatcher_getProtocal, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Dispatcher, setRequest, arginfo_class_Aha_Mvc_Dispatcher_setRequest, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Dispatcher, getRequest, arginfo_class_Aha_Mvc_Dispatcher_getRequest, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Dispatcher, setResponse, arginfo_class_Aha_Mvc_Dispatcher_setResponse, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Dispatcher, getResponse, arginfo_class_Aha_Mvc_Dispatcher_getResponse, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Dispatcher, setTcpClientFd, arginfo_class_Aha_Mvc_Dispatcher_setTcpClientFd, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Dispatcher, getTcpClientFd, arginfo_class_Aha_Mvc_Dispatcher_getTcpClientFd, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Dispatcher, setTcpFromId, arginfo_class_Aha_Mvc_Dispatcher_setTcpFromId, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Dispatcher, getTcpFromId, arginfo_class_Aha_Mvc_Dispatcher_getTcpFromId, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Dispatcher, setTcpPackage, arginfo_class_Aha_Mvc_Dispatcher_setTcpPackage, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Dispatcher, getTcpPackage, arginfo_class_Aha_Mvc_Dispatcher_getTcpPackage, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Dispatcher, setUdpPackage, arginfo_class_Aha_Mvc_Dispatcher_setUdpPackage, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Dispatcher, getUdpPackage, arginfo_class_Aha_Mvc_Dispatcher_getUdpPackage, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Dispatcher, setUdpClientInfo, arginfo_class_Aha_Mvc_Dispatcher_setUdpClientInfo, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Dispatcher, getUdpClientInfo, arginfo_class_Aha_Mvc_Dispatcher_getUdpClientInfo, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Dispatcher, getParams, arginfo_class_Aha_Mvc_Dispatcher_getParams, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Dispatcher, getFormat, arginfo_class_Aha_Mvc_Dispatcher_getFormat, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Dispatcher, set, arginfo_class_Aha_Mvc_Dispatcher_set, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Dispatcher, get, arginfo_class_Aha_Mvc_Dispatcher_get, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Dispatcher, has, arginfo_class_Aha_Mvc_Dispatcher_has, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Dispatcher, dispatch, arginfo_class_Aha_Mvc_Dispatcher_dispatch, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Mvc_Dispatcher(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Mvc", "Dispatcher", class_Aha_Mvc_Dispatcher_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
