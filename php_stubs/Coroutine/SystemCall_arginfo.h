/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: b38bde7d6350d376600c3173fa579fd033a21d5d */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Coroutine_SystemCall___construct, 0, 0, 1)
	ZEND_ARG_TYPE_INFO(0, callback, IS_CALLABLE, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Coroutine_SystemCall_future, 0, 0, Aha\\Future, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Coroutine_RetVal___construct, 0, 0, 1)
	ZEND_ARG_TYPE_INFO(0, value, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Coroutine_RetVal_getValue, 0, 0, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Coroutine_Manager___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Coroutine_Manager_getTaskId arginfo_class_Aha_Coroutine_SystemCall_future

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Coroutine_Manager_newTask, 0, 1, Aha\\Future, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, work, Generator, MAY_BE_CALLABLE, NULL)
	ZEND_ARG_VARIADIC_TYPE_INFO(0, args, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Coroutine_Manager_killTask, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, id, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Coroutine_Manager_retval, 0, 1, Aha\\Coroutine\\RetVal, 0)
	ZEND_ARG_TYPE_INFO(0, value, IS_MIXED, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Coroutine_SystemCall, __construct);
static ZEND_METHOD(Aha_Coroutine_SystemCall, future);
static ZEND_METHOD(Aha_Coroutine_RetVal, __construct);
static ZEND_METHOD(Aha_Coroutine_RetVal, getValue);
static ZEND_METHOD(Aha_Coroutine_Manager, __construct);
static ZEND_METHOD(Aha_Coroutine_Manager, getTaskId);
static ZEND_METHOD(Aha_Coroutine_Manager, newTask);
static ZEND_METHOD(Aha_Coroutine_Manager, killTask);
static ZEND_METHOD(Aha_Coroutine_Manager, retval);


static const zend_function_entry class_Aha_Coroutine_SystemCall_methods[] = {
	ZEND_ME(Aha_Coroutine_SystemCall, __construct, arginfo_class_Aha_Coroutine_SystemCall___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_SystemCall, future, arginfo_class_Aha_Coroutine_SystemCall_future, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Aha_Coroutine_RetVal_methods[] = {
	ZEND_ME(Aha_Coroutine_RetVal, __construct, arginfo_class_Aha_Coroutine_RetVal___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_RetVal, getValue, arginfo_class_Aha_Coroutine_RetVal_getValue, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Aha_Coroutine_Manager_methods[] = {
	ZEND_ME(Aha_Coroutine_Manager, __construct, arginfo_class_Aha_Coroutine_Manager___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Aha_Coroutine_Manager, getTaskId, arginfo_class_Aha_Coroutine_Manager_getTaskId, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Coroutine_Manager, newTask, arginfo_class_Aha_Coroutine_Manager_newTask, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Coroutine_Manager, killTask, arginfo_class_Aha_Coroutine_Manager_killTask, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Coroutine_Manager, retval, arginfo_class_Aha_Coroutine_Manager_retval, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Coroutine_SystemCall(zend_class_entry *class_entry_Aha_Awaitable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Coroutine", "SystemCall", class_Aha_Coroutine_SystemCall_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Aha_Awaitable);

	return class_entry;
}

static zend_class_entry *register_class_Aha_Coroutine_RetVal(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Coroutine", "RetVal", class_Aha_Coroutine_RetVal_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}

static zend_class_entry *register_class_Aha_Coroutine_Manager(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Coroutine", "Manager", class_Aha_Coroutine_Manager_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
