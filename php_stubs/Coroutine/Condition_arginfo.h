/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 2668bef52a0f5921c8197b53ebcb174c0ae89d0b */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Coroutine_Condition___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Coroutine_Condition_wait, 0, 0, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, times, IS_LONG, 0, "1")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Coroutine_Condition_notify, 0, 0, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, n, IS_LONG, 0, "1")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Coroutine_Condition_notifyAll, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Coroutine_Condition_count arginfo_class_Aha_Coroutine_Condition_notifyAll


static ZEND_METHOD(Aha_Coroutine_Condition, __construct);
static ZEND_METHOD(Aha_Coroutine_Condition, wait);
static ZEND_METHOD(Aha_Coroutine_Condition, notify);
static ZEND_METHOD(Aha_Coroutine_Condition, notifyAll);
static ZEND_METHOD(Aha_Coroutine_Condition, count);


static const zend_function_entry class_Aha_Coroutine_Condition_methods[] = {
	ZEND_ME(Aha_Coroutine_Condition, __construct, arginfo_class_Aha_Coroutine_Condition___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Condition, wait, arginfo_class_Aha_Coroutine_Condition_wait, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Condition, notify, arginfo_class_Aha_Coroutine_Condition_notify, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Condition, notifyAll, arginfo_class_Aha_Coroutine_Condition_notifyAll, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Condition, count, arginfo_class_Aha_Coroutine_Condition_count, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Coroutine_Condition(zend_class_entry *class_entry_Countable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Coroutine", "Condition", class_Aha_Coroutine_Condition_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Countable);

	return class_entry;
}
