/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 27962a73dd7b905cc2aa256dfef375fbedbc4bbc */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Mvc_Middleware___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Mvc_Middleware_group, 0, 2, Aha\\Mvc\\Middleware, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, members, MAY_BE_STRING|MAY_BE_OBJECT|MAY_BE_ARRAY, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Mvc_Middleware_match, 0, 2, Aha\\Mvc\\Middleware, 0)
	ZEND_ARG_TYPE_INFO(0, pattern, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, groups, MAY_BE_STRING|MAY_BE_ARRAY, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Mvc_Middleware_configure, 0, 1, Aha\\Mvc\\Middleware, 0)
	ZEND_ARG_TYPE_INFO(0, definitions, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Mvc_Middleware_exceptionHandlers, 0, 0, Aha\\Mvc\\ExceptionHandlers, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Mvc_Middleware, __construct);
static ZEND_METHOD(Aha_Mvc_Middleware, group);
static ZEND_METHOD(Aha_Mvc_Middleware, match);
static ZEND_METHOD(Aha_Mvc_Middleware, configure);
static ZEND_METHOD(Aha_Mvc_Middleware, exceptionHandlers);


static const zend_function_entry class_Aha_Mvc_Middleware_methods[] = {
	ZEND_ME(Aha_Mvc_Middleware, __construct, arginfo_class_Aha_Mvc_Middleware___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Middleware, group, arginfo_class_Aha_Mvc_Middleware_group, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Middleware, match, arginfo_class_Aha_Mvc_Middleware_match, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Middleware, configure, arginfo_class_Aha_Mvc_Middleware_configure, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Middleware, exceptionHandlers, arginfo_class_Aha_Mvc_Middleware_exceptionHandlers, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Mvc_Middleware(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Mvc", "Middleware", class_Aha_Mvc_Middleware_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
