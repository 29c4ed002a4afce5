/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 965c945dafdd8199d601f1fb4b28fe10363d870e */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Coroutine_WaitGroup___construct, 0, 0, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, count, IS_LONG, 0, "0")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Coroutine_WaitGroup_add, 0, 0, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, count, IS_LONG, 0, "1")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Coroutine_WaitGroup_done, 0, 0, IS_VOID, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Coroutine_WaitGroup_wait, 0, 0, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Coroutine_WaitGroup_count, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Coroutine_WaitGroup, __construct);
static ZEND_METHOD(Aha_Coroutine_WaitGroup, add);
static ZEND_METHOD(Aha_Coroutine_WaitGroup, done);
static ZEND_METHOD(Aha_Coroutine_WaitGroup, wait);
static ZEND_METHOD(Aha_Coroutine_WaitGroup, count);


static const zend_function_entry class_Aha_Coroutine_WaitGroup_methods[] = {
	ZEND_ME(Aha_Coroutine_WaitGroup, __construct, arginfo_class_Aha_Coroutine_WaitGroup___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_WaitGroup, add, arginfo_class_Aha_Coroutine_WaitGroup_add, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_WaitGroup, done, arginfo_class_Aha_Coroutine_WaitGroup_done, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_WaitGroup, wait, arginfo_class_Aha_Coroutine_WaitGroup_wait, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_WaitGroup, count, arginfo_class_Aha_Coroutine_WaitGroup_count, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Coroutine_WaitGroup(zend_class_entry *class_entry_Countable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Coroutine", "WaitGroup", class_Aha_Coroutine_WaitGroup_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Countable);

	return class_entry;
}
