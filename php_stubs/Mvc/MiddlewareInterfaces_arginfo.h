/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 6f777fbd83c8aaf26fde25decfcdc9f29498d623 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Mvc_RequestFilter_doFilter, 0, 0, 2)
	ZEND_ARG_INFO(0, request)
	ZEND_ARG_INFO(0, context)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Mvc_RequestPostFilter_postFilter, 0, 0, 3)
	ZEND_ARG_INFO(0, request)
	ZEND_ARG_INFO(0, response)
	ZEND_ARG_INFO(0, context)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Mvc_RequestTerminator_terminate arginfo_class_Aha_Mvc_RequestPostFilter_postFilter

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Mvc_ExceptionHandler_handle, 0, 0, 1)
	ZEND_ARG_OBJ_INFO(0, exception, Throwable, 0)
ZEND_END_ARG_INFO()




static const zend_function_entry class_Aha_Mvc_RequestFilter_methods[] = {
	ZEND_ABSTRACT_ME_WITH_FLAGS(Aha_Mvc_RequestFilter, doFilter, arginfo_class_Aha_Mvc_RequestFilter_doFilter, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_FE_END
};


static const zend_function_entry class_Aha_Mvc_RequestPostFilter_methods[] = {
	ZEND_ABSTRACT_ME_WITH_FLAGS(Aha_Mvc_RequestPostFilter, postFilter, arginfo_class_Aha_Mvc_RequestPostFilter_postFilter, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_FE_END
};


static const zend_function_entry class_Aha_Mvc_RequestTerminator_methods[] = {
	ZEND_ABSTRACT_ME_WITH_FLAGS(Aha_Mvc_RequestTerminator, terminate, arginfo_class_Aha_Mvc_RequestTerminator_terminate, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_FE_END
};


static const zend_function_entry class_Aha_Mvc_PerRequest_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Aha_Mvc_ExceptionHandler_methods[] = {
	ZEND_ABSTRACT_ME_WITH_FLAGS(Aha_Mvc_ExceptionHandler, handle, arginfo_class_Aha_Mvc_ExceptionHandler_handle, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Mvc_RequestFilter(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Mvc", "RequestFilter", class_Aha_Mvc_RequestFilter_methods);
	class_entry = zend_register_internal_interface(&ce);

	return class_entry;
}

static zend_class_entry *register_class_Aha_Mvc_RequestPostFilter(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Mvc", "RequestPostFilter", class_Aha_Mvc_RequestPostFilter_methods);
	class_entry = zend_register_internal_interface(&ce);

	return class_entry;
}

static zend_class_entry *register_class_Aha_Mvc_RequestTerminator(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Mvc", "RequestTerminator", class_Aha_Mvc_RequestTerminator_methods);
	class_entry = zend_register_internal_interface(&ce);

	return class_entry;
}

static zend_class_entry *register_class_Aha_Mvc_PerRequest(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Mvc", "PerRequest", class_Aha_Mvc_PerRequest_methods);
	class_entry = zend_register_internal_interface(&ce);

	return class_entry;
}

static zend_class_entry *register_class_Aha_Mvc_ExceptionHandler(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Mvc", "ExceptionHandler", class_Aha_Mvc_ExceptionHandler_methods);
	class_entry = zend_register_internal_interface(&ce);

	return class_entry;
}
