/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 2ff88c9e5512746a8fb25f45673e04284b7eef67 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Client_Multi___construct, 0, 0, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, timeout, IS_DOUBLE, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, concurrency, IS_LONG, 0, "0")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Client_Multi_register, 0, 1, IS_STATIC, 0)
	ZEND_ARG_OBJ_INFO(0, client, Aha\\\116etwork\\Client, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Client_Multi_setTimeout, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, timeout, IS_DOUBLE, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Client_Multi_setConcurrency, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, concurrency, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Client_Multi_count, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Client_Multi, __construct);
static ZEND_METHOD(Aha_Client_Multi, register);
static ZEND_METHOD(Aha_Client_Multi, setTimeout);
static ZEND_METHOD(Aha_Client_Multi, setConcurrency);
static ZEND_METHOD(Aha_Client_Multi, count);


static const zend_function_entry class_Aha_Client_Multi_methods[] = {
	ZEND_ME(Aha_Client_Multi, __construct, arginfo_class_Aha_Client_Multi___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_Multi, register, arginfo_class_Aha_Client_Multi_register, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_Multi, setTimeout, arginfo_class_Aha_Client_Multi_setTimeout, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_Multi, setConcurrency, arginfo_class_Aha_Client_Multi_setConcurrency, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_Multi, count, arginfo_class_Aha_Client_Multi_count, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Client_Multi(zend_class_entry *class_entry_Aha_Network_Client)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Client", "Multi", class_Aha_Client_Multi_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Aha_Network_Client);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
