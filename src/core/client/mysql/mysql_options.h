#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace aha::client {

struct MysqlTls {
    bool isOn = false;      // then a server without TLS is refused
    bool doesVerify = true; // its certificate and its name
    std::string ca;         // file with authorities; "" = those of the system
    std::string cert, key;  // files, of a client certificate; "" = none
    std::string serverName; // in its certificate; "" = the host
};

// How connections to a MySQL or MariaDB server are made.
struct MysqlOptions {
    std::string host = "127.0.0.1"; // a name, a literal; looked up without blocking
    unsigned port = 3306;
    std::string socket; // path of a unix socket, instead of host and port
    std::string user;
    std::string password; // may be empty
    std::string database; // may be empty
    std::string charset = "utf8mb4";
    std::string timeZone;                   // of the session: "+00:00", "Europe/Berlin"; "" = the server's
    bool hasMultiStatements = false;        // several statements in one text, separated by semicolons
    bool hasFoundRows = false;              // affectedRows counts rows that matched, not those that changed
    std::size_t statementCache = 100;       // prepared statements that are kept for each connection; 0 = none
    std::size_t maxPacketBytes = 64u << 20; // of one row or message of the server
    std::uint64_t connectTimeoutMs = 5'000; // lookup, connect, TLS and login together
    std::uint64_t killTimeoutMs = 5'000;    // of the side connection that ends a statement on the server
    MysqlTls tls;
};

} // namespace aha::client
