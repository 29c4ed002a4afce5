/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: e8a12eb360a95ee7b2d9552fd20da1f6abbe736f */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Client_ResponseException___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Client_ResponseException_getResponse, 0, 0, Aha\\Client\\Response, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Client_ResponseException, __construct);
static ZEND_METHOD(Aha_Client_ResponseException, getResponse);


static const zend_function_entry class_Aha_Client_ResponseException_methods[] = {
	ZEND_ME(Aha_Client_ResponseException, __construct, arginfo_class_Aha_Client_ResponseException___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Aha_Client_ResponseException, getResponse, arginfo_class_Aha_Client_ResponseException_getResponse, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Client_ResponseException(zend_class_entry *class_entry_RuntimeException, zend_class_entry *class_entry_Aha_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Client", "ResponseException", class_Aha_Client_ResponseException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Aha_Exception);

	zend_string *property_response_class_Aha_Client_Response = zend_string_init("Aha\\Client\\Response", sizeof("Aha\\Client\\Response")-1, 1);
	zval property_response_default_value;
	ZVAL_NULL(&property_response_default_value);
	zend_string *property_response_name = zend_string_init("response", sizeof("response") - 1, 1);
	zend_declare_typed_property(class_entry, property_response_name, &property_response_default_value, ZEND_ACC_PRIVATE, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_response_class_Aha_Client_Response, 0, MAY_BE_NULL));
	zend_string_release(property_response_name);

	return class_entry;
}
