/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 1d20fa5e35641d56c0715071b2c5f8374bc6f155 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Mvc_Filter___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Filter_registerPreRouter, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, hook, IS_CALLABLE, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Mvc_Filter_registerPostRouter arginfo_class_Aha_Mvc_Filter_registerPreRouter

#define arginfo_class_Aha_Mvc_Filter_registerPreDispatch arginfo_class_Aha_Mvc_Filter_registerPreRouter

#define arginfo_class_Aha_Mvc_Filter_registerPostDispatch arginfo_class_Aha_Mvc_Filter_registerPreRouter

#define arginfo_class_Aha_Mvc_Continuation___construct arginfo_class_Aha_Mvc_Filter___construct

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Continuation___invoke, 0, 0, IS_LONG, 0)
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, dispatcher, Aha\\Mvc\\Dispatcher, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, data, IS_ARRAY, 1, "null")
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Mvc_Filter, __construct);
static ZEND_METHOD(Aha_Mvc_Filter, registerPreRouter);
static ZEND_METHOD(Aha_Mvc_Filter, registerPostRouter);
static ZEND_METHOD(Aha_Mvc_Filter, registerPreDispatch);
static ZEND_METHOD(Aha_Mvc_Filter, registerPostDispatch);
static ZEND_METHOD(Aha_Mvc_Continuation, __construct);
static ZEND_METHOD(Aha_Mvc_Continuation, __invoke);


static const zend_function_entry class_Aha_Mvc_Filter_methods[] = {
	ZEND_ME(Aha_Mvc_Filter, __construct, arginfo_class_Aha_Mvc_Filter___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Aha_Mvc_Filter, registerPreRouter, arginfo_class_Aha_Mvc_Filter_registerPreRouter, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Filter, registerPostRouter, arginfo_class_Aha_Mvc_Filter_registerPostRouter, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Filter, registerPreDispatch, arginfo_class_Aha_Mvc_Filter_registerPreDispatch, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Filter, registerPostDispatch, arginfo_class_Aha_Mvc_Filter_registerPostDispatch, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Aha_Mvc_Continuation_methods[] = {
	ZEND_ME(Aha_Mvc_Continuation, __construct, arginfo_class_Aha_Mvc_Continuation___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Aha_Mvc_Continuation, __invoke, arginfo_class_Aha_Mvc_Continuation___invoke, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Mvc_Filter(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Mvc", "Filter", class_Aha_Mvc_Filter_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}

static zend_class_entry *register_class_Aha_Mvc_Continuation(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Mvc", "Continuation", class_Aha_Mvc_Continuation_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
