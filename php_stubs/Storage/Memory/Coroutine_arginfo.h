/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 14c3b708608e5266755aaccb9715abdc4394d2aa */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Storage_Memory_Coroutine___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Memory_Coroutine___call, 0, 2, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, arguments, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Memory_Coroutine_future, 0, 0, Aha\\Future, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Storage_Memory_Coroutine, __construct);
static ZEND_METHOD(Aha_Storage_Memory_Coroutine, __call);
static ZEND_METHOD(Aha_Storage_Memory_Coroutine, future);


static const zend_function_entry class_Aha_Storage_Memory_Coroutine_methods[] = {
	ZEND_ME(Aha_Storage_Memory_Coroutine, __construct, arginfo_class_Aha_Storage_Memory_Coroutine___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Aha_Storage_Memory_Coroutine, __call, arginfo_class_Aha_Storage_Memory_Coroutine___call, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Coroutine, future, arginfo_class_Aha_Storage_Memory_Coroutine_future, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Storage_Memory_Coroutine(zend_class_entry *class_entry_Aha_Awaitable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Storage\\Memory", "Coroutine", class_Aha_Storage_Memory_Coroutine_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Aha_Awaitable);

	return class_entry;
}
