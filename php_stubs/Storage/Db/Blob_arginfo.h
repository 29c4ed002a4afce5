/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: bb6670266df9ac78218506c835f783c6e45e20f7 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Storage_Db_Blob___construct, 0, 0, 1)
	ZEND_ARG_TYPE_INFO(0, bytes, IS_STRING, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Storage_Db_Blob, __construct);


static const zend_function_entry class_Aha_Storage_Db_Blob_methods[] = {
	ZEND_ME(Aha_Storage_Db_Blob, __construct, arginfo_class_Aha_Storage_Db_Blob___construct, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Storage_Db_Blob(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Storage\\Db", "Blob", class_Aha_Storage_Db_Blob_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	zval property_bytes_default_value;
	ZVAL_UNDEF(&property_bytes_default_value);
	zend_string *property_bytes_name = zend_string_init("bytes", sizeof("bytes") - 1, 1);
	zend_declare_typed_property(class_entry, property_bytes_name, &property_bytes_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_bytes_name);

	return class_entry;
}
