/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 74f859349ecbf96da929d9daf366bdb71b8854f7 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Coroutine_Scheduler___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Coroutine_Scheduler_getInstance, 0, 0, Aha\\Coroutine\\Scheduler, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Coroutine_Scheduler_newTask, 0, 1, IS_LONG, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, work, Generator, MAY_BE_CALLABLE, NULL)
	ZEND_ARG_VARIADIC_TYPE_INFO(0, args, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Coroutine_Scheduler_schedule, 0, 1, IS_VOID, 0)
	ZEND_ARG_OBJ_INFO(0, task, Aha\\Coroutine\\Task, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Coroutine_Scheduler_killTask, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, id, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Coroutine_Scheduler_count, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Coroutine_Scheduler_run, 0, 0, Aha\\Future, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Coroutine_Scheduler, __construct);
static ZEND_METHOD(Aha_Coroutine_Scheduler, getInstance);
static ZEND_METHOD(Aha_Coroutine_Scheduler, newTask);
static ZEND_METHOD(Aha_Coroutine_Scheduler, schedule);
static ZEND_METHOD(Aha_Coroutine_Scheduler, killTask);
static ZEND_METHOD(Aha_Coroutine_Scheduler, count);
static ZEND_METHOD(Aha_Coroutine_Scheduler, run);


static const zend_function_entry class_Aha_Coroutine_Scheduler_methods[] = {
	ZEND_ME(Aha_Coroutine_Scheduler, __construct, arginfo_class_Aha_Coroutine_Scheduler___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Scheduler, getInstance, arginfo_class_Aha_Coroutine_Scheduler_getInstance, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Coroutine_Scheduler, newTask, arginfo_class_Aha_Coroutine_Scheduler_newTask, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Scheduler, schedule, arginfo_class_Aha_Coroutine_Scheduler_schedule, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Scheduler, killTask, arginfo_class_Aha_Coroutine_Scheduler_killTask, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Scheduler, count, arginfo_class_Aha_Coroutine_Scheduler_count, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Scheduler, run, arginfo_class_Aha_Coroutine_Scheduler_run, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Coroutine_Scheduler(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Coroutine", "Scheduler", class_Aha_Coroutine_Scheduler_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
