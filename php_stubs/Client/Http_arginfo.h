/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: fc58e51d3b705aa6bc97ed02ff61cfe2ecf3e6ff */

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Client_Http_request, 0, 2, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, method, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, url, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, options, IS_ARRAY, 0, "[]")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Client_Http_get, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, url, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, options, IS_ARRAY, 0, "[]")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Client_Http_post arginfo_class_Aha_Client_Http_get

#define arginfo_class_Aha_Client_Http_put arginfo_class_Aha_Client_Http_get

#define arginfo_class_Aha_Client_Http_patch arginfo_class_Aha_Client_Http_get

#define arginfo_class_Aha_Client_Http_delete arginfo_class_Aha_Client_Http_get

#define arginfo_class_Aha_Client_Http_head arginfo_class_Aha_Client_Http_get

#define arginfo_class_Aha_Client_Http_options arginfo_class_Aha_Client_Http_get

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Client_Http_onTrace, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, hook, IS_CALLABLE, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Client_Http_stats, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Client_Http___construct, 0, 0, 2)
	ZEND_ARG_TYPE_INFO(0, method, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, url, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 0, "1.0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, connectTimeout, IS_DOUBLE, 0, "0.05")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Client_Http_init, 0, 0, IS_STATIC, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Client_Http_setMethod, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, method, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Client_Http_setUrl, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, url, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Client_Http_setQuery, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, query, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Client_Http_setRequestBody, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_MASK(0, body, MAY_BE_ARRAY|MAY_BE_STRING, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Client_Http_setRequestHeaders, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, headers, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Client_Http_setOptions, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, options, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Aha_Client_Http_gzDecode, 0, 1, MAY_BE_STRING|MAY_BE_FALSE)
	ZEND_ARG_TYPE_INFO(0, data, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, type, IS_STRING, 0, "\'gzip\'")
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Client_Http, request);
static ZEND_METHOD(Aha_Client_Http, get);
static ZEND_METHOD(Aha_Client_Http, post);
static ZEND_METHOD(Aha_Client_Http, put);
static ZEND_METHOD(Aha_Client_Http, patch);
static ZEND_METHOD(Aha_Client_Http, delete);
static ZEND_METHOD(Aha_Client_Http, head);
static ZEND_METHOD(Aha_Client_Http, options);
static ZEND_METHOD(Aha_Client_Http, onTrace);
static ZEND_METHOD(Aha_Client_Http, stats);
static ZEND_METHOD(Aha_Client_Http, __construct);
static ZEND_METHOD(Aha_Client_Http, init);
static ZEND_METHOD(Aha_Client_Http, setMethod);
static ZEND_METHOD(Aha_Client_Http, setUrl);
static ZEND_METHOD(Aha_Client_Http, setQuery);
static ZEND_METHOD(Aha_Client_Http, setRequestBody);
static ZEND_METHOD(Aha_Client_Http, setRequestHeaders);
static ZEND_METHOD(Aha_Client_Http, setOptions);
static ZEND_METHOD(Aha_Client_Http, gzDecode);


static const zend_function_entry class_Aha_Client_Http_methods[] = {
	ZEND_ME(Aha_Client_Http, request, arginfo_class_Aha_Client_Http_request, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Client_Http, get, arginfo_class_Aha_Client_Http_get, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Client_Http, post, arginfo_class_Aha_Client_Http_post, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Client_Http, put, arginfo_class_Aha_Client_Http_put, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Client_Http, patch, arginfo_class_Aha_Client_Http_patch, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Client_Http, delete, arginfo_class_Aha_Client_Http_delete, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Client_Http, head, arginfo_class_Aha_Client_Http_head, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Client_Http, options, arginfo_class_Aha_Client_Http_options, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Client_Http, onTrace, arginfo_class_Aha_Client_Http_onTrace, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Client_Http, stats, arginfo_class_Aha_Client_Http_stats, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Client_Http, __construct, arginfo_class_Aha_Client_Http___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_Http, init, arginfo_class_Aha_Client_Http_init, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_Http, setMethod, arginfo_class_Aha_Client_Http_setMethod, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_Http, setUrl, arginfo_class_Aha_Client_Http_setUrl, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_Http, setQuery, arginfo_class_Aha_Client_Http_setQuery, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_Http, setRequestBody, arginfo_class_Aha_Client_Http_setRequestBody, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_Http, setRequestHeaders, arginfo_class_Aha_Client_Http_setRequestHeaders, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_Http, setOptions, arginfo_class_Aha_Client_Http_setOptions, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_Http, gzDecode, arginfo_class_Aha_Client_Http_gzDecode, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Client_Http(zend_class_entry *class_entry_Aha_Network_Client)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Client", "Http", class_Aha_Client_Http_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Aha_Network_Client);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
