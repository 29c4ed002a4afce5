/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 04fa9de7d5b373f690d0e273ba5afe1391ecc033 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Mvc_Container___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Container_make, 0, 1, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, class, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, params, IS_ARRAY, 0, "[]")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, shared, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Container_singleton, 0, 1, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, class, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, params, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Mvc_Container_bind, 0, 1, Aha\\Mvc\\Container, 0)
	ZEND_ARG_TYPE_INFO(0, abstract, IS_STRING, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, concrete, Closure, MAY_BE_STRING|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, shared, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Mvc_Container_alias, 0, 2, Aha\\Mvc\\Container, 0)
	ZEND_ARG_TYPE_INFO(0, alias, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, abstract, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Container_get, 0, 1, IS_MIXED, 0)
	ZEND_ARG_INFO(0, id)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Mvc_Container_set, 0, 2, Aha\\Mvc\\Container, 0)
	ZEND_ARG_TYPE_INFO(0, id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, value, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Container_has, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_INFO(0, id)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Mvc_Container_setMockInstance, 0, 2, Aha\\Mvc\\Container, 0)
	ZEND_ARG_TYPE_INFO(0, class, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, mock, IS_OBJECT, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Mvc_Container_addStub, 0, 2, Aha\\Mvc\\Container, 0)
	ZEND_ARG_TYPE_INFO(0, class, IS_STRING, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, stub, Closure, MAY_BE_STRING, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Mvc_Container_cleanStub, 0, 0, Aha\\Mvc\\Container, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Container_swap, 0, 2, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, value, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Mvc_Container_configure, 0, 1, Aha\\Mvc\\Container, 0)
	ZEND_ARG_TYPE_INFO(0, definitions, IS_ARRAY, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Mvc_Container, __construct);
static ZEND_METHOD(Aha_Mvc_Container, make);
static ZEND_METHOD(Aha_Mvc_Container, singleton);
static ZEND_METHOD(Aha_Mvc_Container, bind);
static ZEND_METHOD(Aha_Mvc_Container, alias);
static ZEND_METHOD(Aha_Mvc_Container, get);
static ZEND_METHOD(Aha_Mvc_Container, set);
static ZEND_METHOD(Aha_Mvc_Container, has);
static ZEND_METHOD(Aha_Mvc_Container, setMockInstance);
static ZEND_METHOD(Aha_Mvc_Container, addStub);
static ZEND_METHOD(Aha_Mvc_Container, cleanStub);
static ZEND_METHOD(Aha_Mvc_Container, swap);
static ZEND_METHOD(Aha_Mvc_Container, configure);


static const zend_function_entry class_Aha_Mvc_ContainerException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Aha_Mvc_NotFoundException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Aha_Mvc_Container_methods[] = {
	ZEND_ME(Aha_Mvc_Container, __construct, arginfo_class_Aha_Mvc_Container___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Container, make, arginfo_class_Aha_Mvc_Container_make, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Container, singleton, arginfo_class_Aha_Mvc_Container_singleton, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Container, bind, arginfo_class_Aha_Mvc_Container_bind, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Container, alias, arginfo_class_Aha_Mvc_Container_alias, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Container, get, arginfo_class_Aha_Mvc_Container_get, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Container, set, arginfo_class_Aha_Mvc_Container_set, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Container, has, arginfo_class_Aha_Mvc_Container_has, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Container, setMockInstance, arginfo_class_Aha_Mvc_Container_setMockInstance, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Container, addStub, arginfo_class_Aha_Mvc_Container_addStub, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Container, cleanStub, arginfo_class_Aha_Mvc_Container_cleanStub, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Container, swap, arginfo_class_Aha_Mvc_Container_swap, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Container, configure, arginfo_class_Aha_Mvc_Container_configure, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Mvc_ContainerException(zend_class_entry *class_entry_RuntimeException, zend_class_entry *class_entry_Aha_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Mvc", "ContainerException", class_Aha_Mvc_ContainerException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);
	zend_class_implements(class_entry, 1, class_entry_Aha_Exception);

	return class_entry;
}

static zend_class_entry *register_class_Aha_Mvc_NotFoundException(zend_class_entry *class_entry_Aha_Mvc_ContainerException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Mvc", "NotFoundException", class_Aha_Mvc_NotFoundException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Aha_Mvc_ContainerException);

	return class_entry;
}

static zend_class_entry *register_class_Aha_Mvc_Container(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Mvc", "Container", class_Aha_Mvc_Container_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
