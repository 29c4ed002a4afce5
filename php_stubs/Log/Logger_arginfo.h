/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 6813adc9458fa8e1034a20e7f03496b0dcbfafb5 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Log_Logger___construct, 0, 0, 1)
	ZEND_ARG_TYPE_INFO(0, target, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, options, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Log_Logger_debug, 0, 1, IS_VOID, 0)
	ZEND_ARG_INFO(0, message)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, context, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Log_Logger_info arginfo_class_Aha_Log_Logger_debug

#define arginfo_class_Aha_Log_Logger_notice arginfo_class_Aha_Log_Logger_debug

#define arginfo_class_Aha_Log_Logger_warning arginfo_class_Aha_Log_Logger_debug

#define arginfo_class_Aha_Log_Logger_error arginfo_class_Aha_Log_Logger_debug

#define arginfo_class_Aha_Log_Logger_critical arginfo_class_Aha_Log_Logger_debug

#define arginfo_class_Aha_Log_Logger_alert arginfo_class_Aha_Log_Logger_debug

#define arginfo_class_Aha_Log_Logger_emergency arginfo_class_Aha_Log_Logger_debug

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Log_Logger_log, 0, 2, IS_VOID, 0)
	ZEND_ARG_INFO(0, level)
	ZEND_ARG_INFO(0, message)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, context, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Log_Logger_pub, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, record, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Log_Logger_getLoggerInstance, 0, 2, Aha\\Log\\Logger, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, file, IS_STRING, 0)
	ZEND_ARG_TYPE_MASK(0, level, MAY_BE_LONG|MAY_BE_STRING, "Aha\\Log\\Logger::DEBUG")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, webTrace, _IS_BOOL, 0, "false")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, backTrace, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Log_Logger___callStatic, 0, 2, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, arguments, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Log_Logger_getLogFileName, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Log_Logger_setLogFileName, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, target, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Log_Logger_setAppName, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Log_Logger_flush, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Log_Logger_stats, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Log_Logger, __construct);
static ZEND_METHOD(Aha_Log_Logger, debug);
static ZEND_METHOD(Aha_Log_Logger, info);
static ZEND_METHOD(Aha_Log_Logger, notice);
static ZEND_METHOD(Aha_Log_Logger, warning);
static ZEND_METHOD(Aha_Log_Logger, error);
static ZEND_METHOD(Aha_Log_Logger, critical);
static ZEND_METHOD(Aha_Log_Logger, alert);
static ZEND_METHOD(Aha_Log_Logger, emergency);
static ZEND_METHOD(Aha_Log_Logger, log);
static ZEND_METHOD(Aha_Log_Logger, pub);
static ZEND_METHOD(Aha_Log_Logger, getLoggerInstance);
static ZEND_METHOD(Aha_Log_Logger, __callStatic);
static ZEND_METHOD(Aha_Log_Logger, getLogFileName);
static ZEND_METHOD(Aha_Log_Logger, setLogFileName);
static ZEND_METHOD(Aha_Log_Logger, setAppName);
static ZEND_METHOD(Aha_Log_Logger, flush);
static ZEND_METHOD(Aha_Log_Logger, stats);


