/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 9c889d23127f4051f8a9d8217ef40c7421f6b09d */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Server_UploadedFile___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_UploadedFile_content, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Server_UploadedFile_path arginfo_class_Aha_Server_UploadedFile_content

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_UploadedFile_moveTo, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_UploadedFile_offsetExists, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, offset, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_UploadedFile_offsetGet, 0, 1, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, offset, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_UploadedFile_offsetSet, 0, 2, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, offset, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, value, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_UploadedFile_offsetUnset, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, offset, IS_MIXED, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Server_UploadedFile, __construct);
static ZEND_METHOD(Aha_Server_UploadedFile, content);
static ZEND_METHOD(Aha_Server_UploadedFile, path);
static ZEND_METHOD(Aha_Server_UploadedFile, moveTo);
static ZEND_METHOD(Aha_Server_UploadedFile, offsetExists);
static ZEND_METHOD(Aha_Server_UploadedFile, offsetGet);
static ZEND_METHOD(Aha_Server_UploadedFile, offsetSet);
static ZEND_METHOD(Aha_Server_UploadedFile, offsetUnset);


static const zend_function_entry class_Aha_Server_UploadedFile_methods[] = {
	ZEND_ME(Aha_Server_UploadedFile, __construct, arginfo_class_Aha_Server_UploadedFile___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Aha_Server_UploadedFile, content, arginfo_class_Aha_Server_UploadedFile_content, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_UploadedFile, path, arginfo_class_Aha_Server_UploadedFile_path, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_UploadedFile, moveTo, arginfo_class_Aha_Server_UploadedFile_moveTo, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_UploadedFile, offsetExists, arginfo_class_Aha_Server_UploadedFile_offsetExists, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_UploadedFile, offsetGet, arginfo_class_Aha_Server_UploadedFile_offsetGet, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_UploadedFile, offsetSet, arginfo_class_Aha_Server_UploadedFile_offsetSet, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_UploadedFile, offsetUnset, arginfo_class_Aha_Server_UploadedFile_offsetUnset, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Server_UploadedFile(zend_class_entry *class_entry_ArrayAccess)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Server", "UploadedFile", class_Aha_Server_UploadedFile_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_ArrayAccess);

	zval property_name_default_value;
	ZVAL_UNDEF(&property_name_default_value);
	zend_string *property_name_name = zend_string_init("name", sizeof("name") - 1, 1);
	zend_declare_typed_property(class_entry, property_name_name, &property_name_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_name_name);

	zval property_type_default_value;
	ZVAL_UNDEF(&property_type_default_value);
	zend_string *property_type_name = zend_string_init("type", sizeof("type") - 1, 1);
	zend_declare_typed_property(class_entry, property_type_name, &property_type_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_type_name);

	zval property_size_default_value;
	ZVAL_UNDEF(&property_size_default_value);
	zend_string *property_size_name = zend_string_init("size", sizeof("size") - 1, 1);
	zend_declare_typed_property(class_entry, property_size_name, &property_size_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_size_name);

	zval property_error_default_value;
	ZVAL_UNDEF(&property_error_default_value);
	zend_string *property_error_name = zend_string_init("error", sizeof("error") - 1, 1);
	zend_declare_typed_property(class_entry, property_error_name, &property_error_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_error_name);

	return class_entry;
}
