/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: b29c05f2920549811b1fb561df7c0927b479fd84 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Mvc_Controller_before, 0, 0, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Mvc_Controller_after arginfo_class_Aha_Mvc_Controller_before

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Controller_getConfig, 0, 1, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, section, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, key, IS_MIXED, 0, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, default, IS_MIXED, 0, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Controller_output, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, content, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, status, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, contentType, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Controller_toJson, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, data, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, status, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, flags, IS_LONG, 0, "JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Controller_r, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, code, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, msg, IS_STRING, 0, "\"\"")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, data, IS_MIXED, 0, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Controller_redirect, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, url, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, status, IS_LONG, 0, "302")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Controller_assign, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_MASK(0, name, MAY_BE_STRING|MAY_BE_ARRAY, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, value, IS_MIXED, 0, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Controller_render, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, template, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, variables, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Mvc_Controller_display arginfo_class_Aha_Mvc_Controller_render

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Controller_e, 0, 1, IS_STRING, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, value, Stringable, MAY_BE_STRING|MAY_BE_LONG|MAY_BE_DOUBLE|MAY_BE_BOOL|MAY_BE_NULL, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Controller_toJs, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, value, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Controller_setJsVar, 0, 2, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, value, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Controller_getJsVars, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Mvc_Controller, before);
static ZEND_METHOD(Aha_Mvc_Controller, after);
static ZEND_METHOD(Aha_Mvc_Controller, getConfig);
static ZEND_METHOD(Aha_Mvc_Controller, output);
static ZEND_METHOD(Aha_Mvc_Controller, toJson);
static ZEND_METHOD(Aha_Mvc_Controller, r);
static ZEND_METHOD(Aha_Mvc_Controller, redirect);
static ZEND_METHOD(Aha_Mvc_Controller, assign);
static ZEND_METHOD(Aha_Mvc_Controller, render);
static ZEND_METHOD(Aha_Mvc_Controller, display);
static ZEND_METHOD(Aha_Mvc_Controller, e);
static ZEND_METHOD(Aha_Mvc_Controller, toJs);
static ZEND_METHOD(Aha_Mvc_Controller, setJsVar);
static ZEND_METHOD(Aha_Mvc_Controller, getJsVars);


static const zend_function_entry class_Aha_Mvc_Controller_methods[] = {
	ZEND_ME(Aha_Mvc_Controller, before, arginfo_class_Aha_Mvc_Controller_before, ZEND_ACC_PROTECTED)
	ZEND_ME(Aha_Mvc_Controller, after, arginfo_class_Aha_Mvc_Controller_after, ZEND_ACC_PROTECTED)
	ZEND_ME(Aha_Mvc_Controller, getConfig, arginfo_class_Aha_Mvc_Controller_getConfig, ZEND_ACC_PROTECTED)
	ZEND_ME(Aha_Mvc_Controller, output, arginfo_class_Aha_Mvc_Controller_output, ZEND_ACC_PROTECTED)
	ZEND_ME(Aha_Mvc_Controller, toJson, arginfo_class_Aha_Mvc_Controller_toJson, ZEND_ACC_PROTECTED)
	ZEND_ME(Aha_Mvc_Controller, r, arginfo_class_Aha_Mvc_Controller_r, ZEND_ACC_PROTECTED)
	ZEND_ME(Aha_Mvc_Controller, redirect, arginfo_class_Aha_Mvc_Controller_redirect, ZEND_ACC_PROTECTED)
	ZEND_ME(Aha_Mvc_Controller, assign, arginfo_class_Aha_Mvc_Controller_assign, ZEND_ACC_PROTECTED)
	ZEND_ME(Aha_Mvc_Controller, render, arginfo_class_Aha_Mvc_Controller_render, ZEND_ACC_PROTECTED)
	ZEND_ME(Aha_Mvc_Controller, display, arginfo_class_Aha_Mvc_Controller_display, ZEND_ACC_PROTECTED)
	ZEND_ME(Aha_Mvc_Controller, e, arginfo_class_Aha_Mvc_Controller_e, ZEND_ACC_PROTECTED)
	ZEND_ME(Aha_Mvc_Controller, toJs, arginfo_class_Aha_Mvc_Controller_toJs, ZEND_ACC_PROTECTED)
	ZEND_ME(Aha_Mvc_Controller, setJsVar, arginfo_class_Aha_Mvc_Controller_setJsVar, ZEND_ACC_PROTECTED)
	ZEND_ME(Aha_Mvc_Controller, getJsVars, arginfo_class_Aha_Mvc_Controller_getJsVars, ZEND_ACC_PROTECTED)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Mvc_Controller(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Mvc", "Controller", class_Aha_Mvc_Controller_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_ABSTRACT|ZEND_ACC_NOT_SERIALIZABLE;

	zend_string *property_dispatcher_class_Aha_Mvc_Dispatcher = zend_string_init("Aha\\Mvc\\Dispatcher", sizeof("Aha\\Mvc\\Dispatcher")-1, 1);
	zval property_dispatcher_default_value;
	ZVAL_NULL(&property_dispatcher_default_value);
	zend_string *property_dispatcher_name = zend_string_init("dispatcher", sizeof("dispatcher") - 1, 1);
	zend_declare_typed_property(class_entry, property_dispatcher_name, &property_dispatcher_default_value, ZEND_ACC_PROTECTED, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_dispatcher_class_Aha_Mvc_Dispatcher, 0, MAY_BE_NULL));
	zend_string_release(property_dispatcher_name);

	zend_string *property_request_class_Aha_Server_Request = zend_string_init("Aha\\Server\\Request", sizeof("Aha\\Server\\Request")-1, 1);
	zval property_request_default_value;
	ZVAL_NULL(&property_request_default_value);
	zend_string *property_request_name = zend_string_init("request", sizeof("request") - 1, 1);
	zend_declare_typed_property(class_entry, property_request_name, &property_request_default_value, ZEND_ACC_PROTECTED, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_request_class_Aha_Server_Request, 0, MAY_BE_NULL));
	zend_string_release(property_request_name);

	zend_string *property_response_class_Aha_Server_Response = zend_string_init("Aha\\Server\\Response", sizeof("Aha\\Server\\Response")-1, 1);
	zval property_response_default_value;
	ZVAL_NULL(&property_response_default_value);
	zend_string *property_response_name = zend_string_init("response", sizeof("response") - 1, 1);
	zend_declare_typed_property(class_entry, property_response_name, &property_response_default_value, ZEND_ACC_PROTECTED, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_response_class_Aha_Server_Response, 0, MAY_BE_NULL));
	zend_string_release(property_response_name);

	return class_entry;
}
