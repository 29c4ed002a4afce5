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

} // namespace aha::php
