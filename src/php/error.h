#pragma once

#include "core/base/error.h"
#include "php/value.h"

#include <string>

namespace aha::php {

// The exception classes of the extension; written in MINIT only.
struct ExceptionClasses {
    zend_class_entry* marker = nullptr; // interface Aha\Exception
    zend_class_entry *config, *connect, *timeout, *cancelled, *deadline, *protocol, *pool, *deadlock, *http,
        *exit, *backpressure, *state, *worker, *task;
    zend_class_entry* router = nullptr;   // Aha\Mvc\RouterException
    zend_class_entry* redirect = nullptr; // Aha\Mvc\RedirectException
};
extern ExceptionClasses exceptions;

void registerExceptions();

// All return a new exception object, not thrown; the caller owns the reference.
zend_object* makeException(zend_class_entry* ce, std::string_view message, zend_object* previous = nullptr,
                           zend_long code = 0);
zend_object* makeException(const Error& error, zend_long code = 0); // the class follows from error.code

void throwException(zend_class_entry* ce, const char* format, ...) ZEND_ATTRIBUTE_FORMAT(printf, 2, 3);
void throwError(const Error& error);
void throwObject(zend_object* exception); // takes the reference

// The logical chain of an exception that crosses tasks ("task 3 spawned at a.php:10, awaited at b.php:20").
void noteChain(zend_object* exception, std::string_view what, Site site);
zend_string* chainText(zend_object* exception); // null when there is none

// An error that no code was there to receive: one record in the error log, with trace and chain.
void reportUnhandled(zend_object* exception, std::string_view where);
// As the log has it: class, message, place, trace, chain, causes. Runs no user code.
std::string exceptionText(zend_object* exception);
void logLine(std::string_view line, int severity);
// "worker 3": "aha:" at the begin of a line becomes "aha[worker 3]:" in this process.
void setLogTag(std::string tag);
int httpStatusOf(zend_object* exception);       // of an HttpException: its status
zend_string* messageOf(zend_object* exception); // the caller owns the reference
bool isCancellation(zend_object* exception);
bool isCausedBy(zend_object* exception, zend_object* cause); // it is it, or has it among its previous ones

} // namespace aha::php
