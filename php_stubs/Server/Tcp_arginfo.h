/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: b9859eb7956a3cb32a9d2d5f68daf7e7ff9a205e */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Server_Tcp___construct, 0, 0, 2)
	ZEND_ARG_TYPE_INFO(0, host, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, port, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, options, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Server_Tcp, __construct);


static const zend_function_entry class_Aha_Server_Tcp_methods[] = {
	ZEND_ME(Aha_Server_Tcp, __construct, arginfo_class_Aha_Server_Tcp___construct, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Server_Tcp(zend_class_entry *class_entry_Aha_Network_Server)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Server", "Tcp", class_Aha_Server_Tcp_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Aha_Network_Server);
	class_entry->ce_flags |= ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
