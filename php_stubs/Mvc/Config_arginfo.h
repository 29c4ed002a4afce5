/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 9dcd9f91c0ab9c4082a9c1a5c17ceda3038b046a */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Mvc_Config___construct, 0, 0, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, values, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Mvc_Config_load, 0, 1, Aha\\Mvc\\Config, 0)
	ZEND_ARG_TYPE_INFO(0, folder, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, environ, IS_STRING, 0, "\"\"")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Mvc_Config_tree, 0, 1, Aha\\Mvc\\Config, 0)
	ZEND_ARG_TYPE_MASK(0, folders, MAY_BE_STRING|MAY_BE_ARRAY, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, mode, IS_STRING, 0, "\"\"")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, module, IS_STRING, 0, "\"\"")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Config_get, 0, 1, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, section, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, key, IS_MIXED, 0, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, default, IS_MIXED, 0, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Config_has, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, section, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, key, MAY_BE_STRING|MAY_BE_LONG|MAY_BE_NULL, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Mvc_Config_set, 0, 2, Aha\\Mvc\\Config, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, value, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Config_toArray, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Config_count, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Mvc_Config_getIterator, 0, 0, Iterator, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Config_offsetExists, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, offset, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Config_offsetGet, 0, 1, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, offset, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Config_offsetSet, 0, 2, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, offset, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, value, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Config_offsetUnset, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, offset, IS_MIXED, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Mvc_Config, __construct);
static ZEND_METHOD(Aha_Mvc_Config, load);
static ZEND_METHOD(Aha_Mvc_Config, tree);
static ZEND_METHOD(Aha_Mvc_Config, get);
static ZEND_METHOD(Aha_Mvc_Config, has);
static ZEND_METHOD(Aha_Mvc_Config, set);
static ZEND_METHOD(Aha_Mvc_Config, toArray);
static ZEND_METHOD(Aha_Mvc_Config, count);
static ZEND_METHOD(Aha_Mvc_Config, getIterator);
static ZEND_METHOD(Aha_Mvc_Config, offsetExists);
static ZEND_METHOD(Aha_Mvc_Config, offsetGet);
static ZEND_METHOD(Aha_Mvc_Config, offsetSet);
static ZEND_METHOD(Aha_Mvc_Config, offsetUnset);


static const zend_function_entry class_Aha_Mvc_Config_methods[] = {
	ZEND_ME(Aha_Mvc_Config, __construct, arginfo_class_Aha_Mvc_Config___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Config, load, arginfo_class_Aha_Mvc_Config_load, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Mvc_Config, tree, arginfo_class_Aha_Mvc_Config_tree, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Mvc_Config, get, arginfo_class_Aha_Mvc_Config_get, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Config, has, arginfo_class_Aha_Mvc_Config_has, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Config, set, arginfo_class_Aha_Mvc_Config_set, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Config, toArray, arginfo_class_Aha_Mvc_Config_toArray, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Config, count, arginfo_class_Aha_Mvc_Config_count, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Config, getIterator, arginfo_class_Aha_Mvc_Config_getIterator, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Config, offsetExists, arginfo_class_Aha_Mvc_Config_offsetExists, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Config, offsetGet, arginfo_class_Aha_Mvc_Config_offsetGet, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Config, offsetSet, arginfo_class_Aha_Mvc_Config_offsetSet, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Config, offsetUnset, arginfo_class_Aha_Mvc_Config_offsetUnset, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Mvc_Config(zend_class_entry *class_entry_ArrayAccess, zend_class_entry *class_entry_IteratorAggregate, zend_class_entry *class_entry_Countable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Mvc", "Config", class_Aha_Mvc_Config_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 3, class_entry_ArrayAccess, class_entry_IteratorAggregate, class_entry_Countable);

	return class_entry;
}
