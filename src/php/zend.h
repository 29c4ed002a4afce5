#pragma once

// The only door to the Zend headers: as C, and without their warnings.
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wold-style-cast"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wpedantic"
extern "C" {
#include "SAPI.h"
#include "ext/date/php_date.h"
#include "ext/json/php_json.h"
#include "ext/random/php_random.h"
#include "ext/spl/spl_array.h"
#include "ext/spl/spl_exceptions.h"
#include "ext/standard/basic_functions.h"
#include "ext/standard/html.h"
#include "ext/standard/info.h"
#include "ext/standard/php_var.h"
#include "ext/standard/url.h"
#include "php.h"
#include "php_ini.h"
#include "php_open_temporary_file.h"
#include "php_variables.h"
#include "zend_attributes.h"
#include "zend_closures.h"
#include "zend_enum.h"
#include "zend_exceptions.h"
#include "zend_fibers.h"
#include "zend_generators.h"
#include "zend_inheritance.h"
#include "zend_interfaces.h"
#include "zend_observer.h"
#include "zend_smart_str.h"
#include "zend_weakrefs.h"
}
#pragma GCC diagnostic pop

#undef lookup // a macro of the engine; StaticFiles has a method of that name

#include "php/compat.h"
