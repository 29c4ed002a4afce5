#include "core/client/http_call_impl.h"

#include "core/proto/http/challenge.h"
#include "core/proto/http/chars.h"
#include "core/proto/http/cookie_jar.h"

#include <algorithm>
#include <utility>

// What comes back: cookies, redirects, challenges, and the answer with its body.
namespace aha::client {

void HttpCallImpl::onExchangeInformational(const http::ResponseHead& head) {
    handler_.onInformational(*self_, head); // may destroy this
}

void HttpCallImpl::onExchangeHead(http::ResponseHead& head) {
    keepCookies(head);
    outcome_.status = head.status();
    if (takeRedirect(head) || state_ == State::Ending) {
        return;
    }
    if (!takeChallenge(head)) {
        takeAnswer(head); // may destroy this
    }
}

void HttpCallImpl::keepCookies(const http::ResponseHead& head) {
    for (std::size_t i = 0; request_.cookies && i < head.count(); ++i) {
        if (http::equalsIgnoreCase(head.name(i), "set-cookie")) {
            request_.cookies->store(next_.url, head.value(i));
        }
    }
}

// True: it is followed, or refused, which ends the call.
bool HttpCallImpl::takeRedirect(const http::ResponseHead& head) {
    if (request_.maxRedirects == 0 || !http::isRedirectStatus(head.status())) {
        return false;
    }
    auto read = http::readRedirect(next_.url, next_.method, head);
    if (!read) {
        end(HttpErrorKind::Protocol, read.error());
        return true;
    }
    if (!read.value()) {
        return false;
    }
    http::Redirect& redirect = *read.value();
    const char* problem = nullptr;
    if (outcome_.hops.size() >= request_.maxRedirects) {
        problem = "more redirects than allowed, the last one to ";
    } else if (redirect.downgrades && !request_.followsDowngrade) {
        problem = "not followed from https to ";
    } else if (redirect.keepsBody && next_.hasBody && !sender_->canRepeat()) {
        problem = "the streamed body cannot be sent again to ";
    } else if (redirect.crossesOrigin && !request_.unixSocket.empty()) {
        problem = "the unix socket does not lead to ";
    }
    if (problem) {
        end(HttpErrorKind::TooManyRedirects,
            Error{outcome_.hops.size() >= request_.maxRedirects ? Errc::TooMany : Errc::Unsupported,
                  problem + redirect.url.text()});
        return true;
    }
    redirect_ = std::move(redirect);
    use_ = Use::Redirect;
    discarded_ = 0;
    return true;
}

// Credentials for Digest are sent once for each challenge, in case the password is wrong.
bool HttpCallImpl::takeChallenge(const http::ResponseHead& head) {
    if (head.status() != 401 || next_.auth.kind != HttpAuth::Kind::Digest || !sender_->canRepeat()) {
        return false;
    }
    if (hasAnswered_) {
        shared_.forgetNonce(next_.url, next_.auth);
        return false;
    }
    auto challenges = http::parseChallenges(head.join("www-authenticate"));
    const http::Challenge* best = challenges ? http::pickChallenge(challenges.value()) : nullptr;
    if (!best || best->scheme != "digest" || !shared_.learnNonce(next_.url, next_.auth, *best)) {
        return false; // the user sees the 401
    }
    hasAnswered_ = true;
    use_ = Use::Challenge;
    discarded_ = 0;
    return true;
}

void HttpCallImpl::takeAnswer(http::ResponseHead& head) {
    std::swap(head_, head); // the connection needs it no more
    outcome_.timings.firstByteMs = sinceStartMs();
    if (!sender_->isSent() &&
        sender_->isStopped()) { // nobody wants the rest: whoever waits to write it goes on
        sender_->drop();
        onRoom();
    }
    if (next_.auth.kind == HttpAuth::Kind::Digest) {
        http::DigestAuth* nonce = shared_.nonce(next_.url, next_.auth);
        const auto info = head_.find("authentication-info");
        if (nonce && info && !nonce->takeInfo(*info)) {
            shared_.forgetNonce(next_.url, next_.auth);
        }
    }
    const bool hasBody = head_.framing() != http::ResponseFraming::None;
    if (request_.decode && hasBody && head_.find("content-encoding")) {
        http::InflateLimits limits{request_.maxBodyBytes, request_.decodeRatio};
        auto decoder = http::ContentDecoder::make(head_.join("content-encoding"), limits);
        if (!decoder) {
            end(HttpErrorKind::Protocol, decoder.error());
            return;
        }
        decoder_ = decoder.take();
    }
    handler_.onHead(*self_, head_); // may destroy this
}

// ---- the body

void HttpCallImpl::onExchangeBody(std::string_view bytes) {
    if (use_ != Use::Answer) {
        discard(bytes.size());
        return;
    }
    outcome_.receivedBytes += bytes.size();
    shared_.stats.receivedBytes += bytes.size();
    if (decoder_) {
        decoded_.clear();
        if (auto fed = decoder_->feed(bytes, decoded_); !fed) {
            const bool isLimit = fed.error().code == Errc::TooLarge;
            end(isLimit ? HttpErrorKind::TooLarge : HttpErrorKind::Protocol,
                Error{fed.error().code, "the body's Content-Encoding: " + fed.error().message});
            return;
        }
        bytes = decoded_;
    }
    if (!bytes.empty()) {
        outcome_.bodyBytes += bytes.size();
        handler_.onBody(*self_, bytes); // may destroy this
    }
}

void HttpCallImpl::onExchangeEnd(http::Fields trailers) {
    outcome_.sentBytes = sender_->sentBytes();
    if (use_ != Use::Answer) {
        done_ = std::move(exchange_);
        follow();
        return;
    }
    if (decoder_) {
        if (auto whole = decoder_->finish(); !whole) {
            end(HttpErrorKind::Protocol,
                Error{whole.error().code, "the body's Content-Encoding: " + whole.error().message});
            return;
        }
    }
    done_ = std::move(exchange_);
    outcome_.trailers = std::move(trailers);
    leaveOrigin();
    state_ = State::Ending;
    wake();
}

// A long body of a redirect costs more than a new connection.
void HttpCallImpl::discard(std::size_t bytes) {
    discarded_ += bytes;
    if (discarded_ > kMaxDiscardedBytes) {
        exchange_->abort();
        done_ = std::move(exchange_);
        follow();
    }
}

// ---- the next request

void HttpCallImpl::follow() {
    if (use_ == Use::Challenge) {
        ++shared_.stats.challenges;
    } else {
        ++shared_.stats.redirects;
        http::Redirect& redirect = *redirect_;
        outcome_.hops.push_back({outcome_.status, next_.url});
        std::vector<http::HeaderLine>& headers = next_.headers;
        headers.erase(std::remove_if(headers.begin(), headers.end(),
                                     [&redirect](const http::HeaderLine& line) {
                                         return !http::followsRedirect(line.name, redirect);
                                     }),
                      headers.end());
        if (redirect.crossesOrigin) { // what was meant for the first origin stays with it
            next_.auth = {};
            HttpTls& tls = request_.tls;
            tls.certificateFile = tls.keyFile = tls.keyPassphrase = tls.serverName = {};
        }
        next_.method = redirect.method;
        next_.hasBody = next_.hasBody && redirect.keepsBody;
        next_.url = std::move(redirect.url);
        outcome_.url = next_.url;
        redirect_.reset();
        hasAnswered_ = false;
        if (!next_.hasBody) {
            sender_->drop();
        }
    }
    outcome_.status = 0;
    use_ = Use::Answer;
    leaveOrigin();
    state_ = State::Between;
    wake();
}

} // namespace aha::client
