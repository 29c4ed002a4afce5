/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: ccd8332cc7612d6d62d21ea2d4a5a818efbaeb43 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Server_Listener___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_Listener_on, 0, 2, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, event, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, handler, IS_CALLABLE, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_Listener_host, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_Listener_port, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Server_Listener, __construct);
static ZEND_METHOD(Aha_Server_Listener, on);
static ZEND_METHOD(Aha_Server_Listener, host);
static ZEND_METHOD(Aha_Server_Listener, port);


static const zend_function_entry class_Aha_Server_Listener_methods[] = {
	ZEND_ME(Aha_Server_Listener, __construct, arginfo_class_Aha_Server_Listener___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Aha_Server_Listener, on, arginfo_class_Aha_Server_Listener_on, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Listener, host, arginfo_class_Aha_Server_Listener_host, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Listener, port, arginfo_class_Aha_Server_Listener_port, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Server_Listener(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Server", "Listener", class_Aha_Server_Listener_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
