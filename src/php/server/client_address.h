#pragma once

#include <string>

namespace aha::php {

class HttpJob;

// The address of the client: the connection's, or behind trusted_proxies the last one in X-Forwarded-For that
// is not itself a trusted proxy.
std::string clientAddress(HttpJob& job);
// The connection is encrypted, or a trusted proxy says so in X-Forwarded-Proto.
bool isClientSecure(HttpJob& job);

} // namespace aha::php
