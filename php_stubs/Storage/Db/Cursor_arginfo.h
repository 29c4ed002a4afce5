/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: f40d821434aa9bf2c34fa556405732ba6120e1b6 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Storage_Db_Cursor___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Db_Cursor_fetch, 0, 0, Aha\\Future, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Db_Cursor_columns, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Db_Cursor_close, 0, 0, IS_VOID, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Db_Cursor_getIterator, 0, 0, Iterator, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Storage_Db_Cursor, __construct);
static ZEND_METHOD(Aha_Storage_Db_Cursor, fetch);
static ZEND_METHOD(Aha_Storage_Db_Cursor, columns);
static ZEND_METHOD(Aha_Storage_Db_Cursor, close);
static ZEND_METHOD(Aha_Storage_Db_Cursor, getIterator);


static const zend_function_entry class_Aha_Storage_Db_Cursor_methods[] = {
	ZEND_ME(Aha_Storage_Db_Cursor, __construct, arginfo_class_Aha_Storage_Db_Cursor___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Aha_Storage_Db_Cursor, fetch, arginfo_class_Aha_Storage_Db_Cursor_fetch, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Cursor, columns, arginfo_class_Aha_Storage_Db_Cursor_columns, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Cursor, close, arginfo_class_Aha_Storage_Db_Cursor_close, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Cursor, getIterator, arginfo_class_Aha_Storage_Db_Cursor_getIterator, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Storage_Db_Cursor(zend_class_entry *class_entry_IteratorAggregate)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Storage\\Db", "Cursor", class_Aha_Storage_Db_Cursor_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_IteratorAggregate);

	return class_entry;
}
