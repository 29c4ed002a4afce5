#include "php/process/task_client.h"

#include "php/error.h"
#include "php/process/payload.h"
#include "php/process/steps.h"
#include "php/process/worker_process.h"
#include "php/runtime.h"

namespace aha::php {

TaskClient::~TaskClient() { failAll("The process has ended"); }

zend_object* TaskClient::start(zval* data, std::uint32_t slot) {
    zend_string* payload = packValue(data, server_.process.taskBytes, "The data of the task");
    if (!payload) {
        return nullptr;
    }
    zend_object* object = Class<Future>::make().object();
    const std::uint64_t id = ++lastId_;
    futures_[id].set(object);
    worker_.send({process::MessageType::Task, worker_.id(), slot, id, 0, view(payload)});
    zend_string_release(payload);
    return object;
}

void TaskClient::onAnswer(const process::Message& message) {
    auto found = futures_.find(message.id);
    if (found == futures_.end() || runtime_.isFatal()) {
        return;
    }
    zend_object* future = found->second.release();
    futures_.erase(found);
    settle(future, message.id, message);
    OBJ_RELEASE(future);
}

void TaskClient::settle(zend_object* object, std::uint64_t id, const process::Message& message) {
    Future& future = Future::from(object);
    if (message.type == process::MessageType::TaskError) {
        std::string text = "Task " + std::to_string(id) + ": " + std::string(message.payload);
        future.reject(makeException(exceptions.task, text));
        return;
    }
    zval value;
    Entered entered = unpackValue(message.payload, &value);
    if (entered != Entered::Ok) {
        if (entered == Entered::Threw) {
            zend_object* cause = takeException();
            std::string text = "Task " + std::to_string(id) + ": its result cannot be restored: ";
            zend_object* failure = makeException(exceptions.task, text + exceptionLine(cause));
            zend_exception_set_previous(failure, cause);
            future.reject(failure);
        } else if (entered == Entered::Exit) {
            future.reject(makeException(exceptions.exit, "exit() was called while a result was restored"));
        }
        return;
    }
    Callable& handler = server_.handler(Event::Finish);
    if (handler.isSet()) {
        zval arguments[3];
        ZVAL_OBJ(&arguments[0], Class<ServerObject>::objectOf(server_));
        ZVAL_LONG(&arguments[1], static_cast<zend_long>(id));
        ZVAL_COPY_VALUE(&arguments[2], &value);
        startInBackground(runtime_, handler, 3, arguments, "the handler of finish", server_.own.style());
    }
    future.fulfill(&value);
}

void TaskClient::failAll(std::string_view why) {
    auto futures = std::move(futures_);
    futures_.clear();
    if (runtime_.isFatal()) {
        for (auto& [id, future] : futures) {
            (void)future.release(); // PHP takes its memory back as a whole
        }
        return;
    }
    for (auto& [id, future] : futures) {
        Future::from(future.get())
            .reject(makeException(exceptions.task, "Task " + std::to_string(id) + ": " + std::string(why)));
    }
}

} // namespace aha::php
