#include "core/client/socks5_handshake.h"

#include <algorithm>
#include <array>
#include <utility>

#include <arpa/inet.h>

namespace aha::client {

static constexpr unsigned char kVersion = 5;
static constexpr unsigned char kNoAuth = 0, kPassword = 2, kNoneFits = 0xff;
static constexpr unsigned char kIpv4 = 1, kName = 3, kIpv6 = 4;

static unsigned char byteAt(std::string_view bytes, std::size_t i) {
    return static_cast<unsigned char>(bytes[i]);
}

static void append(std::string& out, std::initializer_list<unsigned> bytes) {
    for (unsigned byte : bytes) {
        out.push_back(static_cast<char>(byte));
    }
}

Result<void> Socks5Handshake::start(Target target, std::string& out) {
    target_ = std::move(target);
    state_ = State::Method;
    buffer_.clear();
    for (const std::string* text : {&target_.host, &target_.user, &target_.password}) {
        if (text->size() > kMaxNameBytes) {
            return Error{Errc::InvalidArgument,
                         "a name, user or password for a SOCKS5 proxy has at most 255 bytes"};
        }
    }
    if (target_.host.empty() || target_.port == 0 || target_.port > 65535) {
        return Error{Errc::InvalidArgument, "a SOCKS5 proxy needs a host and a port to connect to"};
    }
    if (target_.user.empty()) {
        append(out, {kVersion, 1, kNoAuth});
    } else {
        append(out, {kVersion, 2, kNoAuth, kPassword});
    }
    return {};
}

std::size_t Socks5Handshake::wanted() const {
    switch (state_) {
    case State::Method:
    case State::Auth: return 2;
    case State::Reply: return 5;
    case State::Address: return addressBytes_;
    case State::Done: break;
    }
    return 0;
}

Result<Socks5Handshake::Step> Socks5Handshake::feed(std::string_view& input, std::string& out) {
    while (state_ != State::Done) {
        const std::size_t part = std::min(wanted() - buffer_.size(), input.size());
        buffer_.append(input.substr(0, part));
        input.remove_prefix(part);
        if (buffer_.size() < wanted()) {
            return Step::NeedMore;
        }
        const std::string bytes = std::exchange(buffer_, {});
        if (auto advanced = advance(bytes, out); !advanced) {
            return advanced.error();
        }
    }
    return Step::Done;
}

Result<void> Socks5Handshake::advance(std::string_view bytes, std::string& out) {
    switch (state_) {
    case State::Method:
        if (byteAt(bytes, 0) != kVersion) {
            return Error{Errc::Malformed, "the proxy does not speak SOCKS5"};
        }
        return takeMethod(byteAt(bytes, 1), out);
    case State::Auth:
        if (byteAt(bytes, 1) != 0) {
            return Error{Errc::PermissionDenied, "the SOCKS5 proxy refuses the user or password"};
        }
        sendConnect(out);
        state_ = State::Reply;
        return {};
    case State::Reply: return takeReply(bytes);
    case State::Address: state_ = State::Done; break;
    case State::Done: break;
    }
    return {};
}

Result<void> Socks5Handshake::takeMethod(unsigned char method, std::string& out) {
    if (method == kNoAuth) {
        sendConnect(out);
        state_ = State::Reply;
        return {};
    }
    if (method == kPassword && !target_.user.empty()) {
        append(out, {1, static_cast<unsigned>(target_.user.size())});
        out += target_.user;
        append(out, {static_cast<unsigned>(target_.password.size())});
        out += target_.password;
        state_ = State::Auth;
        return {};
    }
    if (method == kNoneFits) {
        return Error{Errc::PermissionDenied, target_.user.empty()
                                                 ? "the SOCKS5 proxy wants a user and a password"
                                                 : "the SOCKS5 proxy accepts none of our ways to log in"};
    }
    return Error{Errc::Malformed, "the SOCKS5 proxy chose a way to log in that was not offered"};
}

void Socks5Handshake::sendConnect(std::string& out) const {
    append(out, {kVersion, 1, 0});
    std::array<char, 16> address{};
    if (inet_pton(AF_INET, target_.host.c_str(), address.data()) == 1) {
        append(out, {kIpv4});
        out.append(address.data(), 4);
    } else if (inet_pton(AF_INET6, target_.host.c_str(), address.data()) == 1) {
        append(out, {kIpv6});
        out.append(address.data(), 16);
    } else {
        append(out, {kName, static_cast<unsigned>(target_.host.size())});
        out += target_.host;
    }
    append(out, {target_.port >> 8, target_.port & 0xff});
}

Result<void> Socks5Handshake::takeReply(std::string_view bytes) {
    struct Reply {
        Errc code;
        const char* text;
    };
    static constexpr std::array<Reply, 9> kReplies{{
        {Errc::Io, ""},
        {Errc::Unreachable, "general failure"},
        {Errc::PermissionDenied, "not allowed by its rules"},
        {Errc::Unreachable, "network unreachable"},
        {Errc::Unreachable, "host unreachable"},
        {Errc::Refused, "connection refused"},
        {Errc::TimedOut, "time to live expired"},
        {Errc::Unsupported, "command not supported"},
        {Errc::Unsupported, "kind of address not supported"},
    }};
    const unsigned code = byteAt(bytes, 1);
    if (byteAt(bytes, 0) != kVersion || byteAt(bytes, 2) != 0) {
        return Error{Errc::Malformed, "the SOCKS5 proxy sent a malformed reply"};
    }
    if (code != 0) {
        const bool isKnown = code < kReplies.size();
        return Error{isKnown ? kReplies[code].code : Errc::Malformed,
                     std::string("the SOCKS5 proxy says: ") +
                         (isKnown ? kReplies[code].text : "unknown failure")};
    }
    switch (byteAt(bytes, 3)) { // one byte of the address is here already
    case kIpv4: addressBytes_ = 3 + 2; break;
    case kIpv6: addressBytes_ = 15 + 2; break;
    case kName: addressBytes_ = byteAt(bytes, 4) + 2U; break;
    default: return Error{Errc::Malformed, "the SOCKS5 proxy sent an unknown kind of address"};
    }
    state_ = State::Address;
    return {};
}

} // namespace aha::client
