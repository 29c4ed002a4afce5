/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 3321afee6f7f76c879d1b5913eb9c6bf81286d20 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Storage_Memory_Subscription___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Memory_Subscription_next, 0, 0, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Memory_Subscription_subscribe, 0, 0, Aha\\Future, 0)
	ZEND_ARG_VARIADIC_TYPE_INFO(0, channels, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Memory_Subscription_psubscribe, 0, 0, Aha\\Future, 0)
	ZEND_ARG_VARIADIC_TYPE_INFO(0, patterns, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Memory_Subscription_unsubscribe, 0, 0, IS_VOID, 0)
	ZEND_ARG_VARIADIC_TYPE_INFO(0, channels, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Memory_Subscription_punsubscribe, 0, 0, IS_VOID, 0)
	ZEND_ARG_VARIADIC_TYPE_INFO(0, patterns, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Memory_Subscription_stats, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Memory_Subscription_getIterator, 0, 0, Iterator, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Storage_Memory_Subscription, __construct);
static ZEND_METHOD(Aha_Storage_Memory_Subscription, next);
static ZEND_METHOD(Aha_Storage_Memory_Subscription, subscribe);
static ZEND_METHOD(Aha_Storage_Memory_Subscription, psubscribe);
static ZEND_METHOD(Aha_Storage_Memory_Subscription, unsubscribe);
static ZEND_METHOD(Aha_Storage_Memory_Subscription, punsubscribe);
static ZEND_METHOD(Aha_Storage_Memory_Subscription, stats);
static ZEND_METHOD(Aha_Storage_Memory_Subscription, getIterator);


static const zend_function_entry class_Aha_Storage_Memory_Subscription_methods[] = {
	ZEND_ME(Aha_Storage_Memory_Subscription, __construct, arginfo_class_Aha_Storage_Memory_Subscription___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Aha_Storage_Memory_Subscription, next, arginfo_class_Aha_Storage_Memory_Subscription_next, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Subscription, subscribe, arginfo_class_Aha_Storage_Memory_Subscription_subscribe, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Subscription, psubscribe, arginfo_class_Aha_Storage_Memory_Subscription_psubscribe, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Subscription, unsubscribe, arginfo_class_Aha_Storage_Memory_Subscription_unsubscribe, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Subscription, punsubscribe, arginfo_class_Aha_Storage_Memory_Subscription_punsubscribe, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Subscription, stats, arginfo_class_Aha_Storage_Memory_Subscription_stats, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Subscription, getIterator, arginfo_class_Aha_Storage_Memory_Subscription_getIterator, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Storage_Memory_Subscription(zend_class_entry *class_entry_IteratorAggregate)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Storage\\Memory", "Subscription", class_Aha_Storage_Memory_Subscription_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_IteratorAggregate);

	return class_entry;
}
