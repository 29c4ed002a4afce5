#include "core/proto/http/digest_auth.h"

#include "core/proto/http/chars.h"

#include <initializer_list>

namespace aha::http {

static bool listHas(std::string_view list, std::string_view name) {
    ListReader reader(list);
    for (std::string_view member; reader.next(member);) {
        if (equalsIgnoreCase(member, name)) {
            return true;
        }
    }
    return false;
}

static std::string quoted(std::string_view text) {
    std::string out("\"");
    for (char c : text) {
        out.append(c == '"' || c == '\\' ? "\\" : "").push_back(c);
    }
    return out.append("\"");
}

// Parts with colons between, as all inputs of Digest are made.
static std::string joined(std::initializer_list<std::string_view> parts) {
    std::string out;
    for (std::string_view part : parts) {
        out.append(part).push_back(':');
    }
    out.pop_back();
    return out;
}

static std::string countText(std::uint32_t count) {
    static constexpr char kHex[] = "0123456789abcdef";
    std::string out(8, '0');
    for (std::size_t i = 8; i-- > 0; count >>= 4) {
        out[i] = kHex[count & 15];
    }
    return out;
}

Result<DigestAuth> DigestAuth::make(const Challenge& challenge, const DigestHashes& hashes) {
    const std::optional<std::string_view> realm = challenge.parameter("realm");
    const std::optional<std::string_view> nonce = challenge.parameter("nonce");
    if (challenge.scheme != "digest" || !realm || !nonce) {
        return Error{Errc::Malformed, "Digest challenge without realm or nonce"};
    }
    DigestAuth auth;
    auth.realm_ = *realm;
    auth.nonce_ = *nonce;
    auth.algorithm_ = challenge.parameter("algorithm").value_or("");
    if (const auto opaque = challenge.parameter("opaque")) {
        auth.opaque_ = std::string(*opaque);
    }
    std::string_view base = auth.algorithm_.empty() ? std::string_view("MD5") : auth.algorithm_;
    if (base.size() > 5 && equalsIgnoreCase(base.substr(base.size() - 5), "-sess")) {
        auth.isSession_ = true;
        base.remove_suffix(5);
    }
    auth.hash_ = equalsIgnoreCase(base, "MD5")       ? hashes.md5
                 : equalsIgnoreCase(base, "SHA-256") ? hashes.sha256
                                                     : nullptr;
    if (!auth.hash_ || auth.hash_("").empty()) {
        return Error{Errc::Unsupported, "Digest algorithm not supported"};
    }
    const std::optional<std::string_view> qop = challenge.parameter("qop");
    auth.hasQop_ = qop && listHas(*qop, "auth");
    if (qop && !auth.hasQop_) {
        return Error{Errc::Unsupported, "Digest quality of protection not supported"};
    }
    return auth;
}

std::string DigestAuth::hashOfUser(const DigestUser& user, std::string_view cnonce) {
    if (!isSession_) {
        return hash_(joined({user.name, realm_, user.password}));
    }
    if (session_.empty()) {
        session_ = hash_(joined({hash_(joined({user.name, realm_, user.password})), nonce_, cnonce}));
    }
    return session_;
}

Result<std::string> DigestAuth::authorize(const DigestUser& user, std::string_view method,
                                          std::string_view target, std::string_view cnonce) {
    if (hasControl(user.name) || hasControl(target) || cnonce.empty() || hasControl(cnonce)) {
        return Error{Errc::InvalidArgument,
                     "Digest authentication: the user must not contain control characters"};
    }
    const std::string user1 = hashOfUser(user, cnonce);
    const std::string request = hash_(joined({method, target}));
    const std::string count = countText(++count_);
    const std::string response = hasQop_ ? hash_(joined({user1, nonce_, count, cnonce, "auth", request}))
                                         : hash_(joined({user1, nonce_, request}));
    std::string out = "Digest username=" + quoted(user.name) + ", realm=" + quoted(realm_) +
                      ", nonce=" + quoted(nonce_) + ", uri=" + quoted(target);
    if (!algorithm_.empty()) {
        out.append(", algorithm=").append(algorithm_);
    }
    if (hasQop_) {
        out.append(", qop=auth, nc=").append(count);
    }
    if (hasQop_ || isSession_) {
        out.append(", cnonce=").append(quoted(cnonce));
    }
    out.append(", response=\"").append(response).append("\"");
    if (opaque_) {
        out.append(", opaque=").append(quoted(*opaque_));
    }
    return out;
}

Result<void> DigestAuth::takeInfo(std::string_view authenticationInfo) {
    Result<std::vector<std::pair<std::string, std::string>>> parameters =
        parseAuthParameters(authenticationInfo);
    if (!parameters) {
        return parameters.error();
    }
    for (const auto& [name, value] : parameters.value()) {
        if (name == "nextnonce" && !value.empty()) {
            nonce_ = value;
            count_ = 0;
        }
    }
    return {};
}

bool DigestAuth::saysStale(const Challenge& challenge) {
    return equalsIgnoreCase(challenge.parameter("stale").value_or(""), "true");
}

} // namespace aha::http
