/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 21003dcf6c9b0d7a7ab59909892c972db5a91aab */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Server_Response___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Server_Response_status, 0, 1, Aha\\Server\\Response, 0)
	ZEND_ARG_TYPE_INFO(0, status, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Server_Response_header, 0, 2, Aha\\Server\\Response, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, value, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, replace, _IS_BOOL, 0, "true")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Server_Response_cookie, 0, 1, Aha\\Server\\Response, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, value, IS_STRING, 0, "\"\"")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, expires, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, path, IS_STRING, 0, "\"/\"")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, domain, IS_STRING, 0, "\"\"")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, secure, _IS_BOOL, 0, "false")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, httpOnly, _IS_BOOL, 0, "false")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, sameSite, IS_STRING, 0, "\"\"")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, maxAge, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, partitioned, _IS_BOOL, 0, "false")
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Server_Response_rawCookie arginfo_class_Aha_Server_Response_cookie

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Server_Response_write, 0, 1, Aha\\Future, 0)
	ZEND_ARG_TYPE_INFO(0, data, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_Response_end, 0, 0, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, data, IS_STRING, 0, "\"\"")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_Response_json, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, data, IS_MIXED, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, status, IS_LONG, 0, "200")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, flags, IS_LONG, 0, "JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_Response_redirect, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, location, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, status, IS_LONG, 0, "302")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_Response_sendFile, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, path, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, offset, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, length, IS_LONG, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Server_Response_trailer, 0, 2, Aha\\Server\\Response, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, value, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Aha_Server_Response_earlyHints, 0, 0, Aha\\Server\\Response, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_Response_getStatus, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Server_Response_isStarted, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Server_Response_isEnded arginfo_class_Aha_Server_Response_isStarted

#define arginfo_class_Aha_Server_Response_isAborted arginfo_class_Aha_Server_Response_isStarted

#define arginfo_class_Aha_Server_Response_queuedBytes arginfo_class_Aha_Server_Response_getStatus


static ZEND_METHOD(Aha_Server_Response, __construct);
static ZEND_METHOD(Aha_Server_Response, status);
static ZEND_METHOD(Aha_Server_Response, header);
static ZEND_METHOD(Aha_Server_Response, cookie);
static ZEND_METHOD(Aha_Server_Response, rawCookie);
static ZEND_METHOD(Aha_Server_Response, write);
static ZEND_METHOD(Aha_Server_Response, end);
static ZEND_METHOD(Aha_Server_Response, json);
static ZEND_METHOD(Aha_Server_Response, redirect);
static ZEND_METHOD(Aha_Server_Response, sendFile);
static ZEND_METHOD(Aha_Server_Response, trailer);
static ZEND_METHOD(Aha_Server_Response, earlyHints);
static ZEND_METHOD(Aha_Server_Response, getStatus);
static ZEND_METHOD(Aha_Server_Response, isStarted);
static ZEND_METHOD(Aha_Server_Response, isEnded);
static ZEND_METHOD(Aha_Server_Response, isAborted);
static ZEND_METHOD(Aha_Server_Response, queuedBytes);


static const zend_function_entry class_Aha_Server_Response_methods[] = {
	ZEND_ME(Aha_Server_Response, __construct, arginfo_class_Aha_Server_Response___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Aha_Server_Response, status, arginfo_class_Aha_Server_Response_status, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Response, header, arginfo_class_Aha_Server_Response_header, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Response, cookie, arginfo_class_Aha_Server_Response_cookie, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Response, rawCookie, arginfo_class_Aha_Server_Response_rawCookie, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Response, write, arginfo_class_Aha_Server_Response_write, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Response, end, arginfo_class_Aha_Server_Response_end, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Response, json, arginfo_class_Aha_Server_Response_json, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Response, redirect, arginfo_class_Aha_Server_Response_redirect, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Response, sendFile, arginfo_class_Aha_Server_Response_sendFile, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Response, trailer, arginfo_class_Aha_Server_Response_trailer, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Response, earlyHints, arginfo_class_Aha_Server_Response_earlyHints, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Response, getStatus, arginfo_class_Aha_Server_Response_getStatus, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Response, isStarted, arginfo_class_Aha_Server_Response_isStarted, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Response, isEnded, arginfo_class_Aha_Server_Response_isEnded, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Response, isAborted, arginfo_class_Aha_Server_Response_isAborted, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Server_Response, queuedBytes, arginfo_class_Aha_Server_Response_queuedBytes, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Server_Response(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Server", "Response", class_Aha_Server_Response_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
