/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: cab9aae7e310840914a8335b08701daadc1b9238 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Mvc_Action___construct, 0, 0, 1)
	ZEND_ARG_OBJ_INFO(0, dispatcher, Aha\\Mvc\\Dispatcher, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Mvc_Action_before arginfo_class_Aha_Mvc_Action___construct

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Mvc_Action_after, 0, 0, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Mvc_Action, __construct);
static ZEND_METHOD(Aha_Mvc_Action, before);
static ZEND_METHOD(Aha_Mvc_Action, after);


static const zend_function_entry class_Aha_Mvc_Action_methods[] = {
	ZEND_ME(Aha_Mvc_Action, __construct, arginfo_class_Aha_Mvc_Action___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Action, before, arginfo_class_Aha_Mvc_Action_before, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Action, after, arginfo_class_Aha_Mvc_Action_after, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Mvc_Action(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Mvc", "Action", class_Aha_Mvc_Action_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_ABSTRACT;

	zval property__objDispatcher_default_value;
	ZVAL_NULL(&property__objDispatcher_default_value);
	zend_string *property__objDispatcher_name = zend_string_init("_objDispatcher", sizeof("_objDispatcher") - 1, 1);
	zend_declare_property_ex(class_entry, property__objDispatcher_name, &property__objDispatcher_default_value, ZEND_ACC_PROTECTED, NULL);
	zend_string_release(property__objDispatcher_name);

	return class_entry;
}
