/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 620b805e474152651d22e1fbeeb849aa23f257cc */

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Network_Server_on, 0, 2, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, event, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, handler, IS_CALLABLE, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Network_Server_start, 0, 0, IS_VOID, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Network_Server_stop arginfo_class_Aha_Network_Server_start

#define arginfo_class_Aha_Network_Server_shutdown arginfo_class_Aha_Network_Server_start

#define arginfo_class_Aha_Network_Server_reload arginfo_class_Aha_Network_Server_start

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Network_Server_task, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, data, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, taskWorker, IS_LONG, 0, "-1")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Network_Server_taskwait, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, data, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 0, "0.5")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, taskWorker, IS_LONG, 0, "-1")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Network_Server_finish, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, result, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Network_Server_sendMessage, 0, 2, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, message, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, workerId, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Network_Server_workerId, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Network_Server_isTaskWorker, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Network_Server_isDraining arginfo_class_Aha_Network_Server_isTaskWorker

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Network_Server_tick, 0, 2, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, ms, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, callback, IS_CALLABLE, 0)
	ZEND_ARG_VARIADIC_TYPE_INFO(0, args, IS_MIXED, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Network_Server_after arginfo_class_Aha_Network_Server_tick

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Network_Server_clearTimer, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, id, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Network_Server_addListener, 0, 2, Aha\\Server\\Listener, 0)
	ZEND_ARG_TYPE_INFO(0, host, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, port, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, type, IS_STRING, 0, "\"tcp\"")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, options, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Network_Server_addProcess, 0, 1, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, handler, IS_CALLABLE, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, options, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Network_Server_reloadCertificates arginfo_class_Aha_Network_Server_start

#define arginfo_class_Aha_Network_Server_port arginfo_class_Aha_Network_Server_workerId

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Network_Server_stats, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Network_Server_statusJson, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_TYPE_MASK_EX(arginfo_class_Aha_Network_Server_send, 0, 2, Aha\\Future, MAY_BE_BOOL)
	ZEND_ARG_TYPE_INFO(0, fd, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, data, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_TYPE_MASK_EX(arginfo_class_Aha_Network_Server_sendFile, 0, 2, Aha\\Future, MAY_BE_BOOL)
	ZEND_ARG_TYPE_INFO(0, fd, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, offset, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, length, IS_LONG, 0, "0")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Network_Server_close, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, fd, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, reset, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Network_Server_exist, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, fd, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Network_Server_connection, 0, 1, Aha\\Server\\Connection, 1)
	ZEND_ARG_TYPE_INFO(0, fd, IS_LONG, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Network_Server_connections arginfo_class_Aha_Network_Server_stats

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Network_Server_heartbeat, 0, 0, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, close, _IS_BOOL, 0, "true")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, idleTime, IS_DOUBLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Aha_Network_Server_getClientList, 0, 0, MAY_BE_ARRAY|MAY_BE_FALSE)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, startFd, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, pageSize, IS_LONG, 0, "10")
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Network_Server_connection_list arginfo_class_Aha_Network_Server_getClientList

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Aha_Network_Server_getClientInfo, 0, 1, MAY_BE_ARRAY|MAY_BE_FALSE)
	ZEND_ARG_TYPE_INFO(0, fd, IS_LONG, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Network_Server_connection_info arginfo_class_Aha_Network_Server_getClientInfo

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Network_Server_bind, 0, 2, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, fd, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, uid, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Network_Server_sendto, 0, 3, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, address, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, port, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, data, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, serverSocket, IS_LONG, 0, "-1")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Network_Server_joinMulticast, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, group, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, interface, IS_STRING, 0, "\"\"")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, serverSocket, IS_LONG, 0, "-1")
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Network_Server_leaveMulticast arginfo_class_Aha_Network_Server_joinMulticast


