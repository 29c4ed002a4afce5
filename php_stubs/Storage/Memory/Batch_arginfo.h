/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: a0ee100a7702367696363cf41e9b6d4272f138bc */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Storage_Memory_Batch___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Memory_Batch___call, 0, 2, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, arguments, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Memory_Batch_command, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_VARIADIC_TYPE_INFO(0, arguments, IS_MIXED, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Storage_Memory_Batch, __construct);
static ZEND_METHOD(Aha_Storage_Memory_Batch, __call);
static ZEND_METHOD(Aha_Storage_Memory_Batch, command);


static const zend_function_entry class_Aha_Storage_Memory_Batch_methods[] = {
	ZEND_ME(Aha_Storage_Memory_Batch, __construct, arginfo_class_Aha_Storage_Memory_Batch___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Aha_Storage_Memory_Batch, __call, arginfo_class_Aha_Storage_Memory_Batch___call, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Batch, command, arginfo_class_Aha_Storage_Memory_Batch_command, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Storage_Memory_Batch(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Storage\\Memory", "Batch", class_Aha_Storage_Memory_Batch_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
