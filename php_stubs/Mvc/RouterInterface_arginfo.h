/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: fa0b379ca362240d9092b0f422980a89d0fa1ffa */

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_RouterInterface_route, 0, 1, IS_MIXED, 0)
	ZEND_ARG_OBJ_INFO(0, dispatcher, Aha\\Mvc\\Dispatcher, 0)
ZEND_END_ARG_INFO()




static const zend_function_entry class_Aha_Mvc_RouterInterface_methods[] = {
	ZEND_ABSTRACT_ME_WITH_FLAGS(Aha_Mvc_RouterInterface, route, arginfo_class_Aha_Mvc_RouterInterface_route, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Mvc_RouterInterface(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Mvc", "RouterInterface", class_Aha_Mvc_RouterInterface_methods);
	class_entry = zend_register_internal_interface(&ce);

	return class_entry;
}
