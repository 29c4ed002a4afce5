/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: fe30373d4611c7e891c72b70377da793d41226ec */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Coroutine_Semaphore___construct, 0, 0, 1)
	ZEND_ARG_TYPE_INFO(0, permits, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Coroutine_Semaphore_acquire, 0, 0, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Coroutine_Semaphore_tryAcquire, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Coroutine_Semaphore_release, 0, 0, IS_VOID, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Coroutine_Semaphore_withPermit, 0, 1, Aha\\Coroutine\\Task, 0)
	ZEND_ARG_TYPE_INFO(0, do, IS_CALLABLE, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Coroutine_Semaphore_available, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Coroutine_Semaphore, __construct);
static ZEND_METHOD(Aha_Coroutine_Semaphore, acquire);
static ZEND_METHOD(Aha_Coroutine_Semaphore, tryAcquire);
static ZEND_METHOD(Aha_Coroutine_Semaphore, release);
static ZEND_METHOD(Aha_Coroutine_Semaphore, withPermit);
static ZEND_METHOD(Aha_Coroutine_Semaphore, available);


static const zend_function_entry class_Aha_Coroutine_Semaphore_methods[] = {
	ZEND_ME(Aha_Coroutine_Semaphore, __construct, arginfo_class_Aha_Coroutine_Semaphore___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Semaphore, acquire, arginfo_class_Aha_Coroutine_Semaphore_acquire, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Semaphore, tryAcquire, arginfo_class_Aha_Coroutine_Semaphore_tryAcquire, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Semaphore, release, arginfo_class_Aha_Coroutine_Semaphore_release, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Semaphore, withPermit, arginfo_class_Aha_Coroutine_Semaphore_withPermit, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Semaphore, available, arginfo_class_Aha_Coroutine_Semaphore_available, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Coroutine_Semaphore(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Coroutine", "Semaphore", class_Aha_Coroutine_Semaphore_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
