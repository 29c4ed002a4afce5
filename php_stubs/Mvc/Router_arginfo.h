/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 4404deed343b3e1ef90b5db06fb9a02882029974 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Mvc_RouterException___construct, 0, 0, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, message, IS_STRING, 0, "\"\"")
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, previous, Throwable, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_RouterException_getStatus, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Mvc_Router___construct, 0, 0, 2)
	ZEND_ARG_OBJ_TYPE_MASK(0, app, Aha\\Bootstrap, MAY_BE_STRING, NULL)
	ZEND_ARG_TYPE_INFO(0, uri, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, delimiter, IS_STRING, 0, "\"/\"")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Router_route, 0, 0, IS_STATIC, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Router_getAction, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Mvc_Router_getMethod arginfo_class_Aha_Mvc_Router_getAction

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Router_loadActionPaths, 0, 1, IS_VOID, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, app, Aha\\Bootstrap, MAY_BE_STRING, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Router_validate, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Mvc_RouterException, __construct);
static ZEND_METHOD(Aha_Mvc_RouterException, getStatus);
static ZEND_METHOD(Aha_Mvc_Router, __construct);
static ZEND_METHOD(Aha_Mvc_Router, route);
static ZEND_METHOD(Aha_Mvc_Router, getAction);
static ZEND_METHOD(Aha_Mvc_Router, getMethod);
static ZEND_METHOD(Aha_Mvc_Router, loadActionPaths);
static ZEND_METHOD(Aha_Mvc_Router, validate);


static const zend_function_entry class_Aha_Mvc_RouterException_methods[] = {
	ZEND_ME(Aha_Mvc_RouterException, __construct, arginfo_class_Aha_Mvc_RouterException___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_RouterException, getStatus, arginfo_class_Aha_Mvc_RouterException_getStatus, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Aha_Mvc_Router_methods[] = {
	ZEND_ME(Aha_Mvc_Router, __construct, arginfo_class_Aha_Mvc_Router___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Router, route, arginfo_class_Aha_Mvc_Router_route, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Router, getAction, arginfo_class_Aha_Mvc_Router_getAction, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Router, getMethod, arginfo_class_Aha_Mvc_Router_getMethod, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Router, loadActionPaths, arginfo_class_Aha_Mvc_Router_loadActionPaths, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Mvc_Router, validate, arginfo_class_Aha_Mvc_Router_validate, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Mvc_RouterException(zend_class_entry *class_entry_Aha_HttpException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Mvc", "RouterException", class_Aha_Mvc_RouterException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Aha_HttpException);

	return class_entry;
}

static zend_class_entry *register_class_Aha_Mvc_Router(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Mvc", "Router", class_Aha_Mvc_Router_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
