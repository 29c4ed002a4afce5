/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 5e113eb6de83969df01edcefc7c8d44bfbd84f31 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Server_Body___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Server_Body_read, 0, 0, Aha\\Future, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Server_Body_readAll, 0, 0, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, limit, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_Body_isEnded, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_Body_trailers, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_Body_setLimit, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, bytes, IS_LONG, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Server_Body, __construct);
static ZEND_METHOD(Aha_Server_Body, read);
static ZEND_METHOD(Aha_Server_Body, readAll);
static ZEND_METHOD(Aha_Server_Body, isEnded);
static ZEND_METHOD(Aha_Server_Body, trailers);
static ZEND_METHOD(Aha_Server_Body, setLimit);


static const zend_function_entry class_Aha_Server_Body_methods[] = {
	ZEND_ME(Aha_Server_Body, __construct, arginfo_class_Aha_Server_Body___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Aha_Server_Body, read, arginfo_class_Aha_Server_Body_read, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Body, readAll, arginfo_class_Aha_Server_Body_readAll, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Body, isEnded, arginfo_class_Aha_Server_Body_isEnded, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Body, trailers, arginfo_class_Aha_Server_Body_trailers, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Body, setLimit, arginfo_class_Aha_Server_Body_setLimit, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Server_Body(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Server", "Body", class_Aha_Server_Body_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
