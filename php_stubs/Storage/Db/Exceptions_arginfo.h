/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: b303b8d925982953568ca583595f525c3dc4e155 */

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Db_QueryException_getSql, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Storage_Db_QueryException_getSqlState arginfo_class_Aha_Storage_Db_QueryException_getSql

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Db_QueryException_getDuration, 0, 0, IS_DOUBLE, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Storage_Db_QueryException, getSql);
static ZEND_METHOD(Aha_Storage_Db_QueryException, getSqlState);
static ZEND_METHOD(Aha_Storage_Db_QueryException, getDuration);


static const zend_function_entry class_Aha_Storage_Db_QueryException_methods[] = {
	ZEND_ME(Aha_Storage_Db_QueryException, getSql, arginfo_class_Aha_Storage_Db_QueryException_getSql, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_QueryException, getSqlState, arginfo_class_Aha_Storage_Db_QueryException_getSqlState, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_QueryException, getDuration, arginfo_class_Aha_Storage_Db_QueryException_getDuration, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Aha_Storage_Db_LostException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Aha_Storage_Db_SyntaxException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Aha_Storage_Db_ConstraintException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Aha_Storage_Db_DuplicateException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Aha_Storage_Db_DeadlockException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Aha_Storage_Db_AccessException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Aha_Storage_Db_TooLargeException_methods[] = {
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Storage_Db_QueryException(zend_class_entry *class_entry_RuntimeException, zend_class_entry *class_entry_Aha_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Storage\\Db", "QueryException", class_Aha_Storage_Db_QueryException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);
	zend_class_implements(class_entry, 1, class_entry_Aha_Exception);

	zval property_sql_default_value;
	ZVAL_EMPTY_STRING(&property_sql_default_value);
	zend_string *property_sql_name = zend_string_init("sql", sizeof("sql") - 1, 1);
	zend_declare_typed_property(class_entry, property_sql_name, &property_sql_default_value, ZEND_ACC_PRIVATE, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_sql_name);

	zval property_sqlState_default_value;
	ZVAL_EMPTY_STRING(&property_sqlState_default_value);
	zend_string *property_sqlState_name = zend_string_init("sqlState", sizeof("sqlState") - 1, 1);
	zend_declare_typed_property(class_entry, property_sqlState_name, &property_sqlState_default_value, ZEND_ACC_PRIVATE, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_sqlState_name);

	zval property_duration_default_value;
	ZVAL_DOUBLE(&property_duration_default_value, 0);
	zend_string *property_duration_name = zend_string_init("duration", sizeof("duration") - 1, 1);
	zend_declare_typed_property(class_entry, property_duration_name, &property_duration_default_value, ZEND_ACC_PRIVATE, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_duration_name);

	return class_entry;
}

static zend_class_entry *register_class_Aha_Storage_Db_LostException(zend_class_entry *class_entry_Aha_Storage_Db_QueryException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Storage\\Db", "LostException", class_Aha_Storage_Db_LostException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Aha_Storage_Db_QueryException);

	return class_entry;
}

static zend_class_entry *register_class_Aha_Storage_Db_SyntaxException(zend_class_entry *class_entry_Aha_Storage_Db_QueryException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Storage\\Db", "SyntaxException", class_Aha_Storage_Db_SyntaxException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Aha_Storage_Db_QueryException);

	return class_entry;
}

static zend_class_entry *register_class_Aha_Storage_Db_ConstraintException(zend_class_entry *class_entry_Aha_Storage_Db_QueryException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Storage\\Db", "ConstraintException", class_Aha_Storage_Db_ConstraintException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Aha_Storage_Db_QueryException);

	return class_entry;
}

static zend_class_entry *register_class_Aha_Storage_Db_DuplicateException(zend_class_entry *class_entry_Aha_Storage_Db_ConstraintException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Storage\\Db", "DuplicateException", class_Aha_Storage_Db_DuplicateException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Aha_Storage_Db_ConstraintException);

	return class_entry;
}

static zend_class_entry *register_class_Aha_Storage_Db_DeadlockException(zend_class_entry *class_entry_Aha_Storage_Db_QueryException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Storage\\Db", "DeadlockException", class_Aha_Storage_Db_DeadlockException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Aha_Storage_Db_QueryException);

	return class_entry;
}

static zend_class_entry *register_class_Aha_Storage_Db_AccessException(zend_class_entry *class_entry_Aha_Storage_Db_QueryException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Storage\\Db", "AccessException", class_Aha_Storage_Db_AccessException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Aha_Storage_Db_QueryException);

	return class_entry;
}

static zend_class_entry *register_class_Aha_Storage_Db_TooLargeException(zend_class_entry *class_entry_Aha_Storage_Db_QueryException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Storage\\Db", "TooLargeException", class_Aha_Storage_Db_TooLargeException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Aha_Storage_Db_QueryException);

	return class_entry;
}
