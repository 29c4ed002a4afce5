#include "core/client/mysql/mysql_driver.h"

#ifdef HAVE_MARIADB
#include "core/client/mysql/mysql_connection.h"
#include "core/client/mysql/mysql_kills.h"
#endif

#include <algorithm>
#include <utility>

namespace aha::client {

#ifdef HAVE_MARIADB

static constexpr std::size_t kMaxCharsetBytes = 64, kMaxTimeZoneBytes = 64, kMinPacketBytes = 1024;

static bool hasOnly(std::string_view text, std::string_view extra) {
    return std::all_of(text.begin(), text.end(), [extra](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               extra.find(c) != std::string_view::npos;
    });
}

// What ends up in a statement, or in a C string, is looked at before.
static std::string optionProblem(const MysqlOptions& options) {
    if (options.charset.empty() || options.charset.size() > kMaxCharsetBytes ||
        !hasOnly(options.charset, "")) {
        return "the charset \"" + options.charset + "\" is not a name of one, such as utf8mb4";
    }
    if (options.timeZone.size() > kMaxTimeZoneBytes || !hasOnly(options.timeZone, "+-:/")) {
        return "the time zone \"" + options.timeZone + "\" is none, such as +00:00 or Europe/Berlin";
    }
    for (const std::string* text :
         {&options.host, &options.socket, &options.user, &options.password, &options.database,
          &options.tls.ca, &options.tls.cert, &options.tls.key}) {
        if (text->find('\0') != std::string::npos) {
            return "an option has a zero byte";
        }
    }
    if (options.socket.empty() && (options.host.empty() || options.port == 0 || options.port > 65'535)) {
        return "there is no host with a port from 1 to 65535, nor a unix socket";
    }
    if (options.maxPacketBytes < kMinPacketBytes) {
        return "a packet has at least " + std::to_string(kMinPacketBytes) + " bytes";
    }
    return {};
}

Result<std::unique_ptr<MysqlDriver>> MysqlDriver::create(net::Loop& loop, net::Resolver& resolver,
                                                         MysqlOptions options) {
    if (std::string problem = optionProblem(options); !problem.empty()) {
        return Error{Errc::InvalidArgument, "mysql: " + problem};
    }
    return std::unique_ptr<MysqlDriver>(new MysqlDriver(loop, resolver, std::move(options)));
}

MysqlDriver::MysqlDriver(net::Loop& loop, net::Resolver& resolver, MysqlOptions options)
    : loop_(loop), resolver_(resolver), options_(std::move(options)),
      kills_(std::make_unique<MysqlKills>(*this)) {}

MysqlDriver::~MysqlDriver() = default;

std::unique_ptr<SqlConnection> MysqlDriver::connect(pool::PoolSlot slot) {
    return std::make_unique<MysqlConnection>(slot, *this);
}

void MysqlDriver::kill(std::uint64_t threadId) { kills_->add(threadId); }

std::size_t MysqlDriver::killing() const { return kills_->waiting(); }

bool MysqlDriver::isAvailable() { return true; }

#else

class MysqlKills {};

bool MysqlDriver::isAvailable() { return false; }

Result<std::unique_ptr<MysqlDriver>> MysqlDriver::create(net::Loop&, net::Resolver&, MysqlOptions) {
    return Error{Errc::Unsupported,
                 "mysql: this build has no MySQL driver (it was made with --without-aha-mysql)"};
}

MysqlDriver::MysqlDriver(net::Loop& loop, net::Resolver& resolver, MysqlOptions options)
    : loop_(loop), resolver_(resolver), options_(std::move(options)) {}

MysqlDriver::~MysqlDriver() = default;

std::unique_ptr<SqlConnection> MysqlDriver::connect(pool::PoolSlot) { return nullptr; }

void MysqlDriver::kill(std::uint64_t) {}

std::size_t MysqlDriver::killing() const { return 0; }

#endif

std::string MysqlDriver::target() const {
    std::string text = "mysql://";
    if (!options_.socket.empty()) {
        text += "unix:" + options_.socket;
    } else {
        const bool isIpv6 = options_.host.find(':') != std::string::npos;
        text += (isIpv6 ? "[" + options_.host + "]" : options_.host) + ":" + std::to_string(options_.port);
    }
    return options_.database.empty() ? text : text + "/" + options_.database;
}

static std::string_view isolationName(SqlIsolation isolation) {
    switch (isolation) {
    case SqlIsolation::Default: return {};
    case SqlIsolation::ReadUncommitted: return "READ UNCOMMITTED";
    case SqlIsolation::ReadCommitted: return "READ COMMITTED";
    case SqlIsolation::RepeatableRead: return "REPEATABLE READ";
    case SqlIsolation::Serializable: return "SERIALIZABLE";
    }
    return {};
}

Result<std::vector<std::string>> MysqlDriver::begin(SqlIsolation isolation, bool isReadOnly) const {
    std::vector<std::string> statements;
    if (const std::string_view name = isolationName(isolation); !name.empty()) {
        statements.push_back("SET TRANSACTION ISOLATION LEVEL " + std::string(name));
    }
    statements.push_back(isReadOnly ? "START TRANSACTION READ ONLY" : "START TRANSACTION");
    return statements;
}

std::string MysqlDriver::quote(std::string_view text) const {
    std::string quoted = "'";
    quoted.reserve(text.size() + 2);
    for (char c : text) {
        switch (c) {
        case '\0': quoted += "\\0"; break;
        case '\n': quoted += "\\n"; break;
        case '\r': quoted += "\\r"; break;
        case '\x1a': quoted += "\\Z"; break;
        case '\'': quoted += "''"; break; // right in every sql_mode
        case '\\': quoted += "\\\\"; break;
        default: quoted += c;
        }
    }
    return quoted += '\'';
}

std::string MysqlDriver::quoteName(std::string_view name) const {
    std::string quoted = "`";
    for (char c : name) {
        quoted += c;
        if (c == '`') {
            quoted += c;
        }
    }
    return quoted += '`';
}

SqlQuotes MysqlDriver::quotes() const { return {true, true}; }

} // namespace aha::client
