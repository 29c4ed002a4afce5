#pragma once

#include "php/value.h"

#include <string>
#include <string_view>

namespace aha::php {

// Values of PHP as text of a log. They call user code (__toString, jsonSerialize); what that throws is
// written in place of the text, so that writing a record never throws. Only exit() leaves an exception.

// Scalars as they are, dates in ISO 8601, exceptions as "Class: message in file:line", other things as JSON.
void appendLogText(std::string& out, zval* value);
// The same as a JSON value.
void appendLogJson(std::string& out, zval* value);

// Makes a JSON string of what stands behind `from`. So user code runs while no text is held by a local: it
// may break out with longjmp().
void quoteTail(std::string& out, std::size_t from);

// "Class: message in file:line" with trace, chain across tasks, and previous exceptions.
void appendLogException(std::string& out, zend_object* exception);
void appendLogExceptionJson(std::string& out, zend_object* exception);

// Replaces each "{key}" whose key is in the context.
void appendInterpolated(std::string& out, std::string_view message, HashTable* context);
bool isInterpolated(std::string_view message, const zend_string* key);

inline constexpr int kMaxPrevious = 10; // exceptions below an exception

} // namespace aha::php
