/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 6640de56c1dc8848b044472a95cc477548d0f15a */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Mvc_Env___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Env_environ, 0, 0, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, default, IS_STRING, 0, "\"\"")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Env_isDebug, 0, 0, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, default, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Env_isOnline, 0, 0, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, environ, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Env_hostName, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Mvc_Env_ip arginfo_class_Aha_Mvc_Env_hostName

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Env_pid, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Mvc_Env_uid arginfo_class_Aha_Mvc_Env_pid

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Env_get, 0, 1, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, default, IS_MIXED, 0, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Env_set, 0, 2, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, value, IS_MIXED, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Mvc_Env, __construct);
static ZEND_METHOD(Aha_Mvc_Env, environ);
static ZEND_METHOD(Aha_Mvc_Env, isDebug);
static ZEND_METHOD(Aha_Mvc_Env, isOnline);
static ZEND_METHOD(Aha_Mvc_Env, hostName);
static ZEND_METHOD(Aha_Mvc_Env, ip);
static ZEND_METHOD(Aha_Mvc_Env, pid);
static ZEND_METHOD(Aha_Mvc_Env, uid);
static ZEND_METHOD(Aha_Mvc_Env, get);
static ZEND_METHOD(Aha_Mvc_Env, set);


static const zend_function_entry class_Aha_Mvc_Env_methods[] = {
	ZEND_ME(Aha_Mvc_Env, __construct, arginfo_class_Aha_Mvc_Env___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Aha_Mvc_Env, environ, arginfo_class_Aha_Mvc_Env_environ, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Mvc_Env, isDebug, arginfo_class_Aha_Mvc_Env_isDebug, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Mvc_Env, isOnline, arginfo_class_Aha_Mvc_Env_isOnline, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Mvc_Env, hostName, arginfo_class_Aha_Mvc_Env_hostName, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Mvc_Env, ip, arginfo_class_Aha_Mvc_Env_ip, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Mvc_Env, pid, arginfo_class_Aha_Mvc_Env_pid, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Mvc_Env, uid, arginfo_class_Aha_Mvc_Env_uid, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Mvc_Env, get, arginfo_class_Aha_Mvc_Env_get, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Mvc_Env, set, arginfo_class_Aha_Mvc_Env_set, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Mvc_Env(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Mvc", "Env", class_Aha_Mvc_Env_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
