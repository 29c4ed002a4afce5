/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: f3e5152834a8b1aa141108cf6a316077ef0d75c6 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Client_Udp___construct, 0, 0, 1)
	ZEND_ARG_TYPE_INFO(0, host, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, port, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_MASK(0, options, MAY_BE_ARRAY|MAY_BE_DOUBLE, "1.0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, connectTimeout, IS_DOUBLE, 0, "0.05")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Client_Udp_request, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, package, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Client_Udp_onTrace, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, hook, IS_CALLABLE, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Client_Udp_connect, 0, 0, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Client_Udp_isConnected, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Client_Udp_send, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, bytes, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Client_Udp_receive, 0, 0, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Client_Udp_close, 0, 0, IS_VOID, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Client_Udp, __construct);
static ZEND_METHOD(Aha_Client_Udp, request);
static ZEND_METHOD(Aha_Client_Udp, onTrace);
static ZEND_METHOD(Aha_Client_Udp, connect);
static ZEND_METHOD(Aha_Client_Udp, isConnected);
static ZEND_METHOD(Aha_Client_Udp, send);
static ZEND_METHOD(Aha_Client_Udp, receive);
static ZEND_METHOD(Aha_Client_Udp, close);


static const zend_function_entry class_Aha_Client_Udp_methods[] = {
	ZEND_ME(Aha_Client_Udp, __construct, arginfo_class_Aha_Client_Udp___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_Udp, request, arginfo_class_Aha_Client_Udp_request, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_Udp, onTrace, arginfo_class_Aha_Client_Udp_onTrace, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_Udp, connect, arginfo_class_Aha_Client_Udp_connect, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_Udp, isConnected, arginfo_class_Aha_Client_Udp_isConnected, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_Udp, send, arginfo_class_Aha_Client_Udp_send, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_Udp, receive, arginfo_class_Aha_Client_Udp_receive, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_Udp, close, arginfo_class_Aha_Client_Udp_close, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Client_Udp(zend_class_entry *class_entry_Aha_Network_Client)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Client", "Udp", class_Aha_Client_Udp_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Aha_Network_Client);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
