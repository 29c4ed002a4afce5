#include "php/client/http_failure.h"

#include "php/client/client_base.h"
#include "php/error.h"

#include <cerrno>
#include <cstdio>
#include <sys/stat.h>

namespace aha::php {

static ClientErrno numberOf(client::HttpErrorKind kind) {
    using Kind = client::HttpErrorKind;
    switch (kind) {
    case Kind::ConnectFailed:
    case Kind::PoolExhausted:
    case Kind::Tls: return ClientErrno::ConnectFailed;
    case Kind::ConnectTimeout: return ClientErrno::ConnectTimeout;
    case Kind::RequestTimeout: return ClientErrno::RequestTimeout;
    case Kind::SendFailed: return ClientErrno::SendFailed;
    default: return ClientErrno::Unexpected;
    }
}

static zend_class_entry* classOf(const client::HttpError& error) {
    using Kind = client::HttpErrorKind;
    switch (error.kind) {
    case Kind::InvalidRequest: return exceptions.config;
    case Kind::ConnectFailed:
    case Kind::Tls:
    case Kind::SendFailed: return exceptions.connect;
    case Kind::ConnectTimeout:
    case Kind::RequestTimeout: return exceptions.timeout;
    case Kind::PoolExhausted: return exceptions.pool;
    case Kind::Protocol: // a connection that ended early is no breach of the protocol
        return error.error.code == Errc::Closed || error.error.code == Errc::Reset ? exceptions.connect
                                                                                   : exceptions.protocol;
    case Kind::TooLarge:
    case Kind::TooManyRedirects: return exceptions.protocol;
    case Kind::Cancelled: return exceptions.cancelled;
    }
    return exceptions.connect;
}

ClientFailure failureOf(const client::HttpError& error) {
    return {classOf(error), error.error.message, static_cast<zend_long>(numberOf(error.kind))};
}

Result<void> moveIntoPlace(const std::string& from, const std::string& to) {
    const mode_t mask = ::umask(0); // the only way to learn it
    ::umask(mask);
    if (::chmod(from.c_str(), 0666 & ~mask) != 0 || ::rename(from.c_str(), to.c_str()) != 0) {
        return errorFromErrno(errno, "rename the file to " + to);
    }
    return {};
}

} // namespace aha::php
