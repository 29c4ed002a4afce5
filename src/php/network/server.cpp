#include "php/network/server.h"

#include "core/process/master.h"
#include "php/combinator.h"
#include "php/error.h"
#include "php/network/server_calls.h"
#include "php/network/set_handler.h"
#include "php/process/payload.h"
#include "php/process/server_run.h"
#include "php/process/steps.h"
#include "php/process/task_service.h"
#include "php/process/worker_process.h"
#include "php/register.h"
#include "php/runtime.h"
#include "php/timers.h"

#include "php_stubs/Network/Server_arginfo.h"

namespace aha::php {

Listener& ServerObject::listener(std::size_t index) {
    return index == 0 ? own : Class<ListenerObject>::from(more[index - 1].get()).listener;
}

bool ServerObject::hasEvent(Event event) {
    if (!isProtocolEvent(event)) {
        return true;
    }
    for (std::size_t i = 0; i < listenerCount(); ++i) {
        if (listener(i).kind->hasEvent(event)) {
            return true;
        }
    }
    return false;
}

ServerObject::~ServerObject() {
    for (Value& object : more) {
        Class<ListenerObject>::from(object.get()).server = nullptr;
    }
}

void ServerObject::visit(Gc& gc) {
    own.visit(gc);
    for (Value& object : more) {
        gc.add(object);
    }
    for (auto& each : added) {
        gc.add(each->handler);
    }
}

bool ServerObject::check() {
    if (process.taskWorkers && !handler(Event::Task).isSet()) {
        throwException(exceptions.config,
                       "There is no handler of the tasks: \"task_worker_num\" needs on('task', ...)");
        return false;
    }
    for (std::size_t i = 0; i < listenerCount(); ++i) {
        if (!listener(i).kind->check(*this, listener(i))) {
            return false;
        }
    }
    return true;
}

ServerObject* ServerObject::constructed(zval* self) {
    ServerObject& server = Class<ServerObject>::from(self);
    if (!server.own.kind) {
        throwException(exceptions.state, "The constructor of %s was not called",
                       ZSTR_VAL(Z_OBJCE_P(self)->name));
        return nullptr;
    }
    return &server;
}

void ServerObject::beginDrain(Runtime& runtime) {
    Callable& exits = handler(Event::WorkerExit);
    if (std::exchange(draining, true) || !exits.isSet() || runtime.isFatal()) {
        return;
    }
    zval arguments[2];
    ZVAL_OBJ(&arguments[0], Class<ServerObject>::objectOf(*this));
    ZVAL_LONG(&arguments[1], worker ? static_cast<zend_long>(worker->id()) : 0);
    startInBackground(runtime, exits, 2, arguments, "the handler of workerExit", own.style());
}

void ServerObject::adoptMethods(zend_object* self) {
    for (std::size_t i = 0; i < kEvents; ++i) {
        const auto event = static_cast<Event>(i);
        const char* name = eventName(event).method;
        auto* method = static_cast<zend_function*>(
            zend_hash_str_find_ptr(&self->ce->function_table, name, strlen(name)));
        if (!method || handler(event).isSet() || !hasEvent(event)) {
            continue;
        }
        zval object, closure;
        ZVAL_OBJ(&object, self);
        zend_create_closure(&closure, method, method->common.scope, self->ce, &object);
        handler(event).set(&closure);
        zval_ptr_dtor(&closure);
    }
}

bool ServerObject::callStep(Event event, zval* self, std::initializer_list<zend_long> extra) {
    if (!handler(event).isSet()) {
        return true;
    }
    zval arguments[6];
    std::uint32_t count = 0;
    ZVAL_COPY_VALUE(&arguments[count++], self);
    for (zend_long number : extra) {
        ZVAL_LONG(&arguments[count++], number);
    }
    return runStep(handler(event), arguments, count, own.style());
}

void constructServer(INTERNAL_FUNCTION_PARAMETERS,
                     std::unique_ptr<ServerKind> (*makeKind)(HashTable*, ProcessConfig*)) {
    (void)return_value;
    zend_string* host;
    zend_long port;
    HashTable* options = nullptr;
    ZEND_PARSE_PARAMETERS_START(2, 3)
    Z_PARAM_STR(host)
    Z_PARAM_LONG(port)
    Z_PARAM_OPTIONAL
    Z_PARAM_ARRAY_HT(options)
    ZEND_PARSE_PARAMETERS_END();
    if (!checkAddress(host, port)) {
        RETURN_THROWS();
    }
    ServerObject& self = Class<ServerObject>::from(ZEND_THIS);
    if (self.isRunning()) {
        throwException(exceptions.state, "The server runs already");
        RETURN_THROWS();
    }
    ProcessConfig process;
    auto kind = makeKind(options ? options : const_cast<HashTable*>(&zend_empty_array), &process);
    if (!kind) {
        RETURN_THROWS();
    }
    self.process = std::move(process);
    self.own.kind = std::move(kind);
    self.own.host = view(host);
    self.own.port = static_cast<unsigned>(port);
}

void registerServer() { Class<ServerObject>::install(register_class_Aha_Network_Server()); }

// The running worker, for what only workers can do; null: an exception was thrown.
static WorkerProcess* workerOf(zval* self, const char* method) {
    ServerObject* server = ServerObject::constructed(self);
    if (server && !server->worker) {
        throwException(exceptions.state,
                       "%s() works in a worker of a running server that has several processes", method);
    }
    return server ? server->worker : nullptr;
}

// The future of a task; `seconds` 0 = no limit. Null: an exception was thrown.
static zend_object* startTask(zval* self, zval* data, zend_long taskWorker, const char* method) {
    WorkerProcess* worker = workerOf(self, method);
    if (!worker) {
        return nullptr;
    }
    const ProcessConfig& config = Class<ServerObject>::from(self).process;
    if (config.taskWorkers == 0) {
        throwException(exceptions.config, "%s() needs task workers: set \"task_worker_num\"", method);
        return nullptr;
    }
    if (taskWorker < -1 || taskWorker >= static_cast<zend_long>(config.taskWorkers)) {
        throwException(exceptions.config,
                       "%s(): there is no task worker " ZEND_LONG_FMT ", they are 0 to %u (-1 = any)", method,
                       taskWorker, config.taskWorkers - 1);
        return nullptr;
    }
    const std::uint32_t slot = taskWorker < 0 ? process::TaskRouter::kAnySlot
                                              : config.workers + static_cast<std::uint32_t>(taskWorker);
    return worker->tasks().start(data, slot);
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Network_Server, on) {
    zend_string* event;
    zend_fcall_info info;
    zend_fcall_info_cache cache;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_STR(event)
    Z_PARAM_FUNC(info, cache)
    ZEND_PARSE_PARAMETERS_END();
    ServerObject* self = ServerObject::constructed(ZEND_THIS);
    if (!self) {
        RETURN_THROWS();
    }
    if (setHandler(
            self->own, [self](Event each) { return self->hasEvent(each); }, event, self->isRunning(),
            &info.function_name)) {
        RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS));
    }
}

