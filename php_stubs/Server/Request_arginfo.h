/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 6f7a68df128bf5a05c88d4379b6e0b069321e5e9 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Server_Request___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_Request_rawContent, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_Request_json, 0, 0, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, associative, _IS_BOOL, 0, "true")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Server_Request_body, 0, 0, Aha\\Server\\Body, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_Request_header, 0, 1, IS_STRING, 1)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, default, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_Request_input, 0, 1, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, default, IS_MIXED, 0, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_Request_only, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, names, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Server_Request_except arginfo_class_Aha_Server_Request_only

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_Request_bearerToken, 0, 0, IS_STRING, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_Request_isAjax, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Server_Request_wantsJson arginfo_class_Aha_Server_Request_isAjax

#define arginfo_class_Aha_Server_Request_isSecure arginfo_class_Aha_Server_Request_isAjax

#define arginfo_class_Aha_Server_Request_clientAddress arginfo_class_Aha_Server_Request_rawContent

#define arginfo_class_Aha_Server_Request_id arginfo_class_Aha_Server_Request_rawContent

#define arginfo_class_Aha_Server_Request_isAborted arginfo_class_Aha_Server_Request_isAjax

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_Request_setTimeout, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, seconds, IS_DOUBLE, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Server_Request, __construct);
static ZEND_METHOD(Aha_Server_Request, rawContent);
static ZEND_METHOD(Aha_Server_Request, json);
static ZEND_METHOD(Aha_Server_Request, body);
static ZEND_METHOD(Aha_Server_Request, header);
static ZEND_METHOD(Aha_Server_Request, input);
static ZEND_METHOD(Aha_Server_Request, only);
static ZEND_METHOD(Aha_Server_Request, except);
static ZEND_METHOD(Aha_Server_Request, bearerToken);
static ZEND_METHOD(Aha_Server_Request, isAjax);
static ZEND_METHOD(Aha_Server_Request, wantsJson);
static ZEND_METHOD(Aha_Server_Request, isSecure);
static ZEND_METHOD(Aha_Server_Request, clientAddress);
static ZEND_METHOD(Aha_Server_Request, id);
static ZEND_METHOD(Aha_Server_Request, isAborted);
static ZEND_METHOD(Aha_Server_Request, setTimeout);


static const zend_function_entry class_Aha_Server_Request_methods[] = {
	ZEND_ME(Aha_Server_Request, __construct, arginfo_class_Aha_Server_Request___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Aha_Server_Request, rawContent, arginfo_class_Aha_Server_Request_rawContent, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Request, json, arginfo_class_Aha_Server_Request_json, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Request, body, arginfo_class_Aha_Server_Request_body, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Request, header, arginfo_class_Aha_Server_Request_header, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Request, input, arginfo_class_Aha_Server_Request_input, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Request, only, arginfo_class_Aha_Server_Request_only, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Request, except, arginfo_class_Aha_Server_Request_except, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Request, bearerToken, arginfo_class_Aha_Server_Request_bearerToken, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Request, isAjax, arginfo_class_Aha_Server_Request_isAjax, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Request, wantsJson, arginfo_class_Aha_Server_Request_wantsJson, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Request, isSecure, arginfo_class_Aha_Server_Request_isSecure, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Request, clientAddress, arginfo_class_Aha_Server_Request_clientAddress, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Request, id, arginfo_class_Aha_Server_Request_id, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Request, isAborted, arginfo_class_Aha_Server_Request_isAborted, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Request, setTimeout, arginfo_class_Aha_Server_Request_setTimeout, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Server_Request(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Server", "Request", class_Aha_Server_Request_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	zval property_method_default_value;
	ZVAL_UNDEF(&property_method_default_value);
	zend_string *property_method_name = zend_string_init("method", sizeof("method") - 1, 1);
	zend_declare_typed_property(class_entry, property_method_name, &property_method_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_method_name);

	zval property_uri_default_value;
	ZVAL_UNDEF(&property_uri_default_value);
	zend_string *property_uri_name = zend_string_init("uri", sizeof("uri") - 1, 1);
	zend_declare_typed_property(class_entry, property_uri_name, &property_uri_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_uri_name);

	zval property_path_default_value;
	ZVAL_UNDEF(&property_path_default_value);
	zend_string *property_path_name = zend_string_init("path", sizeof("path") - 1, 1);
	zend_declare_typed_property(class_entry, property_path_name, &property_path_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_path_name);

	zval property_protocol_default_value;
	ZVAL_UNDEF(&property_protocol_default_value);
	zend_string *property_protocol_name = zend_string_init("protocol", sizeof("protocol") - 1, 1);
	zend_declare_typed_property(class_entry, property_protocol_name, &property_protocol_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_protocol_name);

	zval property_header_default_value;
	ZVAL_UNDEF(&property_header_default_value);
	zend_string *property_header_name = zend_string_init("header", sizeof("header") - 1, 1);
	zend_declare_typed_property(class_entry, property_header_name, &property_header_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_header_name);

	zval property_get_default_value;
	ZVAL_UNDEF(&property_get_default_value);
	zend_string *property_get_name = zend_string_init("get", sizeof("get") - 1, 1);
	zend_declare_typed_property(class_entry, property_get_name, &property_get_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_get_name);

	zval property_post_default_value;
	ZVAL_UNDEF(&property_post_default_value);
	zend_string *property_post_name = zend_string_init("post", sizeof("post") - 1, 1);
	zend_declare_typed_property(class_entry, property_post_name, &property_post_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_post_name);

	zval property_cookie_default_value;
	ZVAL_UNDEF(&property_cookie_default_value);
	zend_string *property_cookie_name = zend_string_init("cookie", sizeof("cookie") - 1, 1);
	zend_declare_typed_property(class_entry, property_cookie_name, &property_cookie_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_cookie_name);

	zval property_files_default_value;
	ZVAL_UNDEF(&property_files_default_value);
	zend_string *property_files_name = zend_string_init("files", sizeof("files") - 1, 1);
	zend_declare_typed_property(class_entry, property_files_name, &property_files_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_files_name);

	zval property_server_default_value;
	ZVAL_UNDEF(&property_server_default_value);
	zend_string *property_server_name = zend_string_init("server", sizeof("server") - 1, 1);
	zend_declare_typed_property(class_entry, property_server_name, &property_server_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_server_name);

	return class_entry;
}
