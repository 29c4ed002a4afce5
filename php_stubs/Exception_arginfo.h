/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 94baf79dfb0545531d5a47670b9c5940883d0845 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_HttpException___construct, 0, 0, 1)
	ZEND_ARG_TYPE_INFO(0, status, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, message, IS_STRING, 0, "\"\"")
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, previous, Throwable, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_HttpException_getStatus, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_HttpException, __construct);
static ZEND_METHOD(Aha_HttpException, getStatus);


static const zend_function_entry class_Aha_Exception_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Aha_ConfigException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Aha_StateException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Aha_ConnectException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Aha_TimeoutException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Aha_DeadlineException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Aha_CancelledException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Aha_ProtocolException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Aha_PoolException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Aha_DeadlockException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Aha_BackpressureException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Aha_ExitException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Aha_HttpException_methods[] = {
	ZEND_ME(Aha_HttpException, __construct, arginfo_class_Aha_HttpException___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_HttpException, getStatus, arginfo_class_Aha_HttpException_getStatus, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Aha_WorkerException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Aha_TaskException_methods[] = {
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Exception(zend_class_entry *class_entry_Throwable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha", "Exception", class_Aha_Exception_methods);
	class_entry = zend_register_internal_interface(&ce);
	zend_class_implements(class_entry, 1, class_entry_Throwable);

	return class_entry;
}

static zend_class_entry *register_class_Aha_ConfigException(zend_class_entry *class_entry_InvalidArgumentException, zend_class_entry *class_entry_Aha_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha", "ConfigException", class_Aha_ConfigException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_InvalidArgumentException);
	zend_class_implements(class_entry, 1, class_entry_Aha_Exception);

	return class_entry;
}

static zend_class_entry *register_class_Aha_StateException(zend_class_entry *class_entry_LogicException, zend_class_entry *class_entry_Aha_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha", "StateException", class_Aha_StateException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_LogicException);
	zend_class_implements(class_entry, 1, class_entry_Aha_Exception);

	return class_entry;
}

static zend_class_entry *register_class_Aha_ConnectException(zend_class_entry *class_entry_RuntimeException, zend_class_entry *class_entry_Aha_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha", "ConnectException", class_Aha_ConnectException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);
	zend_class_implements(class_entry, 1, class_entry_Aha_Exception);

	return class_entry;
}

static zend_class_entry *register_class_Aha_TimeoutException(zend_class_entry *class_entry_RuntimeException, zend_class_entry *class_entry_Aha_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha", "TimeoutException", class_Aha_TimeoutException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);
	zend_class_implements(class_entry, 1, class_entry_Aha_Exception);

	return class_entry;
}

static zend_class_entry *register_class_Aha_DeadlineException(zend_class_entry *class_entry_Aha_TimeoutException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha", "DeadlineException", class_Aha_DeadlineException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Aha_TimeoutException);

	return class_entry;
}

static zend_class_entry *register_class_Aha_CancelledException(zend_class_entry *class_entry_RuntimeException, zend_class_entry *class_entry_Aha_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha", "CancelledException", class_Aha_CancelledException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);
	zend_class_implements(class_entry, 1, class_entry_Aha_Exception);

	return class_entry;
}

static zend_class_entry *register_class_Aha_ProtocolException(zend_class_entry *class_entry_RuntimeException, zend_class_entry *class_entry_Aha_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha", "ProtocolException", class_Aha_ProtocolException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);
	zend_class_implements(class_entry, 1, class_entry_Aha_Exception);

	return class_entry;
}

static zend_class_entry *register_class_Aha_PoolException(zend_class_entry *class_entry_RuntimeException, zend_class_entry *class_entry_Aha_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha", "PoolException", class_Aha_PoolException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);
	zend_class_implements(class_entry, 1, class_entry_Aha_Exception);

	return class_entry;
}

static zend_class_entry *register_class_Aha_DeadlockException(zend_class_entry *class_entry_LogicException, zend_class_entry *class_entry_Aha_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha", "DeadlockException", class_Aha_DeadlockException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_LogicException);
	zend_class_implements(class_entry, 1, class_entry_Aha_Exception);

	return class_entry;
}

static zend_class_entry *register_class_Aha_BackpressureException(zend_class_entry *class_entry_RuntimeException, zend_class_entry *class_entry_Aha_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha", "BackpressureException", class_Aha_BackpressureException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);
	zend_class_implements(class_entry, 1, class_entry_Aha_Exception);

	return class_entry;
}

static zend_class_entry *register_class_Aha_ExitException(zend_class_entry *class_entry_RuntimeException, zend_class_entry *class_entry_Aha_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha", "ExitException", class_Aha_ExitException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);
	zend_class_implements(class_entry, 1, class_entry_Aha_Exception);

	return class_entry;
}

static zend_class_entry *register_class_Aha_HttpException(zend_class_entry *class_entry_RuntimeException, zend_class_entry *class_entry_Aha_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha", "HttpException", class_Aha_HttpException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);
	zend_class_implements(class_entry, 1, class_entry_Aha_Exception);

	return class_entry;
}

static zend_class_entry *register_class_Aha_WorkerException(zend_class_entry *class_entry_RuntimeException, zend_class_entry *class_entry_Aha_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha", "WorkerException", class_Aha_WorkerException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);
	zend_class_implements(class_entry, 1, class_entry_Aha_Exception);

	return class_entry;
}

static zend_class_entry *register_class_Aha_TaskException(zend_class_entry *class_entry_RuntimeException, zend_class_entry *class_entry_Aha_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha", "TaskException", class_Aha_TaskException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_RuntimeException);
	zend_class_implements(class_entry, 1, class_entry_Aha_Exception);

	return class_entry;
}
