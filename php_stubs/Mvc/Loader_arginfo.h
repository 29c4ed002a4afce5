/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 509c324a7b563ce9f23ca5c8b0807152da6867f6 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Mvc_Loader___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Loader_registerNamespace, 0, 2, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, namespace, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Loader_registerPrefix, 0, 2, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, prefix, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, path, MAY_BE_STRING|MAY_BE_ARRAY, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Aha_Mvc_Loader_getPathByNamespace, 0, 1, MAY_BE_STRING|MAY_BE_FALSE)
	ZEND_ARG_TYPE_INFO(0, namespace, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Mvc_Loader_getPathByByNamespace arginfo_class_Aha_Mvc_Loader_getPathByNamespace

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Loader_autoload, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, class, IS_STRING, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Mvc_Loader, __construct);
static ZEND_METHOD(Aha_Mvc_Loader, registerNamespace);
static ZEND_METHOD(Aha_Mvc_Loader, registerPrefix);
static ZEND_METHOD(Aha_Mvc_Loader, getPathByNamespace);
static ZEND_METHOD(Aha_Mvc_Loader, getPathByByNamespace);
static ZEND_METHOD(Aha_Mvc_Loader, autoload);


static const zend_function_entry class_Aha_Mvc_Loader_methods[] = {
	ZEND_ME(Aha_Mvc_Loader, __construct, arginfo_class_Aha_Mvc_Loader___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Aha_Mvc_Loader, registerNamespace, arginfo_class_Aha_Mvc_Loader_registerNamespace, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Loader, registerPrefix, arginfo_class_Aha_Mvc_Loader_registerPrefix, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Loader, getPathByNamespace, arginfo_class_Aha_Mvc_Loader_getPathByNamespace, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Loader, getPathByByNamespace, arginfo_class_Aha_Mvc_Loader_getPathByByNamespace, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Loader, autoload, arginfo_class_Aha_Mvc_Loader_autoload, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Mvc_Loader(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Mvc", "Loader", class_Aha_Mvc_Loader_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
