/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 3c01493c472c0f0bdd60d66d93d3ca9361128154 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Aha_Client_CookieJar___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Client_CookieJar_store, 0, 2, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, url, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, setCookie, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Client_CookieJar_header, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, url, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Client_CookieJar_all, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Client_CookieJar_clear, 0, 0, IS_VOID, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Aha_Client_CookieJar_clearSession arginfo_class_Aha_Client_CookieJar_clear

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Aha_Client_CookieJar_count, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()


static ZEND_METHOD(Aha_Client_CookieJar, __construct);
static ZEND_METHOD(Aha_Client_CookieJar, store);
static ZEND_METHOD(Aha_Client_CookieJar, header);
static ZEND_METHOD(Aha_Client_CookieJar, all);
static ZEND_METHOD(Aha_Client_CookieJar, clear);
static ZEND_METHOD(Aha_Client_CookieJar, clearSession);
static ZEND_METHOD(Aha_Client_CookieJar, count);


static const zend_function_entry class_Aha_Client_CookieJar_methods[] = {
	ZEND_ME(Aha_Client_CookieJar, __construct, arginfo_class_Aha_Client_CookieJar___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_CookieJar, store, arginfo_class_Aha_Client_CookieJar_store, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_CookieJar, header, arginfo_class_Aha_Client_CookieJar_header, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_CookieJar, all, arginfo_class_Aha_Client_CookieJar_all, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_CookieJar, clear, arginfo_class_Aha_Client_CookieJar_clear, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_CookieJar, clearSession, arginfo_class_Aha_Client_CookieJar_clearSession, ZEND_ACC_PUBLIC)
	ZEND_ME(Aha_Client_CookieJar, count, arginfo_class_Aha_Client_CookieJar_count, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Aha_Client_CookieJar(zend_class_entry *class_entry_Countable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Aha\\Client", "CookieJar", class_Aha_Client_CookieJar_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Countable);

	return class_entry;
}
