#pragma once

#include "core/base/result.h"
#include "core/net/socket_address.h"

#include <sys/types.h>

#include <string>

namespace aha::net {

Result<void> setSocketOption(int fd, int level, int option, int value, const char* name);

// Binds a socket of `type` (SOCK_STREAM, SOCK_DGRAM); the socket file of a server that is gone gets replaced.
// Returns 0 or an errno.
int bindSocket(int fd, const SocketAddress& address, int type);

// The file of a bound unix socket. Owned by who has bound it; removes the file. It knows the file again, so
// that closing does not remove what a successor has bound meanwhile.
class SocketFile {
public:
    explicit SocketFile(std::string path);
    ~SocketFile();
    SocketFile(const SocketFile&) = delete;
    SocketFile& operator=(const SocketFile&) = delete;

private:
    std::string path_;
    dev_t device_ = 0;
    ino_t inode_ = 0;
};

} // namespace aha::net
