#pragma once

// The registration function of each binding file, called once in MINIT, in the order of their needs.
struct _zend_function_entry;

namespace aha::php {

const _zend_function_entry* functionTable();
void registerExceptions();
void registerFuture();
void registerTask();
void registerTaskDrive();
void registerFiberPool();
void registerCombinators();
void registerFunctions();
void registerDeferred();
void registerTimer();
void registerContext();
void registerScope();
void registerHttpJob();
void registerHttpBody();
void registerUploadedFile();
void registerRequest();
void registerResponse();
void registerBody();
void registerServer(); // before the servers
void registerListener();
void registerHttp();
void registerConnection();
void registerTcp();
void registerUdp();
void registerChannel();
void registerMutex();
void registerSemaphore();
void registerWaitGroup();
void registerCondition();
void registerNetworkClient(); // before the clients
void registerTcpClient();
void registerUdpClient(); // after that of TCP
void registerMulti();
void registerClientPool();
void registerCookieJar();
void registerResponseBody();
void registerResponseException();
void registerResponseOfClient();
void registerHttpClient();
void registerHttpOfClient();
void registerDbExceptions();
void registerDbBlob();
void registerDbResult();
void registerDbQuery();
void registerDbTransaction();
void registerDbTransactionRun();
void registerDbChain();
void registerDbInsert();
void registerDbCursor();
void registerDbCoroutine();
void registerDatabase();
void registerDbPool();
void registerRedisException();
void registerRedisOperation();
void registerRedisBatch();
void registerRedisScan();
void registerRedisCoroutine();
void registerRedisSession();
void registerRedisSubscription();
void registerRedis();
void registerMemoryPool();
void registerConnections();
void registerLogger();
void registerScheduler();
void shutdownSchedulers(); // at the end of the script
void registerSystemCall();
void registerBootstrap(); // and Daemon; before what it consists of
void registerLoader();
void registerRouter();
void registerRouteAttribute();
void registerRouterInterface();
void registerDeclaredRoute();
void registerRoutes(); // after Bootstrap
void registerFilter();
void registerDispatcher();
void registerAction();
void registerController(); // after Dispatcher
void shutdownMvc();        // at the end of the script
void registerConfig();
void registerEnv();
void shutdownEnv();
void registerContainer();
void shutdownContainers();
void registerMiddleware();
void registerExceptionHandlers();
void registerBoot();
void registerAppParts();
void shutdownLoggers(); // at the end of the script

} // namespace aha::php
