/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 0208307a781ec1428deceb7f6a6f991a1f4ecc69 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Storage_Memory_Session___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Memory_Session___call, 0, 2, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, arguments, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Memory_Session_command, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_VARIADIC_TYPE_INFO(0, arguments, IS_MIXED, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Storage_Memory_Session_pipeline, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, work, IS_CALLABLE, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Storage_Memory_Session_multi arginfo_class_Aha_Storage_Memory_Session_pipeline

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Storage_Memory_Session_release, 0, 0, IS_VOID, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Storage_Memory_Session, __construct);
static ZEND_METHOD(Aha_Storage_Memory_Session, __call);
static ZEND_METHOD(Aha_Storage_Memory_Session, command);
static ZEND_METHOD(Aha_Storage_Memory_Session, pipeline);
static ZEND_METHOD(Aha_Storage_Memory_Session, multi);
static ZEND_METHOD(Aha_Storage_Memory_Session, release);


static const zend_function_entry class_Aha_Storage_Memory_Session_methods[] = {
	ZEND_ME(Aha_Storage_Memory_Session, __construct, arginfo_class_Aha_Storage_Memory_Session___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Aha_Storage_Memory_Session, __call, arginfo_class_Aha_Storage_Memory_Session___call, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Session, command, arginfo_class_Aha_Storage_Memory_Session_command, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Session, pipeline, arginfo_class_Aha_Storage_Memory_Session_pipeline, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Session, multi, arginfo_class_Aha_Storage_Memory_Session_multi, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Storage_Memory_Session, release, arginfo_class_Aha_Storage_Memory_Session_release, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Storage_Memory_Session(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Storage\\Memory", "Session", class_Aha_Storage_Memory_Session_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
