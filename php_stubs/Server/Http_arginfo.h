/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 7f64afe6f8afe83f20c2b1c7a73b28dd478c1680 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Server_Http___construct, 0, 0, 2)
	ZEND_ARG_TYPE_INFO(0, host, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, port, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, options, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_Http_on, 0, 2, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, event, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, handler, IS_CALLABLE, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_Http_start, 0, 0, IS_VOID, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Server_Http_stop arginfo_class_Aha_Server_Http_start

#define arginfo_class_Aha_Server_Http_shutdown arginfo_class_Aha_Server_Http_start

#define arginfo_class_Aha_Server_Http_reloadCertificates arginfo_class_Aha_Server_Http_start

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_Http_port, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_Http_stats, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Server_Http, __construct);
static ZEND_METHOD(Aha_Server_Http, on);
static ZEND_METHOD(Aha_Server_Http, start);
static ZEND_METHOD(Aha_Server_Http, stop);
static ZEND_METHOD(Aha_Server_Http, shutdown);
static ZEND_METHOD(Aha_Server_Http, reloadCertificates);
static ZEND_METHOD(Aha_Server_Http, port);
static ZEND_METHOD(Aha_Server_Http, stats);


static const zend_function_entry class_Aha_Server_Http_methods[] = {
	ZEND_ME(Aha_Server_Http, __construct, arginfo_class_Aha_Server_Http___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Http, on, arginfo_class_Aha_Server_Http_on, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Http, start, arginfo_class_Aha_Server_Http_start, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Http, stop, arginfo_class_Aha_Server_Http_stop, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Http, shutdown, arginfo_class_Aha_Server_Http_shutdown, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Http, reloadCertificates, arginfo_class_Aha_Server_Http_reloadCertificates, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Http, port, arginfo_class_Aha_Server_Http_port, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Http, stats, arginfo_class_Aha_Server_Http_stats, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Server_Http(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Server", "Http", class_Aha_Server_Http_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
