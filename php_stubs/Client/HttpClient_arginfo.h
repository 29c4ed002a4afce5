/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 9b21241d6ad00521e7e5218e8d7cf71829ac4d46 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Client_HttpClient___construct, 0, 0, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, options, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Client_HttpClient_request, 0, 2, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, method, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, url, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, options, IS_ARRAY, 0, "[]")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Client_HttpClient_get, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, url, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, options, IS_ARRAY, 0, "[]")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Client_HttpClient_post arginfo_class_Aha_Client_HttpClient_get

#define arginfo_class_Aha_Client_HttpClient_put arginfo_class_Aha_Client_HttpClient_get

#define arginfo_class_Aha_Client_HttpClient_patch arginfo_class_Aha_Client_HttpClient_get

#define arginfo_class_Aha_Client_HttpClient_delete arginfo_class_Aha_Client_HttpClient_get

#define arginfo_class_Aha_Client_HttpClient_head arginfo_class_Aha_Client_HttpClient_get

#define arginfo_class_Aha_Client_HttpClient_options arginfo_class_Aha_Client_HttpClient_get

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Client_HttpClient_onTrace, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, hook, IS_CALLABLE, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Client_HttpClient_stats, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Client_HttpClient_close, 0, 0, IS_VOID, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Client_HttpClient, __construct);
static ZEND_METHOD(Aha_Client_HttpClient, request);
static ZEND_METHOD(Aha_Client_HttpClient, get);
static ZEND_METHOD(Aha_Client_HttpClient, post);
static ZEND_METHOD(Aha_Client_HttpClient, put);
static ZEND_METHOD(Aha_Client_HttpClient, patch);
static ZEND_METHOD(Aha_Client_HttpClient, delete);
static ZEND_METHOD(Aha_Client_HttpClient, head);
static ZEND_METHOD(Aha_Client_HttpClient, options);
static ZEND_METHOD(Aha_Client_HttpClient, onTrace);
static ZEND_METHOD(Aha_Client_HttpClient, stats);
static ZEND_METHOD(Aha_Client_HttpClient, close);


static const zend_function_entry class_Aha_Client_HttpClient_methods[] = {
	ZEND_ME(Aha_Client_HttpClient, __construct, arginfo_class_Aha_Client_HttpClient___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_HttpClient, request, arginfo_class_Aha_Client_HttpClient_request, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_HttpClient, get, arginfo_class_Aha_Client_HttpClient_get, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_HttpClient, post, arginfo_class_Aha_Client_HttpClient_post, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_HttpClient, put, arginfo_class_Aha_Client_HttpClient_put, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_HttpClient, patch, arginfo_class_Aha_Client_HttpClient_patch, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_HttpClient, delete, arginfo_class_Aha_Client_HttpClient_delete, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_HttpClient, head, arginfo_class_Aha_Client_HttpClient_head, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_HttpClient, options, arginfo_class_Aha_Client_HttpClient_options, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_HttpClient, onTrace, arginfo_class_Aha_Client_HttpClient_onTrace, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_HttpClient, stats, arginfo_class_Aha_Client_HttpClient_stats, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_HttpClient, close, arginfo_class_Aha_Client_HttpClient_close, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Client_HttpClient(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Client", "HttpClient", class_Aha_Client_HttpClient_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
