/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 2f6bcc8f15412a094bb66c6cec153c43d3ac6915 */

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Network_Client_setRequestId, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_MASK(0, requestId, MAY_BE_STRING|MAY_BE_LONG, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Aha_Network_Client_getRequestId, 0, 0, MAY_BE_STRING|MAY_BE_LONG|MAY_BE_NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Network_Client_setCallback, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, callback, IS_CALLABLE, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Network_Client_setPackage, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, package, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Network_Client_getClient, 0, 0, IS_STATIC, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Network_Client_loop, 0, 0, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Network_Client_future, 0, 0, Aha\\Future, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Network_Client, setRequestId);
static ZEND_METHOD(Aha_Network_Client, getRequestId);
static ZEND_METHOD(Aha_Network_Client, setCallback);
static ZEND_METHOD(Aha_Network_Client, setPackage);
static ZEND_METHOD(Aha_Network_Client, getClient);
static ZEND_METHOD(Aha_Network_Client, loop);
static ZEND_METHOD(Aha_Network_Client, future);


static const zend_function_entry class_Aha_Network_Client_methods[] = {
	ZEND_ME(Aha_Network_Client, setRequestId, arginfo_class_Aha_Network_Client_setRequestId, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Client, getRequestId, arginfo_class_Aha_Network_Client_getRequestId, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Client, setCallback, arginfo_class_Aha_Network_Client_setCallback, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Client, setPackage, arginfo_class_Aha_Network_Client_setPackage, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Client, getClient, arginfo_class_Aha_Network_Client_getClient, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Client, loop, arginfo_class_Aha_Network_Client_loop, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Client, future, arginfo_class_Aha_Network_Client_future, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Network_Client(zend_class_entry *class_entry_Aha_Awaitable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Network", "Client", class_Aha_Network_Client_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_ABSTRACT|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Aha_Awaitable);

	zval const_ERR_SUCCESS_value;
	ZVAL_LONG(&const_ERR_SUCCESS_value, 0);
	zend_string *const_ERR_SUCCESS_name = zend_string_init_interned("ERR_SUCCESS", sizeof("ERR_SUCCESS") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_ERR_SUCCESS_name, &const_ERR_SUCCESS_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_ERR_SUCCESS_name);

	zval const_ERR_SUCESS_value;
	ZVAL_LONG(&const_ERR_SUCESS_value, 0);
	zend_string *const_ERR_SUCESS_name = zend_string_init_interned("ERR_SUCESS", sizeof("ERR_SUCESS") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_ERR_SUCESS_name, &const_ERR_SUCESS_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_ERR_SUCESS_name);

	zval const_ERR_CONNECT_FAILED_value;
	ZVAL_LONG(&const_ERR_CONNECT_FAILED_value, 1);
	zend_string *const_ERR_CONNECT_FAILED_name = zend_string_init_interned("ERR_CONNECT_FAILED", sizeof("ERR_CONNECT_FAILED") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_ERR_CONNECT_FAILED_name, &const_ERR_CONNECT_FAILED_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_ERR_CONNECT_FAILED_name);

	zval const_ERR_CONNECT_TIMEOUT_value;
	ZVAL_LONG(&const_ERR_CONNECT_TIMEOUT_value, 2);
	zend_string *const_ERR_CONNECT_TIMEOUT_name = zend_string_init_interned("ERR_CONNECT_TIMEOUT", sizeof("ERR_CONNECT_TIMEOUT") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_ERR_CONNECT_TIMEOUT_name, &const_ERR_CONNECT_TIMEOUT_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_ERR_CONNECT_TIMEOUT_name);

	zval const_ERR_REQUEST_TIMEOUT_value;
	ZVAL_LONG(&const_ERR_REQUEST_TIMEOUT_value, 3);
	zend_string *const_ERR_REQUEST_TIMEOUT_name = zend_string_init_interned("ERR_REQUEST_TIMEOUT", sizeof("ERR_REQUEST_TIMEOUT") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_ERR_REQUEST_TIMEOUT_name, &const_ERR_REQUEST_TIMEOUT_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_ERR_REQUEST_TIMEOUT_name);

	zval const_ERR_UNEXPECTED_value;
	ZVAL_LONG(&const_ERR_UNEXPECTED_value, 4);
	zend_string *const_ERR_UNEXPECTED_name = zend_string_init_interned("ERR_UNEXPECTED", sizeof("ERR_UNEXPECTED") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_ERR_UNEXPECTED_name, &const_ERR_UNEXPECTED_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_ERR_UNEXPECTED_name);

	zval const_ERR_UNEXPECT_value;
	ZVAL_LONG(&const_ERR_UNEXPECT_value, 4);
	zend_string *const_ERR_UNEXPECT_name = zend_string_init_interned("ERR_UNEXPECT", sizeof("ERR_UNEXPECT") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_ERR_UNEXPECT_name, &const_ERR_UNEXPECT_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_ERR_UNEXPECT_name);

	zval const_ERR_SEND_FAILED_value;
	ZVAL_LONG(&const_ERR_SEND_FAILED_value, 5);
	zend_string *const_ERR_SEND_FAILED_name = zend_string_init_interned("ERR_SEND_FAILED", sizeof("ERR_SEND_FAILED") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_ERR_SEND_FAILED_name, &const_ERR_SEND_FAILED_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_ERR_SEND_FAILED_name);

	return class_entry;
}
