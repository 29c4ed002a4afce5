/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 683757772d667b204a7ee471ff04b4a9403afc19 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Mvc_Boot___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Mvc_Boot_add, 0, 1, Aha\\Mvc\\Boot, 0)
	ZEND_ARG_TYPE_MASK(0, items, MAY_BE_STRING|MAY_BE_OBJECT|MAY_BE_ARRAY, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, phase, IS_STRING, 0, "\"worker\"")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Mvc_Boot_master, 0, 0, Aha\\Mvc\\Boot, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Mvc_Boot_wait, 0, 0, Aha\\Future, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Mvc_Boot, __construct);
static ZEND_METHOD(Aha_Mvc_Boot, add);
static ZEND_METHOD(Aha_Mvc_Boot, master);
static ZEND_METHOD(Aha_Mvc_Boot, wait);


static const zend_function_entry class_Aha_Mvc_Boot_methods[] = {
	ZEND_ME(Aha_Mvc_Boot, __construct, arginfo_class_Aha_Mvc_Boot___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Boot, add, arginfo_class_Aha_Mvc_Boot_add, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Boot, master, arginfo_class_Aha_Mvc_Boot_master, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Boot, wait, arginfo_class_Aha_Mvc_Boot_wait, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Mvc_Boot(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Mvc", "Boot", class_Aha_Mvc_Boot_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
