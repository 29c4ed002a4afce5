/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: d4cd32ab8a01d8e3e63cf3ebe6bf7195966e6b45 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Server_Connection___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_Connection_id, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_Connection_remoteAddress, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Server_Connection_remotePort arginfo_class_Aha_Server_Connection_id

#define arginfo_class_Aha_Server_Connection_localAddress arginfo_class_Aha_Server_Connection_remoteAddress

#define arginfo_class_Aha_Server_Connection_localPort arginfo_class_Aha_Server_Connection_id

#define arginfo_class_Aha_Server_Connection_connectedAt arginfo_class_Aha_Server_Connection_id

#define arginfo_class_Aha_Server_Connection_lastReceivedAt arginfo_class_Aha_Server_Connection_id

#define arginfo_class_Aha_Server_Connection_bytesIn arginfo_class_Aha_Server_Connection_id

#define arginfo_class_Aha_Server_Connection_bytesOut arginfo_class_Aha_Server_Connection_id

#define arginfo_class_Aha_Server_Connection_queuedBytes arginfo_class_Aha_Server_Connection_id

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_Connection_isEncrypted, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Server_Connection_isOpen arginfo_class_Aha_Server_Connection_isEncrypted

#define arginfo_class_Aha_Server_Connection_endedBy arginfo_class_Aha_Server_Connection_remoteAddress

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Server_Connection_receive, 0, 0, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Server_Connection_send, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, data, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Server_Connection_sendFile, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, offset, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, length, IS_LONG, 0, "0")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_Connection_end, 0, 0, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, data, IS_STRING, 0, "\"\"")
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Server_Connection_close arginfo_class_Aha_Server_Connection_isEncrypted

#define arginfo_class_Aha_Server_Connection_reset arginfo_class_Aha_Server_Connection_isEncrypted

#define arginfo_class_Aha_Server_Connection_shutdown arginfo_class_Aha_Server_Connection_isEncrypted

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_Connection_info, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Server_Connection, __construct);
static ZEND_METHOD(Aha_Server_Connection, id);
static ZEND_METHOD(Aha_Server_Connection, remoteAddress);
static ZEND_METHOD(Aha_Server_Connection, remotePort);
static ZEND_METHOD(Aha_Server_Connection, localAddress);
static ZEND_METHOD(Aha_Server_Connection, localPort);
static ZEND_METHOD(Aha_Server_Connection, connectedAt);
static ZEND_METHOD(Aha_Server_Connection, lastReceivedAt);
static ZEND_METHOD(Aha_Server_Connection, bytesIn);
static ZEND_METHOD(Aha_Server_Connection, bytesOut);
static ZEND_METHOD(Aha_Server_Connection, queuedBytes);
static ZEND_METHOD(Aha_Server_Connection, isEncrypted);
static ZEND_METHOD(Aha_Server_Connection, isOpen);
static ZEND_METHOD(Aha_Server_Connection, endedBy);
static ZEND_METHOD(Aha_Server_Connection, receive);
static ZEND_METHOD(Aha_Server_Connection, send);
static ZEND_METHOD(Aha_Server_Connection, sendFile);
static ZEND_METHOD(Aha_Server_Connection, end);
static ZEND_METHOD(Aha_Server_Connection, close);
static ZEND_METHOD(Aha_Server_Connection, reset);
static ZEND_METHOD(Aha_Server_Connection, shutdown);
static ZEND_METHOD(Aha_Server_Connection, info);


static const zend_function_entry class_Aha_Server_Connection_methods[] = {
	ZEND_ME(Aha_Server_Connection, __construct, arginfo_class_Aha_Server_Connection___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Aha_Server_Connection, id, arginfo_class_Aha_Server_Connection_id, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Connection, remoteAddress, arginfo_class_Aha_Server_Connection_remoteAddress, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Connection, remotePort, arginfo_class_Aha_Server_Connection_remotePort, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Connection, localAddress, arginfo_class_Aha_Server_Connection_localAddress, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Connection, localPort, arginfo_class_Aha_Server_Connection_localPort, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Connection, connectedAt, arginfo_class_Aha_Server_Connection_connectedAt, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Connection, lastReceivedAt, arginfo_class_Aha_Server_Connection_lastReceivedAt, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Connection, bytesIn, arginfo_class_Aha_Server_Connection_bytesIn, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Connection, bytesOut, arginfo_class_Aha_Server_Connection_bytesOut, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Connection, queuedBytes, arginfo_class_Aha_Server_Connection_queuedBytes, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Connection, isEncrypted, arginfo_class_Aha_Server_Connection_isEncrypted, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Connection, isOpen, arginfo_class_Aha_Server_Connection_isOpen, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Connection, endedBy, arginfo_class_Aha_Server_Connection_endedBy, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Connection, receive, arginfo_class_Aha_Server_Connection_receive, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Connection, send, arginfo_class_Aha_Server_Connection_send, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Connection, sendFile, arginfo_class_Aha_Server_Connection_sendFile, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Connection, end, arginfo_class_Aha_Server_Connection_end, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Connection, close, arginfo_class_Aha_Server_Connection_close, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Connection, reset, arginfo_class_Aha_Server_Connection_reset, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Connection, shutdown, arginfo_class_Aha_Server_Connection_shutdown, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Connection, info, arginfo_class_Aha_Server_Connection_info, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Server_Connection(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Server", "Connection", class_Aha_Server_Connection_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
