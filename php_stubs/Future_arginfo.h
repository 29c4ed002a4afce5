/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 13286d13c17ca987f210d7fda3e5f5c51e8da177 */

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Awaitable_future, 0, 0, Aha\\Future, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Future___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Future_future arginfo_class_Aha_Awaitable_future

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Future_then, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, onValue, IS_CALLABLE, 1)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, onError, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Future_catch, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, onError, IS_CALLABLE, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Future_finally, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, do, IS_CALLABLE, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Future_on, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, callback, IS_CALLABLE, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Future_isDone, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Future_isFailed arginfo_class_Aha_Future_isDone

#define arginfo_class_Aha_Future_cancel arginfo_class_Aha_Future_isDone

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Future_resolved, 0, 0, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, value, IS_MIXED, 0, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Future_failed, 0, 1, Aha\\Future, 0)
	ZEND_ARG_OBJ_INFO(0, error, Throwable, 0)
ZEND_END_ARG_INFO()


ZEND_METHOD(Aha_Future, __construct);
ZEND_METHOD(Aha_Future, future);
ZEND_METHOD(Aha_Future, then);
ZEND_METHOD(Aha_Future, catch);
ZEND_METHOD(Aha_Future, finally);
ZEND_METHOD(Aha_Future, on);
ZEND_METHOD(Aha_Future, isDone);
ZEND_METHOD(Aha_Future, isFailed);
ZEND_METHOD(Aha_Future, cancel);
ZEND_METHOD(Aha_Future, resolved);
ZEND_METHOD(Aha_Future, failed);


static const zend_function_entry class_Aha_Awaitable_methods[] = {
	ZEND_ABSTRACT_ME_WITH_FLAGS(Aha_Awaitable, future, arginfo_class_Aha_Awaitable_future, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_FE_END
};


static const zend_function_entry class_Aha_Future_methods[] = {
	ZEND_ME(Aha_Future, __construct, arginfo_class_Aha_Future___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Aha_Future, future, arginfo_class_Aha_Future_future, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Future, then, arginfo_class_Aha_Future_then, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Future, catch, arginfo_class_Aha_Future_catch, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Future, finally, arginfo_class_Aha_Future_finally, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Future, on, arginfo_class_Aha_Future_on, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Future, isDone, arginfo_class_Aha_Future_isDone, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Future, isFailed, arginfo_class_Aha_Future_isFailed, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Future, cancel, arginfo_class_Aha_Future_cancel, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Future, resolved, arginfo_class_Aha_Future_resolved, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Future, failed, arginfo_class_Aha_Future_failed, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Awaitable(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha", "Awaitable", class_Aha_Awaitable_methods);
	class_entry = zend_register_internal_interface(&ce);

	return class_entry;
}

static zend_class_entry *register_class_Aha_Future(zend_class_entry *class_entry_Aha_Awaitable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha", "Future", class_Aha_Future_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Aha_Awaitable);

	return class_entry;
}
