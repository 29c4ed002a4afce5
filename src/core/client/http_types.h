#pragma once

#include "core/base/error.h"
#include "core/net/stream.h"
#include "core/proto/http/request_writer.h"
#include "core/proto/http/response_parser.h"
#include "core/proto/http/url.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aha::http {
class CookieJar;
}

namespace aha::client {

// Each 0 = no limit of its own. Dns, connect and tls limit the making of a connection, whoever waits for it.
struct HttpTimeouts {
    std::uint64_t poolMs = 0; // to wait for one of the pool's connections; 0 = an exhausted pool refuses at
                              // once. Making a new connection has its own limits
    std::uint64_t dnsMs = 5'000;
    std::uint64_t connectMs = 5'000; // all addresses together; a proxy's handshake has as long again
    std::uint64_t tlsMs = 5'000;
    std::uint64_t firstByteMs = 0; // from the last byte of the request to the head of the response
    std::uint64_t idleMs = 60'000; // without any progress, either way, while bytes are to come or to go
    std::uint64_t totalMs = 0;     // from start() to the last byte, redirects and retries included
};

// What is done when no connection can be made. Nothing of the request was sent then, so that trying again
// does no harm, whatever its method is.
struct HttpRetry {
    static constexpr std::uint64_t kMaxDelayMs = 10'000;
    unsigned count = 0; // connects after the first one that has failed
    std::uint64_t delayMs =
        100; // before the first of them; doubled each time, and shortened a little by chance
};

struct HttpAuth {
    enum class Kind : std::uint8_t { None, Basic, Digest, Bearer };
    Kind kind = Kind::None;
    std::string user, password; // Basic is sent unasked; Digest answers a challenge, at most once
    std::string token;          // Bearer
};

// Names are resolved by the proxy. Credentials: Basic for HTTP, RFC 1929 for SOCKS5.
struct HttpProxy {
    enum class Kind : std::uint8_t { None, Http, Socks5 };
    Kind kind = Kind::None;
    std::string host;
    unsigned port = 0;
    std::string user, password;

    // "http://user:password@host:8080" or "socks5://…" (also "socks5h"). InvalidArgument, never showing the
    // password. Without a port: 80 resp. 1080.
    static Result<HttpProxy> parse(std::string_view text);
    bool isHttp() const { return kind == Kind::Http; }
};

struct HttpTls {
    bool verifyPeer = true;
    std::string caFile;                                  // PEM; "" = the system's
    std::string certificateFile, keyFile, keyPassphrase; // of the client
    std::string serverName;                              // SNI and certificate; "" = the URL's host
};

// One part of a body: bytes, or a range of a file. A multipart body is a list of both.
struct HttpBodyPart {
    net::OwnedBytes bytes;
    std::string path;         // not empty: a regular file, read in the thread pool while it is sent
    std::uint64_t offset = 0; // of the file
    std::optional<std::uint64_t> length{}; // of the file's range; nothing = to its end
};

// None; Parts: sent with Content-Length, and again after redirects that keep the body; Streamed: given
// piece by piece by HttpCall::write(), so that it cannot be sent twice.
struct HttpBody {
    enum class Kind : std::uint8_t { None, Parts, Streamed };
    Kind kind = Kind::None;
    std::vector<HttpBodyPart> parts;
    std::optional<std::uint64_t> length{}; // Streamed: announced; nothing = chunked

    static HttpBody ofBytes(net::OwnedBytes bytes);
    static HttpBody ofString(std::string bytes);
    static HttpBody ofFile(std::string path);
    static HttpBody streamed(std::optional<std::uint64_t> length = {});
};

struct HttpRequest {
    std::string method = "GET";
    http::Url url; // its userinfo, if any, is taken as Basic unless `auth` says otherwise
    // Names as given, order kept. Added unless they are there: Host, User-Agent, Accept, Accept-Encoding
    // (while `decode`), Cookie, Authorization, and what frames the body.
    std::vector<http::HeaderLine> headers;
    HttpBody body;

