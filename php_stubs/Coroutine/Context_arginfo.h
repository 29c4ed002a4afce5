/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: dec50cec875a48658b978210e33c6bb876ef9ae2 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Coroutine_Context___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Coroutine_Context_get, 0, 1, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, default, IS_MIXED, 0, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Coroutine_Context_set, 0, 2, Aha\\Coroutine\\Context, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, value, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Coroutine_Context_has, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Coroutine_Context_delete arginfo_class_Aha_Coroutine_Context_has

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Coroutine_Context_all, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Coroutine_Context_count, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Coroutine_Context, __construct);
static ZEND_METHOD(Aha_Coroutine_Context, get);
static ZEND_METHOD(Aha_Coroutine_Context, set);
static ZEND_METHOD(Aha_Coroutine_Context, has);
static ZEND_METHOD(Aha_Coroutine_Context, delete);
static ZEND_METHOD(Aha_Coroutine_Context, all);
static ZEND_METHOD(Aha_Coroutine_Context, count);


static const zend_function_entry class_Aha_Coroutine_Context_methods[] = {
	ZEND_ME(Aha_Coroutine_Context, __construct, arginfo_class_Aha_Coroutine_Context___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Aha_Coroutine_Context, get, arginfo_class_Aha_Coroutine_Context_get, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Context, set, arginfo_class_Aha_Coroutine_Context_set, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Context, has, arginfo_class_Aha_Coroutine_Context_has, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Context, delete, arginfo_class_Aha_Coroutine_Context_delete, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Context, all, arginfo_class_Aha_Coroutine_Context_all, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Coroutine_Context, count, arginfo_class_Aha_Coroutine_Context_count, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Coroutine_Context(zend_class_entry *class_entry_Countable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Coroutine", "Context", class_Aha_Coroutine_Context_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Countable);

	return class_entry;
}
