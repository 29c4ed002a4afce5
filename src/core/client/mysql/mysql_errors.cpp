#include "core/client/mysql/mysql_errors.h"

#include <charconv>

namespace aha::client {

using Kind = SqlError::Kind;

// Numbers of the client library: they begin at 2000 and belong to the connection.
static constexpr int kFirstClientError = 2000, kLastClientError = 2999, kFirstConnectorError = 5000,
                     kLastConnectorError = 5999;

Kind mysqlErrorKind(int code) {
    switch (code) {
    case 1053: // server shutdown in progress
    case 1927: // connection was killed
    case 3169: // session was killed
    case 4031: // disconnected because of inactivity
    case 1040: // too many connections
    case 1129: // host is blocked
    case 1152:
    case 1158:
    case 1159:
    case 1160:
    case 1161: // aborted, network errors
    case 1184: return Kind::Lost;
    case 1049: // unknown database
    case 1051:
    case 1054:
    case 1058:
    case 1060:
    case 1061:
    case 1064:
    case 1065:
    case 1066:
    case 1052:
    case 1091:
    case 1103:
    case 1109:
    case 1111:
    case 1140:
    case 1146:
    case 1149:
    case 1166:
    case 1221:
    case 1222:
    case 1136:
    case 1241:
    case 1305:
    case 1247:
    case 1248:
    case 1327:
    case 1630: return Kind::Syntax;
    case 1062:
    case 1022:
    case 1169:
    case 1557:
    case 1586:
    case 1761:
    case 1762: return Kind::Duplicate;
    case 1048:
    case 1216:
    case 1217:
    case 1364:
    case 1451:
    case 1452:
    case 3819:
    case 4025: return Kind::Constraint;
    case 1205:
    case 1213:
    case 1614:
    case 3572:
    case 1020: return Kind::Deadlock;
    case 1044:
    case 1045:
    case 1095:
    case 1130:
    case 1142:
    case 1143:
    case 1227:
    case 1290:
    case 1370:
    case 1396:
    case 1410:
    case 1698:
    case 1792:
    case 1820:
    case 1862:
    case 1873:
    case 3118:
    case 4151: return Kind::Refused;
    case 1153:
    case 1162:
    case 1301:
    case 2020: return Kind::TooLarge;
    case 1969:
    case 3024: return Kind::TimedOut;  // max_statement_time, max_execution_time
    case 1317: return Kind::Cancelled; // KILL QUERY
    case 2014:
    case 2030:
    case 2031:
    case 2034: return Kind::Misuse;
    case 2019:                     // unknown charset
    case 2057: return Kind::Other; // the columns have changed
    default: break;
    }
    const bool isClient = code >= kFirstClientError && code <= kLastClientError;
    const bool isConnector = code >= kFirstConnectorError && code <= kLastConnectorError;
    return isClient || isConnector ? Kind::Lost : Kind::Other;
}

bool mysqlEndsConnection(int code) {
    // 2014 and 2020 leave it at a place in the protocol that nobody knows.
    return mysqlErrorKind(code) == Kind::Lost || code == 2014 || code == 2020 || code == 2034 || code == 2057;
}

// "… (111)": what the library says of the operating system.
static int osErrorWithin(std::string_view message) {
    const std::size_t open = message.rfind('(');
    int number = 0;
    if (open == std::string_view::npos || message.empty() || message.back() != ')') {
        return 0;
    }
    const auto [end, code] =
        std::from_chars(message.data() + open + 1, message.data() + message.size(), number);
    return code == std::errc() && *end == ')' ? number : 0;
}

static Errc mysqlErrc(int code, Kind kind, std::string_view message) {
    if (code == 2026) {
        return Errc::Tls;
    }
    if (code == 2002 || code == 2003) {
        const int os = osErrorWithin(message);
        return os == 0 ? Errc::Unreachable : errorFromErrno(os, {}).code;
    }
    switch (kind) {
    case Kind::Lost: return code == 2027 ? Errc::Malformed : Errc::Reset;
    case Kind::Refused: return Errc::PermissionDenied;
    case Kind::TooLarge: return Errc::TooLarge;
    case Kind::TimedOut: return Errc::TimedOut;
    case Kind::Cancelled: return Errc::Cancelled;
    case Kind::Misuse: return Errc::InvalidArgument;
    default: return Errc::Io;
    }
}

SqlError mysqlError(int code, std::string_view sqlState, std::string_view message, std::string_view what) {
    SqlError error;
    error.kind = mysqlErrorKind(code);
    error.code = code;
    error.sqlState = sqlState;
    error.error.code = mysqlErrc(code, error.kind, message);
    error.error.message =
        what.empty() ? std::string(message) : std::string(what).append(": ").append(message);
    return error;
}

SqlError mysqlOwnError(Kind kind, Errc code, std::string message) {
    SqlError error;
    error.kind = kind;
    error.error = Error{code, std::move(message)};
    error.wasSent = false;
    return error;
}

} // namespace aha::client
