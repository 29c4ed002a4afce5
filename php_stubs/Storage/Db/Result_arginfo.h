/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: ef1619f180db8a5fc65fe387ddc407b64742f26e */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Storage_Db_Result___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Db_Result_fetch, 0, 0, IS_ARRAY, 1)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Storage_Db_Result_fetchOne arginfo_class_Aha_Storage_Db_Result_fetch

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Db_Result_fetchValue, 0, 0, IS_MIXED, 0)
	ZEND_ARG_TYPE_MASK(0, column, MAY_BE_LONG|MAY_BE_STRING, "0")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Db_Result_fetchColumn, 0, 0, IS_ARRAY, 0)
	ZEND_ARG_TYPE_MASK(0, column, MAY_BE_LONG|MAY_BE_STRING, "0")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Db_Result_columns, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Db_Result_nextResult, 0, 0, Aha\\Storage\\Db\\Result, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Db_Result_count, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Db_Result_getIterator, 0, 0, Iterator, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Storage_Db_Result_jsonSerialize arginfo_class_Aha_Storage_Db_Result_columns

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Db_Result_fetch_all, 0, 0, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, mode, IS_LONG, 0, "2")
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Storage_Db_Result_fetch_assoc arginfo_class_Aha_Storage_Db_Result_fetch

#define arginfo_class_Aha_Storage_Db_Result_fetch_row arginfo_class_Aha_Storage_Db_Result_fetch

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Db_Result_fetch_array, 0, 0, IS_ARRAY, 1)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, mode, IS_LONG, 0, "3")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Db_Result_free, 0, 0, IS_VOID, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Storage_Db_Result, __construct);
static ZEND_METHOD(Aha_Storage_Db_Result, fetch);
static ZEND_METHOD(Aha_Storage_Db_Result, fetchOne);
static ZEND_METHOD(Aha_Storage_Db_Result, fetchValue);
static ZEND_METHOD(Aha_Storage_Db_Result, fetchColumn);
static ZEND_METHOD(Aha_Storage_Db_Result, columns);
static ZEND_METHOD(Aha_Storage_Db_Result, nextResult);
static ZEND_METHOD(Aha_Storage_Db_Result, count);
static ZEND_METHOD(Aha_Storage_Db_Result, getIterator);
static ZEND_METHOD(Aha_Storage_Db_Result, jsonSerialize);
static ZEND_METHOD(Aha_Storage_Db_Result, fetch_all);
static ZEND_METHOD(Aha_Storage_Db_Result, fetch_assoc);
static ZEND_METHOD(Aha_Storage_Db_Result, fetch_row);
static ZEND_METHOD(Aha_Storage_Db_Result, fetch_array);
static ZEND_METHOD(Aha_Storage_Db_Result, free);


static const zend_function_entry class_Aha_Storage_Db_Result_methods[] = {
	ZEND_ME(Aha_Storage_Db_Result, __construct, arginfo_class_Aha_Storage_Db_Result___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Aha_Storage_Db_Result, fetch, arginfo_class_Aha_Storage_Db_Result_fetch, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Result, fetchOne, arginfo_class_Aha_Storage_Db_Result_fetchOne, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Result, fetchValue, arginfo_class_Aha_Storage_Db_Result_fetchValue, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Result, fetchColumn, arginfo_class_Aha_Storage_Db_Result_fetchColumn, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Result, columns, arginfo_class_Aha_Storage_Db_Result_columns, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Result, nextResult, arginfo_class_Aha_Storage_Db_Result_nextResult, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Result, count, arginfo_class_Aha_Storage_Db_Result_count, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Result, getIterator, arginfo_class_Aha_Storage_Db_Result_getIterator, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Result, jsonSerialize, arginfo_class_Aha_Storage_Db_Result_jsonSerialize, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Result, fetch_all, arginfo_class_Aha_Storage_Db_Result_fetch_all, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Result, fetch_assoc, arginfo_class_Aha_Storage_Db_Result_fetch_assoc, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Result, fetch_row, arginfo_class_Aha_Storage_Db_Result_fetch_row, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Result, fetch_array, arginfo_class_Aha_Storage_Db_Result_fetch_array, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Result, free, arginfo_class_Aha_Storage_Db_Result_free, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Storage_Db_Result(zend_class_entry *class_entry_IteratorAggregate, zend_class_entry *class_entry_Countable, zend_class_entry *class_entry_JsonSerializable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Storage\\Db", "Result", class_Aha_Storage_Db_Result_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 3, class_entry_IteratorAggregate, class_entry_Countable, class_entry_JsonSerializable);

	zval property_rows_default_value;
	ZVAL_UNDEF(&property_rows_default_value);
	zend_string *property_rows_name = zend_string_init("rows", sizeof("rows") - 1, 1);
	zend_declare_typed_property(class_entry, property_rows_name, &property_rows_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_rows_name);

	zval property_affectedRows_default_value;
	ZVAL_UNDEF(&property_affectedRows_default_value);
	zend_string *property_affectedRows_name = zend_string_init("affectedRows", sizeof("affectedRows") - 1, 1);
	zend_declare_typed_property(class_entry, property_affectedRows_name, &property_affectedRows_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_affectedRows_name);

	zval property_lastInsertId_default_value;
	ZVAL_UNDEF(&property_lastInsertId_default_value);
	zend_string *property_lastInsertId_name = zend_string_init("lastInsertId", sizeof("lastInsertId") - 1, 1);
	zend_declare_typed_property(class_entry, property_lastInsertId_name, &property_lastInsertId_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_STRING));
	zend_string_release(property_lastInsertId_name);

	zval property_warnings_default_value;
	ZVAL_UNDEF(&property_warnings_default_value);
	zend_string *property_warnings_name = zend_string_init("warnings", sizeof("warnings") - 1, 1);
	zend_declare_typed_property(class_entry, property_warnings_name, &property_warnings_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_warnings_name);

	zval property_duration_default_value;
	ZVAL_UNDEF(&property_duration_default_value);
	zend_string *property_duration_name = zend_string_init("duration", sizeof("duration") - 1, 1);
	zend_declare_typed_property(class_entry, property_duration_name, &property_duration_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_duration_name);

	return class_entry;
}
