/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: db7f4d7019f64d499c90e4742839210efe592a8a */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Deferred___construct, 0, 0, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, onCancel, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Deferred_future, 0, 0, Aha\\Future, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Deferred_resolve, 0, 0, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, value, IS_MIXED, 0, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Deferred_fail, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_OBJ_INFO(0, error, Throwable, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Deferred_isDone, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Deferred, __construct);
static ZEND_METHOD(Aha_Deferred, future);
static ZEND_METHOD(Aha_Deferred, resolve);
static ZEND_METHOD(Aha_Deferred, fail);
static ZEND_METHOD(Aha_Deferred, isDone);


static const zend_function_entry class_Aha_Deferred_methods[] = {
	ZEND_ME(Aha_Deferred, __construct, arginfo_class_Aha_Deferred___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Deferred, future, arginfo_class_Aha_Deferred_future, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Deferred, resolve, arginfo_class_Aha_Deferred_resolve, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Deferred, fail, arginfo_class_Aha_Deferred_fail, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Deferred, isDone, arginfo_class_Aha_Deferred_isDone, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Deferred(zend_class_entry *class_entry_Aha_Awaitable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha", "Deferred", class_Aha_Deferred_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Aha_Awaitable);

	return class_entry;
}
