#include "core/proto/http/credentials.h"

#include "core/proto/http/base64.h"
#include "core/proto/http/chars.h"

namespace aha::http {

static bool hasAnyControl(std::string_view text) {
    return hasControl(text) || text.find('\t') != std::string_view::npos;
}

Result<std::string> basicCredentials(std::string_view user, std::string_view password) {
    if (user.find(':') != std::string_view::npos) {
        return Error{Errc::InvalidArgument, "Basic authentication: the user must not contain ':'"};
    }
    if (hasAnyControl(user) || hasAnyControl(password)) {
        return Error{Errc::InvalidArgument,
                     "Basic authentication: user and password must not contain control characters"};
    }
    return "Basic " + base64(std::string(user).append(":").append(password));
}

Result<std::string> bearerCredentials(std::string_view token) {
    const std::string_view digits = token.substr(0, token.find('='));
    bool valid = !digits.empty() && token.find_first_not_of('=', digits.size()) == std::string_view::npos;
    for (char c : digits) {
        valid = valid && ((isIn(c, kToken) && isIn(c, kRegName) &&
                           std::string_view("!$&'*").find(c) == std::string_view::npos) ||
                          c == '/');
    }
    if (!valid) {
        return Error{Errc::InvalidArgument,
                     "Bearer token must be letters, digits and -._~+/ with '=' at its end"};
    }
    return "Bearer " + std::string(token);
}

} // namespace aha::http
