/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 50d275cbd58514c39b9ec2e8955e63af779019a0 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Storage_Connections___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Connections_configure, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, connections, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_TYPE_MASK_EX(arginfo_class_Aha_Storage_Connections_get, 0, 1, Aha\\Storage\\Db\\Database|Aha\\Storage\\Memory\\Redis, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Connections_keys, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Storage_Connections_stats arginfo_class_Aha_Storage_Connections_keys

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Connections_close, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Storage_Connections, __construct);
static ZEND_METHOD(Aha_Storage_Connections, configure);
static ZEND_METHOD(Aha_Storage_Connections, get);
static ZEND_METHOD(Aha_Storage_Connections, keys);
static ZEND_METHOD(Aha_Storage_Connections, stats);
static ZEND_METHOD(Aha_Storage_Connections, close);


static const zend_function_entry class_Aha_Storage_Connections_methods[] = {
	ZEND_ME(Aha_Storage_Connections, __construct, arginfo_class_Aha_Storage_Connections___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Aha_Storage_Connections, configure, arginfo_class_Aha_Storage_Connections_configure, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Storage_Connections, get, arginfo_class_Aha_Storage_Connections_get, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Storage_Connections, keys, arginfo_class_Aha_Storage_Connections_keys, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Storage_Connections, stats, arginfo_class_Aha_Storage_Connections_stats, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Storage_Connections, close, arginfo_class_Aha_Storage_Connections_close, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Storage_Connections(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Storage", "Connections", class_Aha_Storage_Connections_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
