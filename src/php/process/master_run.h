#pragma once

#include "php/process/server_run.h"

namespace aha::php {

// start() in the process that becomes the master; in each process that it forks the call goes on as that
// worker.
StartEnd runMaster(ServerObject& server, zval* self);

} // namespace aha::php
