/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: cb988c2264d215df429f9b027e21e566d1e341eb */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Storage_Db_Transaction___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Db_Transaction_query, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, sql, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, params, MAY_BE_ARRAY|MAY_BE_CALLABLE, "[]")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, options, IS_ARRAY, 0, "[]")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Db_Transaction_stream, 0, 1, Aha\\Storage\\Db\\Cursor, 0)
	ZEND_ARG_TYPE_INFO(0, sql, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, params, IS_ARRAY, 0, "[]")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, options, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Db_Transaction_insertMany, 0, 3, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, table, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, columns, IS_ARRAY, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, rows, Traversable, MAY_BE_ARRAY, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, options, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Db_Transaction_transaction, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, work, IS_CALLABLE, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Db_Transaction_commit, 0, 0, Aha\\Future, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Storage_Db_Transaction_rollback arginfo_class_Aha_Storage_Db_Transaction_commit

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Db_Transaction_isOpen, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Db_Transaction_queue, 0, 2, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, statement, Closure, MAY_BE_STRING|MAY_BE_ARRAY, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Db_Transaction_setCallback, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, callback, IS_CALLABLE, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Db_Transaction_execute, 0, 0, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Storage_Db_Transaction_future arginfo_class_Aha_Storage_Db_Transaction_commit

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Db_Transaction_quote, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, value, MAY_BE_STRING|MAY_BE_LONG|MAY_BE_DOUBLE|MAY_BE_BOOL|MAY_BE_NULL, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Db_Transaction_quoteName, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Storage_Db_Transaction, __construct);
static ZEND_METHOD(Aha_Storage_Db_Transaction, query);
static ZEND_METHOD(Aha_Storage_Db_Transaction, stream);
static ZEND_METHOD(Aha_Storage_Db_Transaction, insertMany);
static ZEND_METHOD(Aha_Storage_Db_Transaction, transaction);
static ZEND_METHOD(Aha_Storage_Db_Transaction, commit);
static ZEND_METHOD(Aha_Storage_Db_Transaction, rollback);
static ZEND_METHOD(Aha_Storage_Db_Transaction, isOpen);
static ZEND_METHOD(Aha_Storage_Db_Transaction, queue);
static ZEND_METHOD(Aha_Storage_Db_Transaction, setCallback);
static ZEND_METHOD(Aha_Storage_Db_Transaction, execute);
static ZEND_METHOD(Aha_Storage_Db_Transaction, future);
static ZEND_METHOD(Aha_Storage_Db_Transaction, quote);
static ZEND_METHOD(Aha_Storage_Db_Transaction, quoteName);


static const zend_function_entry class_Aha_Storage_Db_Transaction_methods[] = {
	ZEND_ME(Aha_Storage_Db_Transaction, __construct, arginfo_class_Aha_Storage_Db_Transaction___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Aha_Storage_Db_Transaction, query, arginfo_class_Aha_Storage_Db_Transaction_query, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Transaction, stream, arginfo_class_Aha_Storage_Db_Transaction_stream, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Transaction, insertMany, arginfo_class_Aha_Storage_Db_Transaction_insertMany, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Transaction, transaction, arginfo_class_Aha_Storage_Db_Transaction_transaction, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Transaction, commit, arginfo_class_Aha_Storage_Db_Transaction_commit, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Transaction, rollback, arginfo_class_Aha_Storage_Db_Transaction_rollback, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Transaction, isOpen, arginfo_class_Aha_Storage_Db_Transaction_isOpen, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Transaction, queue, arginfo_class_Aha_Storage_Db_Transaction_queue, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Transaction, setCallback, arginfo_class_Aha_Storage_Db_Transaction_setCallback, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Transaction, execute, arginfo_class_Aha_Storage_Db_Transaction_execute, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Transaction, future, arginfo_class_Aha_Storage_Db_Transaction_future, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Transaction, quote, arginfo_class_Aha_Storage_Db_Transaction_quote, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Db_Transaction, quoteName, arginfo_class_Aha_Storage_Db_Transaction_quoteName, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Storage_Db_Transaction(zend_class_entry *class_entry_Aha_Awaitable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Storage\\Db", "Transaction", class_Aha_Storage_Db_Transaction_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Aha_Awaitable);

	return class_entry;
}
