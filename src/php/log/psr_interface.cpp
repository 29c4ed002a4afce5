// Aha\Log\Logger is a Psr\Log\LoggerInterface where that is loaded.
#include "php/psr_interface.h"
#include "php/log/logger_table.h"

namespace aha::php {

static PsrInterface& loggerInterface() {
#ifdef ZTS
    static thread_local PsrInterface state("Psr\\Log\\LoggerInterface");
#else
    static PsrInterface state("Psr\\Log\\LoggerInterface");
#endif
    return state;
}

bool implementPsrInterface(zend_class_entry* ce) { return loggerInterface().implement(ce); }

void forgetPsrInterface(zend_class_entry* ce) { loggerInterface().forget(ce); }

} // namespace aha::php
