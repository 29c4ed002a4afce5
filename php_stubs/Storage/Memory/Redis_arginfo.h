/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: a3e04362af686cfeb4417a8cf70cca7542cbc1b8 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Storage_Memory_Redis___construct, 0, 0, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, conf, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Memory_Redis___call, 0, 2, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, arguments, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Memory_Redis_command, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_VARIADIC_TYPE_INFO(0, arguments, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Memory_Redis_hgetall, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_MASK(0, key, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Memory_Redis_hmget, 0, 2, Aha\\Future, 0)
	ZEND_ARG_TYPE_MASK(0, key, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO(0, fields, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Memory_Redis_hmset, 0, 2, Aha\\Future, 0)
	ZEND_ARG_TYPE_MASK(0, key, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO(0, map, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Memory_Redis_pipeline, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, work, IS_CALLABLE, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Storage_Memory_Redis_multi arginfo_class_Aha_Storage_Memory_Redis_pipeline

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Memory_Redis_session, 0, 0, Aha\\Future, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Memory_Redis_eval, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, script, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, keys, IS_ARRAY, 0, "[]")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, arguments, IS_ARRAY, 0, "[]")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Memory_Redis_evalSha, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, sha, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, keys, IS_ARRAY, 0, "[]")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, arguments, IS_ARRAY, 0, "[]")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Memory_Redis_subscribe, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_MASK(0, channels, MAY_BE_STRING|MAY_BE_ARRAY, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, options, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Memory_Redis_psubscribe, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_MASK(0, patterns, MAY_BE_STRING|MAY_BE_ARRAY, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, options, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Memory_Redis_scanAll, 0, 0, Aha\\Storage\\Memory\\Scan, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, options, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Memory_Redis_hscanAll, 0, 1, Aha\\Storage\\Memory\\Scan, 0)
	ZEND_ARG_TYPE_MASK(0, key, MAY_BE_STRING|MAY_BE_LONG, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, options, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Storage_Memory_Redis_sscanAll arginfo_class_Aha_Storage_Memory_Redis_hscanAll

#define arginfo_class_Aha_Storage_Memory_Redis_zscanAll arginfo_class_Aha_Storage_Memory_Redis_hscanAll

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Memory_Redis_createCoroutine, 0, 0, Aha\\Storage\\Memory\\Coroutine, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Memory_Redis_stats, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Memory_Redis_close, 0, 0, IS_VOID, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Storage_Memory_Redis, __construct);
static ZEND_METHOD(Aha_Storage_Memory_Redis, __call);
static ZEND_METHOD(Aha_Storage_Memory_Redis, command);
static ZEND_METHOD(Aha_Storage_Memory_Redis, hgetall);
static ZEND_METHOD(Aha_Storage_Memory_Redis, hmget);
static ZEND_METHOD(Aha_Storage_Memory_Redis, hmset);
static ZEND_METHOD(Aha_Storage_Memory_Redis, pipeline);
static ZEND_METHOD(Aha_Storage_Memory_Redis, multi);
static ZEND_METHOD(Aha_Storage_Memory_Redis, session);
static ZEND_METHOD(Aha_Storage_Memory_Redis, eval);
static ZEND_METHOD(Aha_Storage_Memory_Redis, evalSha);
static ZEND_METHOD(Aha_Storage_Memory_Redis, subscribe);
static ZEND_METHOD(Aha_Storage_Memory_Redis, psubscribe);
static ZEND_METHOD(Aha_Storage_Memory_Redis, scanAll);
static ZEND_METHOD(Aha_Storage_Memory_Redis, hscanAll);
static ZEND_METHOD(Aha_Storage_Memory_Redis, sscanAll);
static ZEND_METHOD(Aha_Storage_Memory_Redis, zscanAll);
static ZEND_METHOD(Aha_Storage_Memory_Redis, createCoroutine);
static ZEND_METHOD(Aha_Storage_Memory_Redis, stats);
static ZEND_METHOD(Aha_Storage_Memory_Redis, close);


static const zend_function_entry class_Aha_Storage_Memory_Redis_methods[] = {
	ZEND_ME(Aha_Storage_Memory_Redis, __construct, arginfo_class_Aha_Storage_Memory_Redis___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Redis, __call, arginfo_class_Aha_Storage_Memory_Redis___call, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Redis, command, arginfo_class_Aha_Storage_Memory_Redis_command, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Redis, hgetall, arginfo_class_Aha_Storage_Memory_Redis_hgetall, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Redis, hmget, arginfo_class_Aha_Storage_Memory_Redis_hmget, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Redis, hmset, arginfo_class_Aha_Storage_Memory_Redis_hmset, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Redis, pipeline, arginfo_class_Aha_Storage_Memory_Redis_pipeline, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Redis, multi, arginfo_class_Aha_Storage_Memory_Redis_multi, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Redis, session, arginfo_class_Aha_Storage_Memory_Redis_session, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Redis, eval, arginfo_class_Aha_Storage_Memory_Redis_eval, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Redis, evalSha, arginfo_class_Aha_Storage_Memory_Redis_evalSha, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Redis, subscribe, arginfo_class_Aha_Storage_Memory_Redis_subscribe, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Redis, psubscribe, arginfo_class_Aha_Storage_Memory_Redis_psubscribe, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Redis, scanAll, arginfo_class_Aha_Storage_Memory_Redis_scanAll, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Redis, hscanAll, arginfo_class_Aha_Storage_Memory_Redis_hscanAll, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Redis, sscanAll, arginfo_class_Aha_Storage_Memory_Redis_sscanAll, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Redis, zscanAll, arginfo_class_Aha_Storage_Memory_Redis_zscanAll, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Redis, createCoroutine, arginfo_class_Aha_Storage_Memory_Redis_createCoroutine, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Redis, stats, arginfo_class_Aha_Storage_Memory_Redis_stats, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Redis, close, arginfo_class_Aha_Storage_Memory_Redis_close, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Storage_Memory_Redis(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Storage\\Memory", "Redis", class_Aha_Storage_Memory_Redis_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