static ZEND_METHOD(Aha_Network_Server, on);
static ZEND_METHOD(Aha_Network_Server, start);
static ZEND_METHOD(Aha_Network_Server, stop);
static ZEND_METHOD(Aha_Network_Server, shutdown);
static ZEND_METHOD(Aha_Network_Server, reload);
static ZEND_METHOD(Aha_Network_Server, task);
static ZEND_METHOD(Aha_Network_Server, taskwait);
static ZEND_METHOD(Aha_Network_Server, finish);
static ZEND_METHOD(Aha_Network_Server, sendMessage);
static ZEND_METHOD(Aha_Network_Server, workerId);
static ZEND_METHOD(Aha_Network_Server, isTaskWorker);
static ZEND_METHOD(Aha_Network_Server, isDraining);
static ZEND_METHOD(Aha_Network_Server, tick);
static ZEND_METHOD(Aha_Network_Server, after);
static ZEND_METHOD(Aha_Network_Server, clearTimer);
static ZEND_METHOD(Aha_Network_Server, addListener);
static ZEND_METHOD(Aha_Network_Server, addProcess);
static ZEND_METHOD(Aha_Network_Server, reloadCertificates);
static ZEND_METHOD(Aha_Network_Server, port);
static ZEND_METHOD(Aha_Network_Server, stats);
static ZEND_METHOD(Aha_Network_Server, statusJson);
static ZEND_METHOD(Aha_Network_Server, send);
static ZEND_METHOD(Aha_Network_Server, sendFile);
static ZEND_METHOD(Aha_Network_Server, close);
static ZEND_METHOD(Aha_Network_Server, exist);
static ZEND_METHOD(Aha_Network_Server, connection);
static ZEND_METHOD(Aha_Network_Server, connections);
static ZEND_METHOD(Aha_Network_Server, heartbeat);
static ZEND_METHOD(Aha_Network_Server, getClientList);
static ZEND_METHOD(Aha_Network_Server, getClientInfo);
static ZEND_METHOD(Aha_Network_Server, bind);
static ZEND_METHOD(Aha_Network_Server, sendto);
static ZEND_METHOD(Aha_Network_Server, joinMulticast);
static ZEND_METHOD(Aha_Network_Server, leaveMulticast);


static const zend_function_entry class_Aha_Network_Server_methods[] = {
	ZEND_ME(Aha_Network_Server, on, arginfo_class_Aha_Network_Server_on, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, start, arginfo_class_Aha_Network_Server_start, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, stop, arginfo_class_Aha_Network_Server_stop, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, shutdown, arginfo_class_Aha_Network_Server_shutdown, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, reload, arginfo_class_Aha_Network_Server_reload, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, task, arginfo_class_Aha_Network_Server_task, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, taskwait, arginfo_class_Aha_Network_Server_taskwait, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, finish, arginfo_class_Aha_Network_Server_finish, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, sendMessage, arginfo_class_Aha_Network_Server_sendMessage, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, workerId, arginfo_class_Aha_Network_Server_workerId, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, isTaskWorker, arginfo_class_Aha_Network_Server_isTaskWorker, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, isDraining, arginfo_class_Aha_Network_Server_isDraining, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, tick, arginfo_class_Aha_Network_Server_tick, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, after, arginfo_class_Aha_Network_Server_after, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, clearTimer, arginfo_class_Aha_Network_Server_clearTimer, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, addListener, arginfo_class_Aha_Network_Server_addListener, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, addProcess, arginfo_class_Aha_Network_Server_addProcess, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, reloadCertificates, arginfo_class_Aha_Network_Server_reloadCertificates, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, port, arginfo_class_Aha_Network_Server_port, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, stats, arginfo_class_Aha_Network_Server_stats, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, statusJson, arginfo_class_Aha_Network_Server_statusJson, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, send, arginfo_class_Aha_Network_Server_send, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, sendFile, arginfo_class_Aha_Network_Server_sendFile, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, close, arginfo_class_Aha_Network_Server_close, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, exist, arginfo_class_Aha_Network_Server_exist, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, connection, arginfo_class_Aha_Network_Server_connection, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, connections, arginfo_class_Aha_Network_Server_connections, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, heartbeat, arginfo_class_Aha_Network_Server_heartbeat, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, getClientList, arginfo_class_Aha_Network_Server_getClientList, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Aha_Network_Server, connection_list, getClientList, arginfo_class_Aha_Network_Server_connection_list, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, getClientInfo, arginfo_class_Aha_Network_Server_getClientInfo, ZEND_ACC_PUBLIC)
	ZEND_MALIAS(Aha_Network_Server, connection_info, getClientInfo, arginfo_class_Aha_Network_Server_connection_info, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, bind, arginfo_class_Aha_Network_Server_bind, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, sendto, arginfo_class_Aha_Network_Server_sendto, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, joinMulticast, arginfo_class_Aha_Network_Server_joinMulticast, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, leaveMulticast, arginfo_class_Aha_Network_Server_leaveMulticast, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Network_Server(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Network", "Server", class_Aha_Network_Server_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_ABSTRACT|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
