/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 6a19e86ee359debf0af511bd4fb797196bac455a */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Storage_Db_Database___construct, 0, 0, 1)
	ZEND_ARG_TYPE_INFO(0, conf, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Db_Database_query, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, sql, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, params, MAY_BE_ARRAY|MAY_BE_CALLABLE, "[]")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, options, IS_ARRAY, 0, "[]")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Db_Database_transaction, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, work, IS_CALLABLE, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, options, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Db_Database_beginTrans, 0, 0, Aha\\Storage\\Db\\Transaction, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, options, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Db_Database_stream, 0, 1, Aha\\Storage\\Db\\Cursor, 0)
	ZEND_ARG_TYPE_INFO(0, sql, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, params, IS_ARRAY, 0, "[]")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, options, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Db_Database_insertMany, 0, 3, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, table, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, columns, IS_ARRAY, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, rows, Traversable, MAY_BE_ARRAY, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, options, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Db_Database_ping, 0, 0, Aha\\Future, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Db_Database_createCoroutine, 0, 0, Aha\\Storage\\Db\\Coroutine, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Db_Database_quote, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, value, MAY_BE_STRING|MAY_BE_LONG|MAY_BE_DOUBLE|MAY_BE_BOOL|MAY_BE_NULL, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Db_Database_quoteName, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Db_Database_onQuery, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, hook, IS_CALLABLE, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Db_Database_stats, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Storage_Db_Database_close arginfo_class_Aha_Storage_Db_Database_ping


static ZEND_METHOD(Aha_Storage_Db_Database, __construct);
static ZEND_METHOD(Aha_Storage_Db_Database, query);
static ZEND_METHOD(Aha_Storage_Db_Database, transaction);
static ZEND_METHOD(Aha_Storage_Db_Database, beginTrans);
static ZEND_METHOD(Aha_Storage_Db_Database, stream);
static ZEND_METHOD(Aha_Storage_Db_Database, insertMany);
static ZEND_METHOD(Aha_Storage_Db_Database, ping);
static ZEND_METHOD(Aha_Storage_Db_Database, createCoroutine);
static ZEND_METHOD(Aha_Storage_Db_Database, quote);
static ZEND_METHOD(Aha_Storage_Db_Database, quoteName);
static ZEND_METHOD(Aha_Storage_Db_Database, onQuery);
static ZEND_METHOD(Aha_Storage_Db_Database, stats);
static ZEND_METHOD(Aha_Storage_Db_Database, close);


static const zend_function_entry class_Aha_Storage_Db_Database_methods[] = {
	ZEND_ME(Aha_Storage_Db_Database, __construct, arginfo_class_Aha_Storage_Db_Database___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Database, query, arginfo_class_Aha_Storage_Db_Database_query, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Database, transaction, arginfo_class_Aha_Storage_Db_Database_transaction, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Database, beginTrans, arginfo_class_Aha_Storage_Db_Database_beginTrans, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Database, stream, arginfo_class_Aha_Storage_Db_Database_stream, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Database, insertMany, arginfo_class_Aha_Storage_Db_Database_insertMany, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Database, ping, arginfo_class_Aha_Storage_Db_Database_ping, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Database, createCoroutine, arginfo_class_Aha_Storage_Db_Database_createCoroutine, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Database, quote, arginfo_class_Aha_Storage_Db_Database_quote, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Database, quoteName, arginfo_class_Aha_Storage_Db_Database_quoteName, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Database, onQuery, arginfo_class_Aha_Storage_Db_Database_onQuery, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Database, stats, arginfo_class_Aha_Storage_Db_Database_stats, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Database, close, arginfo_class_Aha_Storage_Db_Database_close, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Storage_Db_Database(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Storage\\Db", "Database", class_Aha_Storage_Db_Database_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
