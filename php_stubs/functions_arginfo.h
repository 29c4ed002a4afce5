/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: e8ced4ce33d24e6a21a7acc48f813a23ed427a9e */

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Aha_run, 0, 1, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, main, IS_CALLABLE, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_Aha_go, 0, 1, Aha\\Coroutine\\Task, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, work, Generator, MAY_BE_CALLABLE, NULL)
	ZEND_ARG_VARIADIC_TYPE_INFO(0, args, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_Aha_fiber, 0, 1, Aha\\Coroutine\\Task, 0)
	ZEND_ARG_TYPE_INFO(0, work, IS_CALLABLE, 0)
	ZEND_ARG_VARIADIC_TYPE_INFO(0, args, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Aha_await, 0, 1, IS_MIXED, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, operation, Aha\\Awaitable|Generator|Closure, MAY_BE_ARRAY, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_Aha_sleep, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, seconds, IS_DOUBLE, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, callback, IS_CALLABLE, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_Aha_all, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, operations, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_Aha_settle arginfo_Aha_all

#define arginfo_Aha_any arginfo_Aha_all

#define arginfo_Aha_race arginfo_Aha_all

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_Aha_timeout, 0, 2, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, seconds, IS_DOUBLE, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, operation, Aha\\Awaitable|Generator|Closure, 0, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_Aha_shield, 0, 1, Aha\\Future, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, operation, Aha\\Awaitable|Generator|Closure, 0, NULL)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Aha_defer, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, callback, IS_CALLABLE, 0)
ZEND_END_ARG_INFO()

#define arginfo_Aha_background arginfo_Aha_go

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_Aha_context, 0, 0, Aha\\Coroutine\\Context, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Aha_trace, 0, 1, IS_STRING, 0)
	ZEND_ARG_OBJ_INFO(0, error, Throwable, 0)
ZEND_END_ARG_INFO()


static ZEND_FUNCTION(Aha_run);
static ZEND_FUNCTION(Aha_go);
static ZEND_FUNCTION(Aha_fiber);
static ZEND_FUNCTION(Aha_await);
static ZEND_FUNCTION(Aha_sleep);
static ZEND_FUNCTION(Aha_all);
static ZEND_FUNCTION(Aha_settle);
static ZEND_FUNCTION(Aha_any);
static ZEND_FUNCTION(Aha_race);
static ZEND_FUNCTION(Aha_timeout);
static ZEND_FUNCTION(Aha_shield);
static ZEND_FUNCTION(Aha_defer);
static ZEND_FUNCTION(Aha_background);
static ZEND_FUNCTION(Aha_context);
static ZEND_FUNCTION(Aha_trace);


static const zend_function_entry ext_functions[] = {
	ZEND_NS_FALIAS("Aha", run, Aha_run, arginfo_Aha_run)
	ZEND_NS_FALIAS("Aha", go, Aha_go, arginfo_Aha_go)
	ZEND_NS_FALIAS("Aha", fiber, Aha_fiber, arginfo_Aha_fiber)
	ZEND_NS_FALIAS("Aha", await, Aha_await, arginfo_Aha_await)
	ZEND_NS_FALIAS("Aha", sleep, Aha_sleep, arginfo_Aha_sleep)
	ZEND_NS_FALIAS("Aha", all, Aha_all, arginfo_Aha_all)
	ZEND_NS_FALIAS("Aha", settle, Aha_settle, arginfo_Aha_settle)
	ZEND_NS_FALIAS("Aha", any, Aha_any, arginfo_Aha_any)
	ZEND_NS_FALIAS("Aha", race, Aha_race, arginfo_Aha_race)
	ZEND_NS_FALIAS("Aha", timeout, Aha_timeout, arginfo_Aha_timeout)
	ZEND_NS_FALIAS("Aha", shield, Aha_shield, arginfo_Aha_shield)
	ZEND_NS_FALIAS("Aha", defer, Aha_defer, arginfo_Aha_defer)
	ZEND_NS_FALIAS("Aha", background, Aha_background, arginfo_Aha_background)
	ZEND_NS_FALIAS("Aha", context, Aha_context, arginfo_Aha_context)
	ZEND_NS_FALIAS("Aha", trace, Aha_trace, arginfo_Aha_trace)
	ZEND_FE_END
};
