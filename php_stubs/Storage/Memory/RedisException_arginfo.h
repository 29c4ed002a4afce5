/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: d9241727b34487c85242f7d06767ef2406526811 */

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Memory_RedisException_getErrorCode, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Storage_Memory_RedisException_getCommand arginfo_class_Aha_Storage_Memory_RedisException_getErrorCode

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Memory_RedisException_getResults, 0, 0, IS_ARRAY, 1)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Storage_Memory_RedisException, getErrorCode);
static ZEND_METHOD(Aha_Storage_Memory_RedisException, getCommand);
static ZEND_METHOD(Aha_Storage_Memory_RedisException, getResults);


static const zend_function_entry class_Aha_Storage_Memory_RedisException_methods[] = {
	ZEND_ME(Aha_Storage_Memory_RedisException, getErrorCode, arginfo_class_Aha_Storage_Memory_RedisException_getErrorCode, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_RedisException, getCommand, arginfo_class_Aha_Storage_Memory_RedisException_getCommand, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_RedisException, getResults, arginfo_class_Aha_Storage_Memory_RedisException_getResults, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Storage_Memory_RedisException(zend_class_entry *class_entry_RuntimeException, zend_class_entry *class_entry_Aha_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Storage\\Memory", "RedisException", class_Aha_Storage_Memory_RedisException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);
	zend_class_implements(class_entry, 1, class_entry_Aha_Exception);

	zval property_errorCode_default_value;
	ZVAL_EMPTY_STRING(&property_errorCode_default_value);
	zend_string *property_errorCode_name = zend_string_init("errorCode", sizeof("errorCode") - 1, 1);
	zend_declare_typed_property(class_entry, property_errorCode_name, &property_errorCode_default_value, ZEND_ACC_PROTECTED, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_errorCode_name);

	zval property_command_default_value;
	ZVAL_EMPTY_STRING(&property_command_default_value);
	zend_string *property_command_name = zend_string_init("command", sizeof("command") - 1, 1);
	zend_declare_typed_property(class_entry, property_command_name, &property_command_default_value, ZEND_ACC_PROTECTED, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_command_name);

	zval property_results_default_value;
	ZVAL_NULL(&property_results_default_value);
	zend_string *property_results_name = zend_string_init("results", sizeof("results") - 1, 1);
	zend_declare_typed_property(class_entry, property_results_name, &property_results_default_value, ZEND_ACC_PROTECTED, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY|MAY_BE_NULL));
	zend_string_release(property_results_name);

	return class_entry;
}
