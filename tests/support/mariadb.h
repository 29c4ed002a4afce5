#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace aha::test {

class TlsAuthority;

// A MariaDB server in a temporary folder, on a free port and a unix socket, with TLS for the name
// "localhost". Users: root (only by the socket, no password), "aha" with the password "secret", "open"
// without one. Ended and removed with this object, or with the process.
class MariaDb {
public:
    // The one of this process, started by the first who asks. Null: it is not installed, see missing().
    static MariaDb* shared();
    static std::string missing(); // the program that is not there; "" = all are

    ~MariaDb();
    MariaDb(const MariaDb&) = delete;
    MariaDb& operator=(const MariaDb&) = delete;

    unsigned port() const { return port_; }
    const std::string& socket() const { return socket_; }
    const std::string& authority() const; // file
    void start();
    void stop(bool hard);
    bool isRunning() const { return pid_ > 0; }
    // Runs statements as root, by the command-line client; its lines.
    std::vector<std::string> admin(const std::string& sql);

private:
    MariaDb();
    bool install();
    std::vector<std::string> options() const;

    std::string folder_, socket_;
    std::unique_ptr<TlsAuthority> tls_;
    std::string certificate_, key_;
    unsigned port_ = 0;
    pid_t pid_ = -1;
};

} // namespace aha::test