PHP_METHOD(Aha_Network_Server, start) {
    ZEND_PARSE_PARAMETERS_NONE();
    ServerObject* self = ServerObject::constructed(ZEND_THIS);
    if (!self) {
        RETURN_THROWS();
    }
    if (self->isRunning()) {
        throwException(exceptions.state, "The server runs already");
        RETURN_THROWS();
    }
    StartEnd end = runServer(*self, ZEND_THIS);
    if (end.kind == StartEnd::Kind::Bailout) {
        zend_bailout();
    }
    if (end.kind == StartEnd::Kind::Exit) {
        zend_clear_exception();
        EG(exit_status) = end.code;
        zend_throw_unwind_exit();
    }
}

static void stopServer(INTERNAL_FUNCTION_PARAMETERS) {
    ZEND_PARSE_PARAMETERS_NONE();
    ServerObject& self = Class<ServerObject>::from(ZEND_THIS);
    self.stopping = true;
    if (self.worker) {
        self.worker->stopServer();
    } else if (self.master) {
        self.master->stop();
    } else if (self.service) {
        self.service->drain(self.process.maxWaitMs, ~std::uint64_t{0});
    }
}

PHP_METHOD(Aha_Network_Server, stop) { stopServer(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Network_Server, shutdown) { stopServer(INTERNAL_FUNCTION_PARAM_PASSTHRU); }

PHP_METHOD(Aha_Network_Server, reload) {
    ZEND_PARSE_PARAMETERS_NONE();
    ServerObject& self = Class<ServerObject>::from(ZEND_THIS);
    if (self.worker) {
        self.worker->reloadServer();
    } else if (self.master) {
        self.master->reload();
    } else {
        throwException(exceptions.state, "reload() works in a running server that has several processes");
    }
}

PHP_METHOD(Aha_Network_Server, task) {
    zval* data;
    zend_long taskWorker = -1;
    zend_fcall_info info;
    zend_fcall_info_cache cache;
    info.size = 0;
    ZEND_PARSE_PARAMETERS_START(1, 3)
    Z_PARAM_ZVAL(data)
    Z_PARAM_OPTIONAL
    Z_PARAM_LONG(taskWorker)
    Z_PARAM_FUNC_OR_NULL(info, cache)
    ZEND_PARSE_PARAMETERS_END();
    zend_object* future = startTask(ZEND_THIS, data, taskWorker, "task");
    if (!future) {
        RETURN_THROWS();
    }
    if (info.size) {
        Task& task =
            Task::continueWith(Runtime::get().currentScope(), Future::from(future), TaskStart::Kind::Callback,
                               &info.function_name, nullptr, callerSite());
        OBJ_RELEASE(task.object());
    }
    RETURN_OBJ(future);
}

PHP_METHOD(Aha_Network_Server, taskwait) {
    zval* data;
    double timeout = 0.5;
    zend_long taskWorker = -1;
    ZEND_PARSE_PARAMETERS_START(1, 3)
    Z_PARAM_ZVAL(data)
    Z_PARAM_OPTIONAL
    Z_PARAM_DOUBLE(timeout)
    Z_PARAM_LONG(taskWorker)
    ZEND_PARSE_PARAMETERS_END();
    if (!(timeout > 0)) {
        zend_argument_value_error(2, "must be greater than 0 (seconds)");
        RETURN_THROWS();
    }
    zend_object* future = startTask(ZEND_THIS, data, taskWorker, "taskwait");
    if (!future) {
        RETURN_THROWS();
    }
    RETURN_OBJ(withTimeout(timeout, future));
}

PHP_METHOD(Aha_Network_Server, finish) {
    zval* result;
    ZEND_PARSE_PARAMETERS_START(1, 1)
    Z_PARAM_ZVAL(result)
    ZEND_PARSE_PARAMETERS_END();
    WorkerProcess* worker = workerOf(ZEND_THIS, "finish");
    if (!worker) {
        RETURN_THROWS();
    }
    worker->finishTask(result);
}

PHP_METHOD(Aha_Network_Server, sendMessage) {
    zval* message;
    zend_long workerId;
    ZEND_PARSE_PARAMETERS_START(2, 2)
    Z_PARAM_ZVAL(message)
    Z_PARAM_LONG(workerId)
    ZEND_PARSE_PARAMETERS_END();
    ServerObject* self = ServerObject::constructed(ZEND_THIS);
    if (!self) {
        RETURN_THROWS();
    }
    if (!self->worker && !self->master) {
        throwException(exceptions.state,
                       "sendMessage() works in a running server that has several processes");
        RETURN_THROWS();
    }
    const auto count = static_cast<zend_long>(self->processCount());
    if (workerId < 0 || workerId >= count || (self->worker && workerId == self->worker->id())) {
        zend_argument_value_error(2, "must be the id of another process, 0 to " ZEND_LONG_FMT, count - 1);
        RETURN_THROWS();
    }
    zend_string* payload = packValue(message, self->process.taskBytes, "The message");
    if (!payload) {
        RETURN_THROWS();
    }
    const auto to = static_cast<std::uint32_t>(workerId);
    if (self->worker) {
        self->worker->send({aha::process::MessageType::Pipe, self->worker->id(), to, 0, 0, view(payload)});
    } else {
        self->master->sendPipe(to, view(payload));
    }
    zend_string_release(payload);
}

PHP_METHOD(Aha_Network_Server, workerId) {
    ZEND_PARSE_PARAMETERS_NONE();
    ServerObject& self = Class<ServerObject>::from(ZEND_THIS);
    RETURN_LONG(self.worker ? self.worker->id() : self.service ? 0 : -1);
}

PHP_METHOD(Aha_Network_Server, isDraining) {
    ZEND_PARSE_PARAMETERS_NONE();
    ServerObject* self = ServerObject::constructed(ZEND_THIS);
    if (self) {
        RETURN_BOOL(self->draining);
    }
}

PHP_METHOD(Aha_Network_Server, isTaskWorker) {
    ZEND_PARSE_PARAMETERS_NONE();
    ServerObject& self = Class<ServerObject>::from(ZEND_THIS);
    RETURN_BOOL(self.worker && self.worker->isTaskWorker());
}

PHP_METHOD(Aha_Network_Server, after) { addTimer(INTERNAL_FUNCTION_PARAM_PASSTHRU, false); }
PHP_METHOD(Aha_Network_Server, tick) { addTimer(INTERNAL_FUNCTION_PARAM_PASSTHRU, true); }
PHP_METHOD(Aha_Network_Server, clearTimer) { clearTimer(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Network_Server, port) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(Class<ServerObject>::from(ZEND_THIS).own.port);
}

PHP_METHOD(Aha_Network_Server, send) { aha_server_send(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Network_Server, sendFile) { aha_server_sendFile(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Network_Server, close) { aha_server_close(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Network_Server, exist) { aha_server_exist(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Network_Server, connection) { aha_server_connection(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Network_Server, connections) { aha_server_connections(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Network_Server, heartbeat) { aha_server_heartbeat(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Network_Server, getClientList) { aha_server_getClientList(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Network_Server, getClientInfo) { aha_server_getClientInfo(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Network_Server, bind) { aha_server_bind(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Network_Server, sendto) { aha_server_sendto(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Network_Server, joinMulticast) { aha_server_joinMulticast(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Network_Server, leaveMulticast) {
    aha_server_leaveMulticast(INTERNAL_FUNCTION_PARAM_PASSTHRU);
}
PHP_METHOD(Aha_Network_Server, stats) { aha_server_stats(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Network_Server, statusJson) { aha_server_statusJson(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Network_Server, addListener) { aha_server_addListener(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Network_Server, addProcess) { aha_server_addProcess(INTERNAL_FUNCTION_PARAM_PASSTHRU); }
PHP_METHOD(Aha_Network_Server, reloadCertificates) {
    aha_server_reloadCertificates(INTERNAL_FUNCTION_PARAM_PASSTHRU);
}
