// Aha\Coroutine\Task for PHP; the task itself is in php/task.cpp.
#include "php/task.h"

#include "php/runtime.h"

#include "php_stubs/Coroutine/Task_arginfo.h"

namespace aha::php {

static Task& taskOf(zval* zv) { return Class<Task>::from(zv); }

void registerTask() { Class<Task>::install(register_class_Aha_Coroutine_Task(Class<Future>::entry)); }

static void siteArray(zval* result, Site site) {
    array_init_size(result, 2);
    zval file;
    if (site.file) {
        ZVAL_STR_COPY(&file, site.file);
    } else {
        ZVAL_EMPTY_STRING(&file);
    }
    zend_hash_str_add_new(Z_ARR_P(result), ZEND_STRL("file"), &file);
    add_assoc_long(result, "line", site.line);
}

} // namespace aha::php

using namespace aha::php;

PHP_METHOD(Aha_Coroutine_Task, id) {
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(static_cast<zend_long>(taskOf(ZEND_THIS).id()));
}

PHP_METHOD(Aha_Coroutine_Task, state) {
    ZEND_PARSE_PARAMETERS_NONE();
    switch (taskOf(ZEND_THIS).phase()) {
    case Task::Phase::New:
    case Task::Phase::Ready: RETURN_STRING("ready");
    case Task::Phase::Running: RETURN_STRING("running");
    case Task::Phase::Waiting: RETURN_STRING("waiting");
    case Task::Phase::Done: RETURN_STRING("done");
    }
}

PHP_METHOD(Aha_Coroutine_Task, spawnedAt) {
    ZEND_PARSE_PARAMETERS_NONE();
    siteArray(return_value, taskOf(ZEND_THIS).spawnedAt());
}

PHP_METHOD(Aha_Coroutine_Task, suspendedAt) {
    ZEND_PARSE_PARAMETERS_NONE();
    Task& task = taskOf(ZEND_THIS);
    if (task.phase() != Task::Phase::Waiting) {
        RETURN_NULL();
    }
    siteArray(return_value, task.suspendedAt());
}

PHP_METHOD(Aha_Coroutine_Task, current) {
    ZEND_PARSE_PARAMETERS_NONE();
    Runtime* runtime = Runtime::getIfAny();
    Task* task = runtime ? runtime->current().task : nullptr;
    if (!task) {
        RETURN_NULL();
    }
    RETURN_OBJ_COPY(task->object());
}
