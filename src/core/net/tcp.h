#pragma once

// All there is about TCP and unix sockets.
#include "core/net/socket_address.h"
#include "core/net/tcp_connect.h"
#include "core/net/tcp_listener.h"
#include "core/net/tcp_stream.h"
