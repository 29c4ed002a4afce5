/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 636875e1af990cb07fedd0668a27bc4c1a2bc087 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Coroutine_Scope___construct, 0, 0, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Coroutine_Scope_go, 0, 1, Aha\\Coroutine\\Task, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, work, Generator, MAY_BE_CALLABLE, NULL)
	ZEND_ARG_VARIADIC_TYPE_INFO(0, args, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Coroutine_Scope_join, 0, 0, Aha\\Future, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Coroutine_Scope_cancel, 0, 0, IS_VOID, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Coroutine_Scope_isCancelled, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Coroutine_Scope_count, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Coroutine_Scope, __construct);
static ZEND_METHOD(Aha_Coroutine_Scope, go);
static ZEND_METHOD(Aha_Coroutine_Scope, join);
static ZEND_METHOD(Aha_Coroutine_Scope, cancel);
static ZEND_METHOD(Aha_Coroutine_Scope, isCancelled);
static ZEND_METHOD(Aha_Coroutine_Scope, count);


static const zend_function_entry class_Aha_Coroutine_Scope_methods[] = {
	ZEND_ME(Aha_Coroutine_Scope, __construct, arginfo_class_Aha_Coroutine_Scope___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Scope, go, arginfo_class_Aha_Coroutine_Scope_go, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Scope, join, arginfo_class_Aha_Coroutine_Scope_join, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Scope, cancel, arginfo_class_Aha_Coroutine_Scope_cancel, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Scope, isCancelled, arginfo_class_Aha_Coroutine_Scope_isCancelled, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Scope, count, arginfo_class_Aha_Coroutine_Scope_count, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Coroutine_Scope(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Coroutine", "Scope", class_Aha_Coroutine_Scope_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
