/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: d6e15c849bc18bfdb6fb34d89b59a758f423beef */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Timer___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Timer_after, 0, 2, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, ms, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, callback, IS_CALLABLE, 0)
	ZEND_ARG_VARIADIC_TYPE_INFO(0, args, IS_MIXED, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Timer_tick arginfo_class_Aha_Timer_after

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Timer_clear, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, id, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Timer_count, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Timer, __construct);
static ZEND_METHOD(Aha_Timer, after);
static ZEND_METHOD(Aha_Timer, tick);
static ZEND_METHOD(Aha_Timer, clear);
static ZEND_METHOD(Aha_Timer, count);


static const zend_function_entry class_Aha_Timer_methods[] = {
	ZEND_ME(Aha_Timer, __construct, arginfo_class_Aha_Timer___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Aha_Timer, after, arginfo_class_Aha_Timer_after, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Timer, tick, arginfo_class_Aha_Timer_tick, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Timer, clear, arginfo_class_Aha_Timer_clear, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Timer, count, arginfo_class_Aha_Timer_count, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Timer(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha", "Timer", class_Aha_Timer_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
