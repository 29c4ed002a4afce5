/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 167e408c44cb93131600d1ca242f911d7cd9b126 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Storage_Memory_Pool___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Memory_Pool_getConnection, 0, 1, Aha\\Storage\\Memory\\Redis, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, conf, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Memory_Pool_stats, 0, 0, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, name, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Memory_Pool_close, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Storage_Memory_Pool, __construct);
static ZEND_METHOD(Aha_Storage_Memory_Pool, getConnection);
static ZEND_METHOD(Aha_Storage_Memory_Pool, stats);
static ZEND_METHOD(Aha_Storage_Memory_Pool, close);


static const zend_function_entry class_Aha_Storage_Memory_Pool_methods[] = {
	ZEND_ME(Aha_Storage_Memory_Pool, __construct, arginfo_class_Aha_Storage_Memory_Pool___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Aha_Storage_Memory_Pool, getConnection, arginfo_class_Aha_Storage_Memory_Pool_getConnection, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Storage_Memory_Pool, stats, arginfo_class_Aha_Storage_Memory_Pool_stats, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Storage_Memory_Pool, close, arginfo_class_Aha_Storage_Memory_Pool_close, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Storage_Memory_Pool(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Storage\\Memory", "Pool", class_Aha_Storage_Memory_Pool_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	zval property_servers_default_value;
	ZVAL_EMPTY_ARRAY(&property_servers_default_value);
	zend_string *property_servers_name = zend_string_init("servers", sizeof("servers") - 1, 1);
	zend_declare_typed_property(class_entry, property_servers_name, &property_servers_default_value, ZEND_ACC_PRIVATE|ZEND_ACC_STATIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_servers_name);

	return class_entry;
}
