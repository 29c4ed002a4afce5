#pragma once

#include "core/process/master.h"
#include "php/process/server_run.h"

#include <vector>

namespace aha::php {

// start() in a process that the master has just forked: boots, serves, and is over with it.
StartEnd runWorker(ServerObject& server, zval* self, const process::WorkerRole& role,
                   const std::vector<ListenSocket>& sockets, int masterPid);

} // namespace aha::php
