/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: b515f8534d94a6a8da0fa195ab773bba12c28908 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Coroutine_Mutex___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Coroutine_Mutex_lock, 0, 0, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Coroutine_Mutex_tryLock, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Coroutine_Mutex_unlock, 0, 0, IS_VOID, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Coroutine_Mutex_withLock, 0, 1, Aha\\Coroutine\\Task, 0)
	ZEND_ARG_TYPE_INFO(0, do, IS_CALLABLE, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Coroutine_Mutex_isLocked arginfo_class_Aha_Coroutine_Mutex_tryLock


static ZEND_METHOD(Aha_Coroutine_Mutex, __construct);
static ZEND_METHOD(Aha_Coroutine_Mutex, lock);
static ZEND_METHOD(Aha_Coroutine_Mutex, tryLock);
static ZEND_METHOD(Aha_Coroutine_Mutex, unlock);
static ZEND_METHOD(Aha_Coroutine_Mutex, withLock);
static ZEND_METHOD(Aha_Coroutine_Mutex, isLocked);


static const zend_function_entry class_Aha_Coroutine_Mutex_methods[] = {
	ZEND_ME(Aha_Coroutine_Mutex, __construct, arginfo_class_Aha_Coroutine_Mutex___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Mutex, lock, arginfo_class_Aha_Coroutine_Mutex_lock, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Mutex, tryLock, arginfo_class_Aha_Coroutine_Mutex_tryLock, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Mutex, unlock, arginfo_class_Aha_Coroutine_Mutex_unlock, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Mutex, withLock, arginfo_class_Aha_Coroutine_Mutex_withLock, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Mutex, isLocked, arginfo_class_Aha_Coroutine_Mutex_isLocked, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Coroutine_Mutex(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Coroutine", "Mutex", class_Aha_Coroutine_Mutex_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
