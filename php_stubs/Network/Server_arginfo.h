/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 5c7e4ca1d90c58cf3627e689ae429924d082a783 */

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

#define arginfo_class_Aha_Network_Server_port arginfo_class_Aha_Network_Server_workerId

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Network_Server_stats, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Network_Server_statusJson, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()


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
static ZEND_METHOD(Aha_Network_Server, port);
static ZEND_METHOD(Aha_Network_Server, stats);
static ZEND_METHOD(Aha_Network_Server, statusJson);


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
	ZEND_ME(Aha_Network_Server, port, arginfo_class_Aha_Network_Server_port, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, stats, arginfo_class_Aha_Network_Server_stats, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Network_Server, statusJson, arginfo_class_Aha_Network_Server_statusJson, ZEND_ACC_PUBLIC)
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
