/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 34ff4fb4e04e334b91ae423c2a4d2adc980f00a8 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Log_Sys___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Log_Sys_log, 0, 0, Aha\\Log\\Logger, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Log_Sys_useLogger, 0, 1, IS_VOID, 0)
	ZEND_ARG_OBJ_INFO(0, logger, Aha\\Log\\Logger, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Log_Sys, __construct);
static ZEND_METHOD(Aha_Log_Sys, log);
static ZEND_METHOD(Aha_Log_Sys, useLogger);


static const zend_function_entry class_Aha_Log_Sys_methods[] = {
	ZEND_ME(Aha_Log_Sys, __construct, arginfo_class_Aha_Log_Sys___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Aha_Log_Sys, log, arginfo_class_Aha_Log_Sys_log, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Log_Sys, useLogger, arginfo_class_Aha_Log_Sys_useLogger, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Log_Sys(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Log", "Sys", class_Aha_Log_Sys_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