static const zend_function_entry class_Aha_Log_Logger_methods[] = {
	ZEND_ME(Aha_Log_Logger, __construct, arginfo_class_Aha_Log_Logger___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Log_Logger, debug, arginfo_class_Aha_Log_Logger_debug, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Log_Logger, info, arginfo_class_Aha_Log_Logger_info, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Log_Logger, notice, arginfo_class_Aha_Log_Logger_notice, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Log_Logger, warning, arginfo_class_Aha_Log_Logger_warning, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Log_Logger, error, arginfo_class_Aha_Log_Logger_error, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Log_Logger, critical, arginfo_class_Aha_Log_Logger_critical, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Log_Logger, alert, arginfo_class_Aha_Log_Logger_alert, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Log_Logger, emergency, arginfo_class_Aha_Log_Logger_emergency, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Log_Logger, log, arginfo_class_Aha_Log_Logger_log, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Log_Logger, pub, arginfo_class_Aha_Log_Logger_pub, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Log_Logger, getLoggerInstance, arginfo_class_Aha_Log_Logger_getLoggerInstance, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Log_Logger, __callStatic, arginfo_class_Aha_Log_Logger___callStatic, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Aha_Log_Logger, getLogFileName, arginfo_class_Aha_Log_Logger_getLogFileName, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Log_Logger, setLogFileName, arginfo_class_Aha_Log_Logger_setLogFileName, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Log_Logger, setAppName, arginfo_class_Aha_Log_Logger_setAppName, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Log_Logger, flush, arginfo_class_Aha_Log_Logger_flush, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Log_Logger, stats, arginfo_class_Aha_Log_Logger_stats, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Log_Logger(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Log", "Logger", class_Aha_Log_Logger_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	zval const_DEBUG_value;
	ZVAL_LONG(&const_DEBUG_value, 0);
	zend_string *const_DEBUG_name = zend_string_init_interned("DEBUG", sizeof("DEBUG") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_DEBUG_name, &const_DEBUG_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_DEBUG_name);

	zval const_INFO_value;
	ZVAL_LONG(&const_INFO_value, 2);
	zend_string *const_INFO_name = zend_string_init_interned("INFO", sizeof("INFO") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_INFO_name, &const_INFO_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_INFO_name);

	zval const_NOTICE_value;
	ZVAL_LONG(&const_NOTICE_value, 4);
	zend_string *const_NOTICE_name = zend_string_init_interned("NOTICE", sizeof("NOTICE") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_NOTICE_name, &const_NOTICE_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_NOTICE_name);

	zval const_WARNING_value;
	ZVAL_LONG(&const_WARNING_value, 8);
	zend_string *const_WARNING_name = zend_string_init_interned("WARNING", sizeof("WARNING") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_WARNING_name, &const_WARNING_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_WARNING_name);

	zval const_ERROR_value;
	ZVAL_LONG(&const_ERROR_value, 16);
	zend_string *const_ERROR_name = zend_string_init_interned("ERROR", sizeof("ERROR") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_ERROR_name, &const_ERROR_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_ERROR_name);

	zval const_CRITICAL_value;
	ZVAL_LONG(&const_CRITICAL_value, 32);
	zend_string *const_CRITICAL_name = zend_string_init_interned("CRITICAL", sizeof("CRITICAL") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_CRITICAL_name, &const_CRITICAL_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_CRITICAL_name);

	zval const_ALERT_value;
	ZVAL_LONG(&const_ALERT_value, 64);
	zend_string *const_ALERT_name = zend_string_init_interned("ALERT", sizeof("ALERT") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_ALERT_name, &const_ALERT_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_ALERT_name);

	zval const_EMERGENCY_value;
	ZVAL_LONG(&const_EMERGENCY_value, 128);
	zend_string *const_EMERGENCY_name = zend_string_init_interned("EMERGENCY", sizeof("EMERGENCY") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_EMERGENCY_name, &const_EMERGENCY_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_EMERGENCY_name);

	zval const_WEB_TRACE_ON_value;
	ZVAL_TRUE(&const_WEB_TRACE_ON_value);
	zend_string *const_WEB_TRACE_ON_name = zend_string_init_interned("WEB_TRACE_ON", sizeof("WEB_TRACE_ON") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_WEB_TRACE_ON_name, &const_WEB_TRACE_ON_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_WEB_TRACE_ON_name);

	zval const_BACK_TRACE_ON_value;
	ZVAL_TRUE(&const_BACK_TRACE_ON_value);
	zend_string *const_BACK_TRACE_ON_name = zend_string_init_interned("BACK_TRACE_ON", sizeof("BACK_TRACE_ON") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_BACK_TRACE_ON_name, &const_BACK_TRACE_ON_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_BACK_TRACE_ON_name);

	return class_entry;
}
