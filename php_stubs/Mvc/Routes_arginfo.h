/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 7d9dbcec81717399fc78f36cd06110927986fb92 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Mvc_Routes___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Mvc_Routes_get, 0, 2, Aha\\Mvc\\DeclaredRoute, 0)
	ZEND_ARG_TYPE_INFO(0, pattern, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, handler, IS_MIXED, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Mvc_Routes_post arginfo_class_Aha_Mvc_Routes_get

#define arginfo_class_Aha_Mvc_Routes_put arginfo_class_Aha_Mvc_Routes_get

#define arginfo_class_Aha_Mvc_Routes_patch arginfo_class_Aha_Mvc_Routes_get

#define arginfo_class_Aha_Mvc_Routes_delete arginfo_class_Aha_Mvc_Routes_get

#define arginfo_class_Aha_Mvc_Routes_options arginfo_class_Aha_Mvc_Routes_get

#define arginfo_class_Aha_Mvc_Routes_any arginfo_class_Aha_Mvc_Routes_get

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Mvc_Routes_map, 0, 3, Aha\\Mvc\\DeclaredRoute, 0)
	ZEND_ARG_TYPE_MASK(0, methods, MAY_BE_STRING|MAY_BE_ARRAY, NULL)
	ZEND_ARG_TYPE_INFO(0, pattern, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, handler, IS_MIXED, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Mvc_Routes_command arginfo_class_Aha_Mvc_Routes_get

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Routes_group, 0, 2, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, prefix, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, declare, IS_CALLABLE, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Routes_register, 0, 1, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, class, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Routes_rule, 0, 2, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, pattern, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, target, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Routes_rewrite, 0, 2, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, regex, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, replacement, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Routes_setFormats, 0, 1, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO(0, formats, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Routes_setStrictSlash, 0, 0, IS_STATIC, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, strict, _IS_BOOL, 0, "true")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Routes_setRouter, 0, 1, IS_STATIC, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, router, Aha\\Mvc\\RouterInterface, MAY_BE_STRING|MAY_BE_NULL, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Routes_url, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, params, IS_ARRAY, 0, "[]")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, query, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Routes_match, 0, 2, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, method, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Routes_all, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Mvc_Routes_check, 0, 0, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, expected, IS_ARRAY, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, all, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Mvc_Routes, __construct);
static ZEND_METHOD(Aha_Mvc_Routes, get);
static ZEND_METHOD(Aha_Mvc_Routes, post);
static ZEND_METHOD(Aha_Mvc_Routes, put);
static ZEND_METHOD(Aha_Mvc_Routes, patch);
static ZEND_METHOD(Aha_Mvc_Routes, delete);
static ZEND_METHOD(Aha_Mvc_Routes, options);
static ZEND_METHOD(Aha_Mvc_Routes, any);
static ZEND_METHOD(Aha_Mvc_Routes, map);
static ZEND_METHOD(Aha_Mvc_Routes, command);
static ZEND_METHOD(Aha_Mvc_Routes, group);
static ZEND_METHOD(Aha_Mvc_Routes, register);
static ZEND_METHOD(Aha_Mvc_Routes, rule);
static ZEND_METHOD(Aha_Mvc_Routes, rewrite);
static ZEND_METHOD(Aha_Mvc_Routes, setFormats);
static ZEND_METHOD(Aha_Mvc_Routes, setStrictSlash);
static ZEND_METHOD(Aha_Mvc_Routes, setRouter);
static ZEND_METHOD(Aha_Mvc_Routes, url);
static ZEND_METHOD(Aha_Mvc_Routes, match);
static ZEND_METHOD(Aha_Mvc_Routes, all);
static ZEND_METHOD(Aha_Mvc_Routes, check);


static const zend_function_entry class_Aha_Mvc_Routes_methods[] = {
	ZEND_ME(Aha_Mvc_Routes, __construct, arginfo_class_Aha_Mvc_Routes___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Routes, get, arginfo_class_Aha_Mvc_Routes_get, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Routes, post, arginfo_class_Aha_Mvc_Routes_post, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Routes, put, arginfo_class_Aha_Mvc_Routes_put, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Routes, patch, arginfo_class_Aha_Mvc_Routes_patch, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Routes, delete, arginfo_class_Aha_Mvc_Routes_delete, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Routes, options, arginfo_class_Aha_Mvc_Routes_options, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Routes, any, arginfo_class_Aha_Mvc_Routes_any, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Routes, map, arginfo_class_Aha_Mvc_Routes_map, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Routes, command, arginfo_class_Aha_Mvc_Routes_command, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Routes, group, arginfo_class_Aha_Mvc_Routes_group, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Routes, register, arginfo_class_Aha_Mvc_Routes_register, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Routes, rule, arginfo_class_Aha_Mvc_Routes_rule, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Routes, rewrite, arginfo_class_Aha_Mvc_Routes_rewrite, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Routes, setFormats, arginfo_class_Aha_Mvc_Routes_setFormats, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Routes, setStrictSlash, arginfo_class_Aha_Mvc_Routes_setStrictSlash, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Routes, setRouter, arginfo_class_Aha_Mvc_Routes_setRouter, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Routes, url, arginfo_class_Aha_Mvc_Routes_url, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Routes, match, arginfo_class_Aha_Mvc_Routes_match, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Routes, all, arginfo_class_Aha_Mvc_Routes_all, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Mvc_Routes, check, arginfo_class_Aha_Mvc_Routes_check, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Mvc_Routes(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Mvc", "Routes", class_Aha_Mvc_Routes_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