    HttpTimeouts timeouts;
    HttpRetry retry;
    HttpAuth auth;
    HttpProxy proxy;
    HttpTls tls;
    std::string unixSocket;           // path of a socket to connect to instead of the URL's host
    unsigned maxRedirects = 5;        // 0 = a redirect is an answer as any other
    bool followsDowngrade = false;    // redirects from https to http; else an error
    bool decode = true;               // undo Content-Encoding; headers stay as they were sent
    std::uint32_t decodeRatio = 200;  // see http::InflateLimits
    std::uint64_t maxBodyBytes = 0;   // as received and as decoded; 0 = no limit
    bool keepAlive = true;            // false: "Connection: close", and the connection is not kept
    bool expectContinue = false;      // wait for 100 before the body is sent
    std::uint64_t continueMs = 1'000; // ... but not longer
    std::size_t poolSize = 0; // connections to this origin; 0 = the client's. Another size: another pool
    http::CookieJar* cookies = nullptr; // borrowed for as long as the call lasts
    http::ResponseLimits limits;        // of head, fields and trailers; its bodyBytes is not looked at
    std::string holder;                 // where it was asked from ("app.php:12"), for the pool's messages
    std::string userAgent = "Aha";      // "" = no such field
};

enum class HttpErrorKind : std::uint8_t {
    InvalidRequest,   // it was never sent: a header, a method, a file of the body
    ConnectFailed,    // name unknown, refused, unreachable, proxy says no
    ConnectTimeout,   // DNS, connect, proxy or TLS took too long
    PoolExhausted,    // all connections are in use, or the wait for one was too long
    RequestTimeout,   // first byte, idle, total
    Tls,              // handshake or certificate
    SendFailed,       // the connection broke while the request was being sent
    Protocol,         // the answer is malformed, cut short, or cannot be decoded; the connection ended early
    TooLarge,         // a limit in bytes or numbers of the answer
    TooManyRedirects, // or one that must not be followed
    Cancelled,
};
constexpr std::size_t kHttpErrorKinds = std::size_t(HttpErrorKind::Cancelled) + 1;
std::string_view httpErrorName(HttpErrorKind kind); // "connect_failed"

// What a call waits for.
enum class HttpPhase : std::uint8_t { Start, Connection, Continue, Send, FirstByte, Body, Done };
std::string_view httpPhaseText(HttpPhase phase); // "the first byte of the answer"

struct HttpError {
    HttpErrorKind kind;
    HttpPhase phase; // in which it failed
    Error error;     // code; message: "GET http://host/path: …", without credentials, query kept
};

// Milliseconds. Those of connecting are 0 for a connection that was kept; they are of the last connection.
struct HttpTimings {
    double waitMs = 0; // for the connection, its making included
    double dnsMs = 0, connectMs = 0, proxyMs = 0, tlsMs = 0;
    double firstByteMs = 0; // from start() to the head of the final answer
    double totalMs = 0;     // from start() to the end
};

struct HttpHop {
    int status;
    http::Url url; // that answered so
};

// What became of a call.
struct HttpOutcome {
    std::optional<HttpError> error; // nothing: the answer is complete
    int status = 0;                 // of the final answer; with an error that of an answer cut short, or 0
    http::Url url;                  // that answered, or was asked last; never with userinfo
    std::vector<HttpHop> hops;      // redirects followed, in order
    http::Fields trailers;
    HttpTimings timings;
    std::uint64_t sentBytes = 0;     // of the last request, head included
    std::uint64_t receivedBytes = 0; // of the last answer's body, before decoding
    std::uint64_t bodyBytes = 0;     // handed out by onBody()
    unsigned attempts = 0;           // requests sent: 1 + redirects + retries + answers to challenges
    bool reused = false;             // the last connection had carried a request before
    std::string remoteAddress;       // "127.0.0.1:80", of the last connection; the proxy's with one
    std::string tlsProtocol;         // "TLSv1.3", "" without TLS
};

} // namespace aha::client
