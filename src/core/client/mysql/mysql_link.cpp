#include "core/client/mysql/mysql_link.h"

#ifdef HAVE_MARIADB

#include "core/base/assert.h"
#include "core/client/mysql/mysql_errors.h"
#include "core/client/mysql/mysql_handshake.h"

#include <errmsg.h>
#include <mysql.h>

#include <sys/socket.h>

#include <cerrno>
#include <string_view>
#include <utility>

namespace aha::client {

static constexpr std::size_t kLibraryStackBytes = 96 * 1024;
static constexpr std::size_t kLibraryStackTlsBytes = 256 * 1024; // OpenSSL verifies certificates on it
static constexpr int kAllEvents = MYSQL_WAIT_READ | MYSQL_WAIT_WRITE | MYSQL_WAIT_TIMEOUT;
// A call that is to end finds its socket shut down: what is left is at most what the kernel had received.
static constexpr int kMaxStepsToEnd = 100'000;

// Those that do not send the password itself; with a server that is known, that may be as well.
static constexpr const char* kSafeLogins = "mysql_native_password,caching_sha2_password,sha256_password,"
                                           "client_ed25519,parsec,auth_gssapi_client";
static constexpr const char* kAllLogins =
    "mysql_native_password,caching_sha2_password,sha256_password,"
    "client_ed25519,parsec,auth_gssapi_client,mysql_clear_password,dialog";

MysqlLink::MysqlLink(net::Loop& loop, net::Resolver& resolver, const MysqlOptions& options,
                     std::string target, MysqlLinkOwner& owner)
    : WheelTimer(&onTimer), loop_(loop), resolver_(resolver), options_(options), target_(std::move(target)),
      owner_(owner) {}

MysqlLink::~MysqlLink() { close(); }

// ---- connecting

void MysqlLink::connect(std::uint64_t timeoutMs) {
    timeoutMs_ = timeoutMs;
    nextAddress_ = 0;
    loop_.armBackground(*this, timeoutMs);
    if (!options_.socket.empty()) {
        onResolved(net::Resolver::Addresses{"localhost"});
        return;
    }
    query_ = resolver_.resolve(options_.host, timeoutMs,
                               [this](net::Resolver::Answer answer) { onResolved(std::move(answer)); });
}

void MysqlLink::onTimer(WheelTimer& timer) {
    auto& self = static_cast<MysqlLink&>(timer);
    self.fail(mysqlOwnError(SqlError::Kind::Lost, Errc::TimedOut,
                            self.target_ + ": not connected within " + std::to_string(self.timeoutMs_) +
                                " ms" + (self.query_ ? " (the name is still being looked up)" : "")));
}

void MysqlLink::onResolved(net::Resolver::Answer answer) {
    if (!answer || answer.value().empty()) {
        fail(mysqlOwnError(SqlError::Kind::Lost, answer ? Errc::Unreachable : answer.error().code,
                           target_ + ": " + (answer ? "the name has no address" : answer.error().message)));
        return;
    }
    addresses_ = answer.take();
    tryNext();
}

void MysqlLink::tryNext() {
    if (!prepare()) {
        fail(mysqlOwnError(SqlError::Kind::Lost, Errc::Resource, target_ + ": out of memory"));
        return;
    }
    const std::string& address = addresses_[nextAddress_++];
    const char* database = options_.database.empty() ? nullptr : options_.database.c_str();
    const char* socket = options_.socket.empty() ? nullptr : options_.socket.c_str();
    const unsigned long flags = (options_.hasMultiStatements ? CLIENT_MULTI_STATEMENTS : 0ul) |
                                CLIENT_MULTI_RESULTS |
                                (options_.hasFoundRows ? static_cast<unsigned long>(CLIENT_FOUND_ROWS) : 0ul);
    auto start = [this, &address, database, socket, flags] {
        return mysql_real_connect_start(&connected_, mysql_, address.c_str(), options_.user.c_str(),
                                        options_.password.c_str(), database, options_.port, socket, flags);
    };
    auto resume = [this](int events) {
        auto next = [this, events] { return mysql_real_connect_cont(&connected_, mysql_, events); };
        return handshake_ ? handshake_->enter(next) : next();
    };
    const int waits = handshake_ ? handshake_->enter(start) : start();
    await(waits, resume, [this] { onConnectReturned(); });
}

bool MysqlLink::prepare() {
    mysql_ = mysql_init(nullptr);
    if (!mysql_) {
        return false;
    }
    const std::size_t stack = options_.tls.isOn ? kLibraryStackTlsBytes : kLibraryStackBytes;
    const unsigned protocol = options_.socket.empty() ? MYSQL_PROTOCOL_TCP : MYSQL_PROTOCOL_SOCKET;
    const unsigned off = 0;
    const my_bool no = 0;
    const unsigned long maxPacket = options_.maxPacketBytes;
    bool isOk = mysql_optionsv(mysql_, MYSQL_OPT_NONBLOCK, &stack) == 0;
    isOk &= mysql_optionsv(mysql_, MYSQL_OPT_PROTOCOL, &protocol) == 0;
    isOk &= mysql_optionsv(mysql_, MYSQL_SET_CHARSET_NAME, options_.charset.c_str()) == 0;
    isOk &= mysql_optionsv(mysql_, MYSQL_OPT_LOCAL_INFILE, &off) == 0;
    isOk &= mysql_optionsv(mysql_, MYSQL_OPT_RECONNECT, &no) == 0;
    isOk &= mysql_optionsv(mysql_, MYSQL_OPT_MAX_ALLOWED_PACKET, &maxPacket) == 0;
    const bool isKnown = options_.tls.isOn && options_.tls.doesVerify;
    isOk &= mysql_optionsv(mysql_, MARIADB_OPT_RESTRICTED_AUTH, isKnown ? kAllLogins : kSafeLogins) == 0;
    mysql_optionsv(mysql_, MYSQL_OPT_CONNECT_ATTR_ADD, "program_name", "aha");
    if (options_.tls.isOn) {
        setTlsOptions();
    }
    return isOk;
}

void MysqlLink::setTlsOptions() {
    const MysqlTls& tls = options_.tls;
    const my_bool yes = 1, doesVerify = tls.doesVerify ? 1 : 0;
    mysql_optionsv(mysql_, MYSQL_OPT_SSL_ENFORCE, &yes);
    mysql_optionsv(mysql_, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &doesVerify);
    if (!tls.ca.empty()) {
        mysql_optionsv(mysql_, MYSQL_OPT_SSL_CA, tls.ca.c_str());
    }
    if (!tls.cert.empty()) {
        mysql_optionsv(mysql_, MYSQL_OPT_SSL_CERT, tls.cert.c_str());
        mysql_optionsv(mysql_, MYSQL_OPT_SSL_KEY, tls.key.empty() ? tls.cert.c_str() : tls.key.c_str());
    }
    handshake_ = std::make_unique<MysqlHandshake>(tls.serverName.empty() ? options_.host : tls.serverName);
}

void MysqlLink::onConnectReturned() {
    const bool isPlain =
        handshake_ && (handshake_->wasRefused() || (connected_ && !mysql_get_ssl_cipher(mysql_)));
    handshake_.reset();
    if (isPlain) {
        fail(mysqlOwnError(SqlError::Kind::Lost, Errc::Tls, target_ + ": the server does not speak TLS"));
        return;
    }
    if (!connected_) {
        failOrTryNext(lastError());
        return;
    }
    threadId_ = mysql_thread_id(mysql_);
    const bool hasAutocommit = (mysql_->server_status & SERVER_STATUS_AUTOCOMMIT) != 0;
    if (hasAutocommit && options_.timeZone.empty()) {
        succeed();
    } else {
        initialise();
    }
}

std::string MysqlLink::initialSql() const {
    std::string sql = "SET NAMES '" + options_.charset + "', autocommit=1";
    if (!options_.timeZone.empty()) {
        sql += ", time_zone='" + options_.timeZone + "'";
    }
    return sql;
}

void MysqlLink::initialise() {
    initialSql_ = initialSql();
    const int waits = mysql_real_query_start(&queryResult_, mysql_, initialSql_.data(), initialSql_.size());
    await(
        waits, [this](int events) { return mysql_real_query_cont(&queryResult_, mysql_, events); },
        [this] { onInitialised(); });
}

void MysqlLink::onInitialised() {
    if (queryResult_ != 0) {
        fail(lastError());
    } else {
        succeed();
    }
}

void MysqlLink::succeed() {
    loop_.cancelBackground(*this);
    isConnected_ = true;
    owner_.onMysqlConnected();
}

// Another address may do, unless it is the server that has refused.
void MysqlLink::failOrTryNext(SqlError error) {
    const bool isOfNetwork = error.code == CR_CONNECTION_ERROR || error.code == CR_CONN_HOST_ERROR ||
                             error.code == CR_SERVER_LOST || error.code == CR_SERVER_GONE_ERROR;
    if (isOfNetwork && nextAddress_ < addresses_.size()) {
        discard();
        tryNext();
        return;
    }
    if (isOfNetwork) {
        resolver_.forget(options_.host);
    }
    fail(std::move(error));
}

void MysqlLink::fail(SqlError error) {
    error.wasSent = false;
    close();
    owner_.onMysqlConnectFailed(std::move(error));
}

SqlError MysqlLink::lastError() const {
    if (!mysql_) {
        return mysqlOwnError(SqlError::Kind::Lost, Errc::Closed, target_ + ": the connection is closed");
    }
    return mysqlError(static_cast<int>(mysql_errno(mysql_)), mysql_sqlstate(mysql_), mysql_error(mysql_),
                      isConnected_ ? std::string() : target_);
}

// ---- calls

void MysqlLink::await(int waits, Resume resume, Done done) {
    AHA_ASSERT(!done_);
    waits_ = waits;
    resume_ = std::move(resume);
    done_ = std::move(done);
    pump();
}

void MysqlLink::pump() {
    if (isPumping_) {
        return; // who does will see
    }
    isPumping_ = true;
    while (done_ && waits_ == 0) {
        resume_ = nullptr;
        const Done done = std::exchange(done_, nullptr);
        done();
    }
    isPumping_ = false;
    updateWatch();
}

void MysqlLink::updateWatch() {
    if (!mysql_) {
        return;
    }
    if (!watch_) {
        const int fd = static_cast<int>(mysql_get_socket(mysql_));
        if (fd < 0) {
            return;
        }
        auto watch = net::FdWatch::open(loop_, fd, *this);
        if (!watch) {
            // Nothing will wake us: the timer of the connect does, or the limit of the statement.
            return;
        }
        watch_ = watch.take();
        watch_->setBackground(true); // who waits for an answer holds the loop
    }
    const int waits = done_ ? waits_ : 0;
    const bool isIdle = !done_ && isListening_;
    watch_->want(isIdle || (waits & MYSQL_WAIT_READ) != 0, (waits & MYSQL_WAIT_WRITE) != 0);
}

void MysqlLink::onFdReady(bool isReadable, bool isWritable) {
    if (!done_) {
        watch_->want(false, false);
        owner_.onMysqlInput();
        return;
    }
    const int events = (isReadable ? MYSQL_WAIT_READ : 0) | (isWritable ? MYSQL_WAIT_WRITE : 0);
    waits_ = resume_(events);
    pump();
}

// Who stops listening is about to send: the watch goes on as it is, which saves two system calls a statement.
void MysqlLink::listen(bool isOn) {
    isListening_ = isOn;
    if (isOn) {
        updateWatch();
    }
}

bool MysqlLink::hasInput() const {
    char byte;
    const int fd = mysql_ ? static_cast<int>(mysql_get_socket(mysql_)) : -1;
    if (fd < 0) {
        return true;
    }
    const ssize_t got = ::recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return got >= 0 || (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

// ---- closing

// The library's memory of a call is on that call's stack: it has to return. The socket is shut down, so that
// it finds an error wherever it is.
void MysqlLink::finishCall() {
    if (!done_) {
        return;
    }
    if (const int fd = static_cast<int>(mysql_get_socket(mysql_)); fd >= 0) {
        ::shutdown(fd, SHUT_RDWR);
    }
    if (handshake_) {
        handshake_->abort();
    }
    for (int steps = 0; waits_ != 0 && steps < kMaxStepsToEnd; ++steps) {
        waits_ = resume_(kAllEvents);
    }
    AHA_ASSERT(waits_ == 0);
    resume_ = nullptr;
    done_ = nullptr;
    waits_ = 0;
}

void MysqlLink::discard() {
    if (!mysql_) {
        return;
    }
    watch_.reset(); // before the descriptor goes
    finishCall();
    handshake_.reset();
    int waits = mysql_close_start(mysql_);
    while (waits != 0) { // it says good-bye, for which there is no room
        if (const int fd = static_cast<int>(mysql_get_socket(mysql_)); fd >= 0) {
            ::shutdown(fd, SHUT_RDWR);
        }
        waits = mysql_close_cont(mysql_, kAllEvents);
    }
    mysql_ = nullptr;
    connected_ = nullptr;
}

void MysqlLink::close() {
    loop_.cancelBackground(*this);
    query_.reset();
    isConnected_ = false;
    isListening_ = false;
    discard();
}

} // namespace aha::client

#endif
