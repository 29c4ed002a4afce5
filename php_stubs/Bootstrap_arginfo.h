/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 0163e2ef1ea51a6a79a684cc068fd91d6609d350 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Bootstrap___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Bootstrap_initLoader, 0, 0, Aha\\Mvc\\Loader, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Bootstrap_getInstance, 0, 0, Aha\\Bootstrap, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, app, IS_STRING, 0, "\"\"")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, environ, IS_STRING, 0, "\"\"")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Bootstrap_setServer, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, server, IS_OBJECT, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Bootstrap_getServer, 0, 0, IS_OBJECT, 1)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Bootstrap_getLoader arginfo_class_Aha_Bootstrap_initLoader

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Bootstrap_getConfig, 0, 0, Aha\\Mvc\\Config, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Bootstrap_getFilter, 0, 0, Aha\\Mvc\\Filter, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Bootstrap_getRoutes, 0, 0, Aha\\Mvc\\Routes, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Bootstrap_getMiddleware, 0, 0, Aha\\Mvc\\Middleware, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Bootstrap_getContainer, 0, 0, Aha\\Mvc\\Container, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Bootstrap_getBoot, 0, 0, Aha\\Mvc\\Boot, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Bootstrap_getScheduler, 0, 0, Aha\\Coroutine\\Scheduler, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Bootstrap_getEnviron, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Bootstrap_getAppNamespace arginfo_class_Aha_Bootstrap_getEnviron

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Bootstrap_isDebug, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Bootstrap_setDebug, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, debug, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Bootstrap_run, 0, 0, IS_STATIC, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Bootstrap_http, 0, 2, Aha\\Future, 0)
	ZEND_ARG_OBJ_INFO(0, request, Aha\\Server\\Request, 0)
	ZEND_ARG_OBJ_INFO(0, response, Aha\\Server\\Response, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Bootstrap_tcp, 0, 4, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, server, IS_OBJECT, 0)
	ZEND_ARG_TYPE_INFO(0, fd, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, fromId, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, data, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Bootstrap_udp, 0, 3, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, server, IS_OBJECT, 0)
	ZEND_ARG_TYPE_INFO(0, data, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, clientInfo, IS_ARRAY, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Bootstrap, __construct);
static ZEND_METHOD(Aha_Bootstrap, initLoader);
static ZEND_METHOD(Aha_Bootstrap, getInstance);
static ZEND_METHOD(Aha_Bootstrap, setServer);
static ZEND_METHOD(Aha_Bootstrap, getServer);
static ZEND_METHOD(Aha_Bootstrap, getLoader);
static ZEND_METHOD(Aha_Bootstrap, getConfig);
static ZEND_METHOD(Aha_Bootstrap, getFilter);
static ZEND_METHOD(Aha_Bootstrap, getRoutes);
static ZEND_METHOD(Aha_Bootstrap, getMiddleware);
static ZEND_METHOD(Aha_Bootstrap, getContainer);
static ZEND_METHOD(Aha_Bootstrap, getBoot);
static ZEND_METHOD(Aha_Bootstrap, getScheduler);
static ZEND_METHOD(Aha_Bootstrap, getEnviron);
static ZEND_METHOD(Aha_Bootstrap, getAppNamespace);
static ZEND_METHOD(Aha_Bootstrap, isDebug);
static ZEND_METHOD(Aha_Bootstrap, setDebug);
static ZEND_METHOD(Aha_Bootstrap, run);
static ZEND_METHOD(Aha_Bootstrap, http);
static ZEND_METHOD(Aha_Bootstrap, tcp);
static ZEND_METHOD(Aha_Bootstrap, udp);


static const zend_function_entry class_Aha_Bootstrap_methods[] = {
	ZEND_ME(Aha_Bootstrap, __construct, arginfo_class_Aha_Bootstrap___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Aha_Bootstrap, initLoader, arginfo_class_Aha_Bootstrap_initLoader, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Bootstrap, getInstance, arginfo_class_Aha_Bootstrap_getInstance, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Bootstrap, setServer, arginfo_class_Aha_Bootstrap_setServer, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Bootstrap, getServer, arginfo_class_Aha_Bootstrap_getServer, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Bootstrap, getLoader, arginfo_class_Aha_Bootstrap_getLoader, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Bootstrap, getConfig, arginfo_class_Aha_Bootstrap_getConfig, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Bootstrap, getFilter, arginfo_class_Aha_Bootstrap_getFilter, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Bootstrap, getRoutes, arginfo_class_Aha_Bootstrap_getRoutes, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Bootstrap, getMiddleware, arginfo_class_Aha_Bootstrap_getMiddleware, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Bootstrap, getContainer, arginfo_class_Aha_Bootstrap_getContainer, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Bootstrap, getBoot, arginfo_class_Aha_Bootstrap_getBoot, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Bootstrap, getScheduler, arginfo_class_Aha_Bootstrap_getScheduler, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Bootstrap, getEnviron, arginfo_class_Aha_Bootstrap_getEnviron, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Bootstrap, getAppNamespace, arginfo_class_Aha_Bootstrap_getAppNamespace, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Bootstrap, isDebug, arginfo_class_Aha_Bootstrap_isDebug, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Bootstrap, setDebug, arginfo_class_Aha_Bootstrap_setDebug, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Bootstrap, run, arginfo_class_Aha_Bootstrap_run, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Bootstrap, http, arginfo_class_Aha_Bootstrap_http, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Bootstrap, tcp, arginfo_class_Aha_Bootstrap_tcp, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Bootstrap, udp, arginfo_class_Aha_Bootstrap_udp, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Bootstrap(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha", "Bootstrap", class_Aha_Bootstrap_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
