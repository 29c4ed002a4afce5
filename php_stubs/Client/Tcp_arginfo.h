/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: d851219dfb197d3cbe99994da96fc83561804a01 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Client_Tcp___construct, 0, 0, 1)
	ZEND_ARG_TYPE_INFO(0, host, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, port, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_MASK(0, options, MAY_BE_ARRAY|MAY_BE_DOUBLE, "1.0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, connectTimeout, IS_DOUBLE, 0, "0.05")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Client_Tcp_request, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, package, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Client_Tcp_onTrace, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, hook, IS_CALLABLE, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Client_Tcp_connect, 0, 0, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Client_Tcp_isConnected, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Client_Tcp_send, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, bytes, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Client_Tcp_receive, 0, 0, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Client_Tcp_close, 0, 0, IS_VOID, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Client_Tcp, __construct);
static ZEND_METHOD(Aha_Client_Tcp, request);
static ZEND_METHOD(Aha_Client_Tcp, onTrace);
static ZEND_METHOD(Aha_Client_Tcp, connect);
static ZEND_METHOD(Aha_Client_Tcp, isConnected);
static ZEND_METHOD(Aha_Client_Tcp, send);
static ZEND_METHOD(Aha_Client_Tcp, receive);
static ZEND_METHOD(Aha_Client_Tcp, close);


static const zend_function_entry class_Aha_Client_Tcp_methods[] = {
	ZEND_ME(Aha_Client_Tcp, __construct, arginfo_class_Aha_Client_Tcp___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_Tcp, request, arginfo_class_Aha_Client_Tcp_request, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_Tcp, onTrace, arginfo_class_Aha_Client_Tcp_onTrace, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_Tcp, connect, arginfo_class_Aha_Client_Tcp_connect, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_Tcp, isConnected, arginfo_class_Aha_Client_Tcp_isConnected, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_Tcp, send, arginfo_class_Aha_Client_Tcp_send, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_Tcp, receive, arginfo_class_Aha_Client_Tcp_receive, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_Tcp, close, arginfo_class_Aha_Client_Tcp_close, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Client_Tcp(zend_class_entry *class_entry_Aha_Network_Client)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Client", "Tcp", class_Aha_Client_Tcp_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Aha_Network_Client);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
