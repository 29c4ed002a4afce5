/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 7977ea3940aaa4f182011878c0470e68688e5715 */

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Coroutine_Task_id, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Coroutine_Task_state, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Coroutine_Task_spawnedAt, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Coroutine_Task_suspendedAt, 0, 0, IS_ARRAY, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Coroutine_Task_current, 0, 0, Aha\\Coroutine\\Task, 1)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Coroutine_Task, id);
static ZEND_METHOD(Aha_Coroutine_Task, state);
static ZEND_METHOD(Aha_Coroutine_Task, spawnedAt);
static ZEND_METHOD(Aha_Coroutine_Task, suspendedAt);
static ZEND_METHOD(Aha_Coroutine_Task, current);


static const zend_function_entry class_Aha_Coroutine_Task_methods[] = {
	ZEND_ME(Aha_Coroutine_Task, id, arginfo_class_Aha_Coroutine_Task_id, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Task, state, arginfo_class_Aha_Coroutine_Task_state, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Task, spawnedAt, arginfo_class_Aha_Coroutine_Task_spawnedAt, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Task, suspendedAt, arginfo_class_Aha_Coroutine_Task_suspendedAt, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Task, current, arginfo_class_Aha_Coroutine_Task_current, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Coroutine_Task(zend_class_entry *class_entry_Aha_Future)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Coroutine", "Task", class_Aha_Coroutine_Task_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Aha_Future);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
