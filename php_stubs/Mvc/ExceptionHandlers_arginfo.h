/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: eb26051c92610e22a5bfc8e033a1ba3ff4278d5d */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Mvc_RedirectException___construct, 0, 0, 1)
	ZEND_ARG_TYPE_INFO(0, url, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, status, IS_LONG, 0, "302")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_RedirectException_getUrl, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Mvc_BusinessException___construct, 0, 0, 1)
	ZEND_ARG_TYPE_INFO(0, message, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, code, IS_LONG, 0, "10000")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, data, IS_MIXED, 0, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, status, IS_LONG, 0, "400")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_BusinessException_getData, 0, 0, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_BusinessException_getStatus, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Mvc_ExceptionHandlers___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Mvc_ExceptionHandlers_group, 0, 2, Aha\\Mvc\\ExceptionHandlers, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, members, MAY_BE_STRING|MAY_BE_OBJECT|MAY_BE_ARRAY, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Mvc_ExceptionHandlers_match, 0, 2, Aha\\Mvc\\ExceptionHandlers, 0)
	ZEND_ARG_TYPE_INFO(0, pattern, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, groups, MAY_BE_STRING|MAY_BE_ARRAY, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Mvc_ExceptionHandlers_on, 0, 2, Aha\\Mvc\\ExceptionHandlers, 0)
	ZEND_ARG_TYPE_INFO(0, type, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, handlers, MAY_BE_STRING|MAY_BE_OBJECT|MAY_BE_ARRAY, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Mvc_ExceptionHandlers_configure, 0, 1, Aha\\Mvc\\ExceptionHandlers, 0)
	ZEND_ARG_TYPE_INFO(0, definitions, IS_ARRAY, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Mvc_RedirectException, __construct);
static ZEND_METHOD(Aha_Mvc_RedirectException, getUrl);
static ZEND_METHOD(Aha_Mvc_BusinessException, __construct);
static ZEND_METHOD(Aha_Mvc_BusinessException, getData);
static ZEND_METHOD(Aha_Mvc_BusinessException, getStatus);
static ZEND_METHOD(Aha_Mvc_ExceptionHandlers, __construct);
static ZEND_METHOD(Aha_Mvc_ExceptionHandlers, group);
static ZEND_METHOD(Aha_Mvc_ExceptionHandlers, match);
static ZEND_METHOD(Aha_Mvc_ExceptionHandlers, on);
static ZEND_METHOD(Aha_Mvc_ExceptionHandlers, configure);


static const zend_function_entry class_Aha_Mvc_RedirectException_methods[] = {
	ZEND_ME(Aha_Mvc_RedirectException, __construct, arginfo_class_Aha_Mvc_RedirectException___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_RedirectException, getUrl, arginfo_class_Aha_Mvc_RedirectException_getUrl, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Aha_Mvc_BusinessException_methods[] = {
	ZEND_ME(Aha_Mvc_BusinessException, __construct, arginfo_class_Aha_Mvc_BusinessException___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_BusinessException, getData, arginfo_class_Aha_Mvc_BusinessException_getData, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_BusinessException, getStatus, arginfo_class_Aha_Mvc_BusinessException_getStatus, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Aha_Mvc_ExceptionHandlers_methods[] = {
	ZEND_ME(Aha_Mvc_ExceptionHandlers, __construct, arginfo_class_Aha_Mvc_ExceptionHandlers___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_ExceptionHandlers, group, arginfo_class_Aha_Mvc_ExceptionHandlers_group, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_ExceptionHandlers, match, arginfo_class_Aha_Mvc_ExceptionHandlers_match, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_ExceptionHandlers, on, arginfo_class_Aha_Mvc_ExceptionHandlers_on, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_ExceptionHandlers, configure, arginfo_class_Aha_Mvc_ExceptionHandlers_configure, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Mvc_RedirectException(zend_class_entry *class_entry_Aha_HttpException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Mvc", "RedirectException", class_Aha_Mvc_RedirectException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Aha_HttpException);

	zval property_url_default_value;
	ZVAL_EMPTY_STRING(&property_url_default_value);
	zend_string *property_url_name = zend_string_init("url", sizeof("url") - 1, 1);
	zend_declare_typed_property(class_entry, property_url_name, &property_url_default_value, ZEND_ACC_PRIVATE, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_url_name);

	return class_entry;
}

static zend_class_entry *register_class_Aha_Mvc_BusinessException(zend_class_entry *class_entry_RuntimeException, zend_class_entry *class_entry_Aha_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Mvc", "BusinessException", class_Aha_Mvc_BusinessException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);
	zend_class_implements(class_entry, 1, class_entry_Aha_Exception);

	zval property_data_default_value;
	ZVAL_NULL(&property_data_default_value);
	zend_string *property_data_name = zend_string_init("data", sizeof("data") - 1, 1);
	zend_declare_typed_property(class_entry, property_data_name, &property_data_default_value, ZEND_ACC_PRIVATE, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ANY));
	zend_string_release(property_data_name);

	zval property_status_default_value;
	ZVAL_LONG(&property_status_default_value, 400);
	zend_string *property_status_name = zend_string_init("status", sizeof("status") - 1, 1);
	zend_declare_typed_property(class_entry, property_status_name, &property_status_default_value, ZEND_ACC_PRIVATE, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_status_name);

	return class_entry;
}

static zend_class_entry *register_class_Aha_Mvc_ExceptionHandlers(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Mvc", "ExceptionHandlers", class_Aha_Mvc_ExceptionHandlers_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
