/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: af88bfa6f9a0b0e3a3d0d6a66864418acb2bbbb8 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Coroutine_Channel___construct, 0, 0, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, capacity, IS_LONG, 0, "0")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Coroutine_Channel_push, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, value, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Coroutine_Channel_pop, 0, 0, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Coroutine_Channel_close, 0, 0, IS_VOID, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Coroutine_Channel_isClosed, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Coroutine_Channel_isEmpty arginfo_class_Aha_Coroutine_Channel_isClosed

#define arginfo_class_Aha_Coroutine_Channel_isFull arginfo_class_Aha_Coroutine_Channel_isClosed

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Coroutine_Channel_count, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Coroutine_Channel_capacity arginfo_class_Aha_Coroutine_Channel_count


static ZEND_METHOD(Aha_Coroutine_Channel, __construct);
static ZEND_METHOD(Aha_Coroutine_Channel, push);
static ZEND_METHOD(Aha_Coroutine_Channel, pop);
static ZEND_METHOD(Aha_Coroutine_Channel, close);
static ZEND_METHOD(Aha_Coroutine_Channel, isClosed);
static ZEND_METHOD(Aha_Coroutine_Channel, isEmpty);
static ZEND_METHOD(Aha_Coroutine_Channel, isFull);
static ZEND_METHOD(Aha_Coroutine_Channel, count);
static ZEND_METHOD(Aha_Coroutine_Channel, capacity);


static const zend_function_entry class_Aha_Coroutine_Channel_methods[] = {
	ZEND_ME(Aha_Coroutine_Channel, __construct, arginfo_class_Aha_Coroutine_Channel___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Channel, push, arginfo_class_Aha_Coroutine_Channel_push, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Channel, pop, arginfo_class_Aha_Coroutine_Channel_pop, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Channel, close, arginfo_class_Aha_Coroutine_Channel_close, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Channel, isClosed, arginfo_class_Aha_Coroutine_Channel_isClosed, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Channel, isEmpty, arginfo_class_Aha_Coroutine_Channel_isEmpty, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Channel, isFull, arginfo_class_Aha_Coroutine_Channel_isFull, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Channel, count, arginfo_class_Aha_Coroutine_Channel_count, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Channel, capacity, arginfo_class_Aha_Coroutine_Channel_capacity, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Coroutine_Channel(zend_class_entry *class_entry_Countable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Coroutine", "Channel", class_Aha_Coroutine_Channel_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Countable);

	return class_entry;
}
