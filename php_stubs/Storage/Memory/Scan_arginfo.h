/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: a7fd4dae6bf319ad72f2628bc404b3ba7fd3789c */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Storage_Memory_Scan___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Memory_Scan_next, 0, 0, Aha\\Future, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Storage_Memory_Scan, __construct);
static ZEND_METHOD(Aha_Storage_Memory_Scan, next);


static const zend_function_entry class_Aha_Storage_Memory_Scan_methods[] = {
	ZEND_ME(Aha_Storage_Memory_Scan, __construct, arginfo_class_Aha_Storage_Memory_Scan___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Aha_Storage_Memory_Scan, next, arginfo_class_Aha_Storage_Memory_Scan_next, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Storage_Memory_Scan(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Storage\\Memory", "Scan", class_Aha_Storage_Memory_Scan_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
