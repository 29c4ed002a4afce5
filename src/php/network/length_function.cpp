#include "php/network/length_function.h"

#include "php/error.h"
#include "php/options.h"
#include "php/process/crash_report.h"
#include "php/runtime.h"

#include <syslog.h>

namespace aha::php {

namespace {
struct LengthCall {
    zval* function;
    zval argument;
    zval result;
};
} // namespace

bool readLengthFunction(OptionReader& reader, Callable& function) {
    zval* given = reader.any("package_length_func");
    if (!given) {
        return false;
    }
    if (!zend_is_callable(given, 0, nullptr)) {
        reader.refuse("package_length_func", "function (string $begin): int", given);
        return false;
    }
    function.set(given);
    return true;
}

std::int64_t askPackageLength(Callable& function, std::string_view begin) {
    Runtime& runtime = Runtime::get();
    if (runtime.isFatal()) {
        return -1;
    }
    LengthCall call{function.zv(), {}, {}};
    ZVAL_STRINGL(&call.argument, begin.data(), begin.size());
    ZVAL_UNDEF(&call.result);
    Entered entered = enter(
        [](void* argument) {
            auto* self = static_cast<LengthCall*>(argument);
            Callable::call(self->function, &self->result, 1, &self->argument);
        },
        &call);
    if (entered == Entered::Fatal) {
        return -1;
    }
    zval_ptr_dtor(&call.argument);
    std::int64_t length = -1;
    if (entered == Entered::Threw) {
        zend_object* exception = takeException();
        reportUnhandled(exception, "package_length_func");
        OBJ_RELEASE(exception);
    } else if (entered == Entered::Exit) {
        runtime.failByExit("exit() was called in package_length_func");
    } else if (Z_TYPE(call.result) == IS_LONG) {
        length = Z_LVAL(call.result);
    } else {
        logLine(
            "aha: package_length_func must return an int: 0 for more bytes, the length of the package, or "
            "-1 for what is none",
            LOG_ERR);
    }
    Runtime::releaseLater(&call.result);
    return length;
}

} // namespace aha::php
