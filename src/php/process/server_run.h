#pragma once

#include "php/network/server.h"

namespace aha::php {

// How start() ends, once its C++ frames are gone.
struct StartEnd {
    enum class Kind : std::uint8_t {
        Return,  // to the script, perhaps with an exception
        Exit,    // this process is done: unwind with `code`
        Bailout, // PHP has broken down
    };
    Kind kind = Kind::Return;
    int code = 0;
};

// The whole life of a server, from the command line to its end, in the master and in each of its processes.
StartEnd runServer(ServerObject& server, zval* self);

} // namespace aha::php
