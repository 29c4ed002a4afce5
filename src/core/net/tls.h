#pragma once

// All there is about TLS.
#include "core/net/tls_context.h"
#include "core/net/tls_stream.h"
