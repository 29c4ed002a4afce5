#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace aha::client {

// Makes a login with TLS non-blocking. The library waits within its TLS handshake where it should return:
// here that wait leaves the call, which runs on a stack of its own, and comes back to it.
// Also has it check the certificate for the host's name, as it connects to an address.
// Owned by the link that connects, until the login is over.
class MysqlHandshake {
public:
    explicit MysqlHandshake(std::string serverName); // "" = not checked
    ~MysqlHandshake();                               // not while a call is under way: abort() ends it
    MysqlHandshake(const MysqlHandshake&) = delete;
    MysqlHandshake& operator=(const MysqlHandshake&) = delete;

    // Goes on with the call that waits, or else begins `call`, which is one of the library's *_start or
    // *_cont. Returns what to wait for: of that call, or of the handshake within.
    int enter(const std::function<int()>& call);
    bool isWithin() const;   // a call waits within
    void abort();            // the handshake fails when it is entered again
    bool wasRefused() const; // the server does not speak TLS: nothing of the login was sent

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace aha::client
