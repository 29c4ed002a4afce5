// The module: what PHP loads. Registers the classes and functions; everything else is made on first use.
#include "php/zend.h"

#include "core/net/library_versions.h"
#include "core/net/pool_job.h"
#include "core/proto/http/library_versions.h"
#include "core/proto/resp/resp_reader.h"

#include "php/php_aha.h"
#include "php/register.h"
#include "php/runtime.h"
#include "php/stall_guard.h"

ZEND_DECLARE_MODULE_GLOBALS(aha)

using namespace aha::php;

// The engine's macro names its parameter like the global.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
static PHP_GINIT_FUNCTION(aha) {
#if defined(COMPILE_DL_AHA) && defined(ZTS)
    ZEND_TSRMLS_CACHE_UPDATE();
#endif
    aha_globals->runtime = nullptr;
}
#pragma GCC diagnostic pop

PHP_INI_BEGIN()
PHP_INI_ENTRY("aha.environ", "", PHP_INI_SYSTEM, nullptr) // see Aha\Mvc\Env
PHP_INI_ENTRY("aha.debug", "", PHP_INI_SYSTEM, nullptr)
PHP_INI_END()

static PHP_MINIT_FUNCTION(aha) {
    REGISTER_INI_ENTRIES();
    if (zend_register_functions(nullptr, functionTable(), nullptr, type) == FAILURE) {
        return FAILURE;
    }
    registerExceptions();
    registerFuture();
    registerTask();
    registerTaskDrive();
    registerFiberPool();
    registerCombinators();
    registerFunctions();
    registerDeferred();
    registerTimer();
    registerContext();
    registerScope();
    registerHttpJob();
    registerHttpBody();
    registerUploadedFile();
    registerRequest();
    registerResponse();
    registerBody();
    registerServer();
    registerListener();
    registerHttp();
    registerConnection();
    registerTcp();
    registerUdp();
    StallGuard::install();
    registerChannel();
    registerMutex();
    registerSemaphore();
    registerWaitGroup();
    registerCondition();
    registerScheduler();
    registerSystemCall();
    registerNetworkClient();
    registerTcpClient();
    registerUdpClient();
    registerMulti();
    registerClientPool();
    registerCookieJar();
    registerResponseBody();
    registerResponseException();
    registerResponseOfClient();
    registerHttpClient();
    registerHttpOfClient();
    registerDbExceptions();
    registerDbBlob();
    registerDbResult();
    registerDbQuery();
    registerDbTransaction();
    registerDbTransactionRun();
    registerDbChain();
    registerDbInsert();
    registerDbCursor();
    registerDbCoroutine();
    registerDatabase();
    registerDbPool();
    registerRedisException();
    registerRedisOperation();
    registerRedisBatch();
    registerRedisScan();
    registerRedisCoroutine();
    registerRedisSession();
    registerRedisSubscription();
    registerRedis();
    registerMemoryPool();
    registerConnections();
    registerLogger();
    registerBootstrap();
    registerLoader();
    registerRouter();
    registerRouteAttribute();
    registerRouterInterface();
    registerDeclaredRoute();
    registerRoutes();
    registerFilter();
    registerDispatcher();
    registerAction();
    registerController();
    registerConfig();
    registerEnv();
    registerContainer();
    registerMiddleware();
    registerExceptionHandlers();
    registerBoot();
    registerAppParts();
    return SUCCESS;
}

static PHP_MSHUTDOWN_FUNCTION(aha) {
    (void)type;
    UNREGISTER_INI_ENTRIES();
    aha::net::restoreThreadPool(); // of libuv, which goes with the process
    return SUCCESS;
}

static PHP_RSHUTDOWN_FUNCTION(aha) {
    (void)type;
    (void)module_number;
    Runtime::shutdown();
    shutdownMvc();
    shutdownSchedulers();
    shutdownLoggers();
    shutdownEnv();
    shutdownContainers();
    return SUCCESS;
}

#ifdef ZTS
static constexpr const char* kThreadSafe = "yes";
#else
static constexpr const char* kThreadSafe = "no";
#endif

static PHP_MINFO_FUNCTION(aha) {
    php_info_print_table_start();
    php_info_print_table_row(2, "Aha application server", "enabled");
    php_info_print_table_row(2, "Version", PHP_AHA_VERSION);
    php_info_print_table_row(2, "Servers", "HTTP/1.1, TCP, UDP, TLS 1.2 and 1.3, unix sockets");
    php_info_print_table_row(2, "Coroutine styles", "generator, callback, fiber");
    php_info_print_table_row(2, "Thread safety", kThreadSafe);
    php_info_print_table_end();
    php_info_print_table_start();
    php_info_print_table_header(3, "Library", "compiled with", "loaded");
    for (const auto& list : {aha::net::libraryVersions(), aha::http::libraryVersions()}) {
        for (const aha::LibraryVersion& library : list) {
            php_info_print_table_row(3, library.name.c_str(), library.compiled.c_str(),
                                     library.loaded.c_str());
        }
    }
    php_info_print_table_row(3, "hiredis", aha::resp::hiredisVersion(), "");
    php_info_print_table_end();
    DISPLAY_INI_ENTRIES();
}

zend_module_entry aha_module_entry = {
    STANDARD_MODULE_HEADER,
    "aha",
    nullptr, // functions: registered below, the table is a static of functions_arginfo.h
    PHP_MINIT(aha),
    PHP_MSHUTDOWN(aha),
    nullptr,
    PHP_RSHUTDOWN(aha),
    PHP_MINFO(aha),
    PHP_AHA_VERSION,
    PHP_MODULE_GLOBALS(aha),
    PHP_GINIT(aha),
    nullptr,
    nullptr,
    STANDARD_MODULE_PROPERTIES_EX,
};

#ifdef COMPILE_DL_AHA
#ifdef ZTS
ZEND_TSRMLS_CACHE_DEFINE()
#endif
extern "C" {
ZEND_GET_MODULE(aha)
}
#endif
