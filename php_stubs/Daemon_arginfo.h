/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 639fafae1fc1eaa45c64de81039ff658e2174719 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Daemon___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Daemon_initLoader, 0, 0, Aha\\Mvc\\Loader, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Daemon_getInstance, 0, 0, Aha\\Daemon, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, app, IS_STRING, 0, "\"\"")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, environ, IS_STRING, 0, "\"\"")
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Daemon_getLoader arginfo_class_Aha_Daemon_initLoader

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Daemon_getConfig, 0, 0, Aha\\Mvc\\Config, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Daemon_getContainer, 0, 0, Aha\\Mvc\\Container, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Daemon_getBoot, 0, 0, Aha\\Mvc\\Boot, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Daemon_getScheduler, 0, 0, Aha\\Coroutine\\Scheduler, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Daemon_getEnviron, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Daemon_getAppNamespace arginfo_class_Aha_Daemon_getEnviron

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Daemon_isDebug, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Daemon_setDebug, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, debug, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Daemon_run, 0, 0, IS_STATIC, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Bootstrap, __construct);
static ZEND_METHOD(Aha_Bootstrap, initLoader);
static ZEND_METHOD(Aha_Daemon, getInstance);
static ZEND_METHOD(Aha_Bootstrap, getLoader);
static ZEND_METHOD(Aha_Bootstrap, getConfig);
static ZEND_METHOD(Aha_Bootstrap, getContainer);
static ZEND_METHOD(Aha_Bootstrap, getBoot);
static ZEND_METHOD(Aha_Bootstrap, getScheduler);
static ZEND_METHOD(Aha_Bootstrap, getEnviron);
static ZEND_METHOD(Aha_Bootstrap, getAppNamespace);
static ZEND_METHOD(Aha_Bootstrap, isDebug);
static ZEND_METHOD(Aha_Bootstrap, setDebug);
static ZEND_METHOD(Aha_Daemon, run);


static const zend_function_entry class_Aha_Daemon_methods[] = {
	ZEND_MALIAS(Aha_Bootstrap, __construct, __construct, arginfo_class_Aha_Daemon___construct, ZEND_ACC_PRIVATE)
	ZEND_MALIAS(Aha_Bootstrap, initLoader, initLoader, arginfo_class_Aha_Daemon_initLoader, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Daemon, getInstance, arginfo_class_Aha_Daemon_getInstance, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_MALIAS(Aha_Bootstrap, getLoader, getLoader, arginfo_class_Aha_Daemon_getLoader, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Aha_Bootstrap, getConfig, getConfig, arginfo_class_Aha_Daemon_getConfig, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Aha_Bootstrap, getContainer, getContainer, arginfo_class_Aha_Daemon_getContainer, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Aha_Bootstrap, getBoot, getBoot, arginfo_class_Aha_Daemon_getBoot, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Aha_Bootstrap, getScheduler, getScheduler, arginfo_class_Aha_Daemon_getScheduler, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Aha_Bootstrap, getEnviron, getEnviron, arginfo_class_Aha_Daemon_getEnviron, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Aha_Bootstrap, getAppNamespace, getAppNamespace, arginfo_class_Aha_Daemon_getAppNamespace, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Aha_Bootstrap, isDebug, isDebug, arginfo_class_Aha_Daemon_isDebug, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Aha_Bootstrap, setDebug, setDebug, arginfo_class_Aha_Daemon_setDebug, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Daemon, run, arginfo_class_Aha_Daemon_run, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Daemon(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha", "Daemon", class_Aha_Daemon_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
