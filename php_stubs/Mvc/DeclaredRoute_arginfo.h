/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: d10124e2065172b645e5399885c49aeb055c2070 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Mvc_DeclaredRoute___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_DeclaredRoute_name, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_DeclaredRoute_where, 0, 2, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, parameter, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, type, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_DeclaredRoute_getName, 0, 0, IS_STRING, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_DeclaredRoute_getPattern, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_DeclaredRoute_getMethods, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_DeclaredRoute_getHandler, 0, 0, IS_MIXED, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Mvc_DeclaredRoute_getSite arginfo_class_Aha_Mvc_DeclaredRoute_getPattern


static ZEND_METHOD(Aha_Mvc_DeclaredRoute, __construct);
static ZEND_METHOD(Aha_Mvc_DeclaredRoute, name);
static ZEND_METHOD(Aha_Mvc_DeclaredRoute, where);
static ZEND_METHOD(Aha_Mvc_DeclaredRoute, getName);
static ZEND_METHOD(Aha_Mvc_DeclaredRoute, getPattern);
static ZEND_METHOD(Aha_Mvc_DeclaredRoute, getMethods);
static ZEND_METHOD(Aha_Mvc_DeclaredRoute, getHandler);
static ZEND_METHOD(Aha_Mvc_DeclaredRoute, getSite);


static const zend_function_entry class_Aha_Mvc_DeclaredRoute_methods[] = {
	ZEND_ME(Aha_Mvc_DeclaredRoute, __construct, arginfo_class_Aha_Mvc_DeclaredRoute___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Aha_Mvc_DeclaredRoute, name, arginfo_class_Aha_Mvc_DeclaredRoute_name, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_DeclaredRoute, where, arginfo_class_Aha_Mvc_DeclaredRoute_where, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_DeclaredRoute, getName, arginfo_class_Aha_Mvc_DeclaredRoute_getName, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_DeclaredRoute, getPattern, arginfo_class_Aha_Mvc_DeclaredRoute_getPattern, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_DeclaredRoute, getMethods, arginfo_class_Aha_Mvc_DeclaredRoute_getMethods, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_DeclaredRoute, getHandler, arginfo_class_Aha_Mvc_DeclaredRoute_getHandler, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_DeclaredRoute, getSite, arginfo_class_Aha_Mvc_DeclaredRoute_getSite, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Mvc_DeclaredRoute(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Mvc", "DeclaredRoute", class_Aha_Mvc_DeclaredRoute_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
