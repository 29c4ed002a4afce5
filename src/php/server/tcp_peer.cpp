// TcpPeer: packages to handlers, and how the connection ends.
#include "php/server/tcp_peer.h"

#include "php/error.h"
#include "php/process/steps.h"
#include "php/server/tcp_service.h"

#include <utility>

namespace aha::php {

Ref<TcpPeer> TcpPeer::make(TcpService& service, server::TcpConnection& connection) {
    Ref<TcpPeer> peer(*new TcpPeer(service, connection));
    peer->self_ = peer;
    service.peers().pushBack(*peer);
    return peer;
}

TcpPeer::TcpPeer(TcpService& service, server::TcpConnection& connection)
    : service_(&service), connection_(&connection) {
    connection.peer = this;
    facts_.id = connection.id();
    facts_.address = connection.peerAddress();
    facts_.port = connection.peerPort();
    facts_.localAddress = connection.stream().localAddress();
    facts_.localPort = connection.stream().localPort();
    facts_.connectedAt = connection.connectedAtSeconds();
    facts_.isEncrypted = connection.stream().isEncrypted();
    facts_.isOpen = true;
    wake();
}

TcpPeer::~TcpPeer() {
    static_cast<Link<TcpPeerTag>&>(*this).unlink();
    static_cast<Link<net::ReadyTag>&>(*this).unlink();
}

void TcpPeer::wake() {
    if (service_ && !static_cast<Link<net::ReadyTag>&>(*this).isLinked()) {
        service_->runtime().loop().enqueue(*this);
    }
}

std::string TcpPeer::describe() const {
    std::string text = "connection " + std::to_string(facts_.id) + " of ";
    return text +
           (facts_.address.empty() ? "a unix socket" : facts_.address + ":" + std::to_string(facts_.port));
}

std::uint64_t TcpPeer::silentMs() const {
    const std::uint64_t now = service_ ? service_->runtime().loop().nowMs() : 0;
    return connection_ && now > connection_->lastReceiveMs() ? now - connection_->lastReceiveMs() : 0;
}

std::uint64_t TcpPeer::idleLimitMs() const { return service_ ? service_->config().core.idleTimeoutMs : 0; }

void TcpPeer::refreshFacts() {
    const std::uint64_t silentMs = service_->runtime().loop().nowMs() - connection_->lastReceiveMs();
    facts_.receivedAt = service_->runtime().loop().wallSeconds() - static_cast<std::int64_t>(silentMs / 1000);
    facts_.bytesIn = connection_->bytesReceived();
    facts_.bytesOut = connection_->bytesSent();
    facts_.packages = connection_->packagesReceived();
    facts_.queued = connection_->backlog();
    facts_.isOpen = connection_->isOpen();
}

const TcpPeer::Facts& TcpPeer::facts() {
    if (connection_) {
        refreshFacts();
    }
    return facts_;
}

// ---- handlers

void TcpPeer::run() {
    if (!service_ || service_->runtime().isFatal()) {
        return;
    }
    Ref<TcpPeer> keep(*this);
    if (!isBegun_ && isOpen()) {
        isBegun_ = true;
        if (service_->handler(Event::Connect).isSet()) {
            startEvent(Event::Connect, nullptr);
        } else {
            isReady_ = true;
        }
    }
    if (!isReady_ || !service_ || service_->runtime().isFatal()) {
        return;
    }
    if (service_->loops()) {
        if (!isLooping_ && isOpen()) {
            isLooping_ = true;
            zval connection;
            ZVAL_OBJ(&connection, object());
            startJob(Event::Connection, 1, &connection);
        }
        giveReaders();
        return;
    }
    for (unsigned budget = kPackagesPerRun; isOpen() && !inbox_.empty(); --budget) {
        if (running_ >= service_->config().concurrency) {
            return; // the one that ends calls again
        }
        if (budget == 0) {
            wake();
            return;
        }
        std::string package = takePackage();
        startEvent(Event::Receive, &package);
        if (!service_ || service_->runtime().isFatal()) {
            return;
        }
    }
}

// ($server, $fd, $fromId[, $data])
void TcpPeer::startEvent(Event event, std::string* package) {
    zval arguments[4];
    ZVAL_OBJ_COPY(&arguments[0], Class<ServerObject>::objectOf(service_->server()));
    ZVAL_LONG(&arguments[1], static_cast<zend_long>(id()));
    ZVAL_LONG(&arguments[2], static_cast<zend_long>(service_->workerId()));
    if (package) {
        ZVAL_STRINGL(&arguments[3], package->data(), package->size());
        ++running_;
    }
    startJob(event, package ? 4 : 3, arguments);
}

// Takes over the arguments.
void TcpPeer::startJob(Event event, std::uint32_t count, zval* arguments) {
    const TcpConfig& config = service_->config();
    const std::uint64_t limitMs = event == Event::Connection ? 0 : config.requestTimeoutMs;
    Ref<HandlerJob> job = HandlerJob::make(*this, limitMs ? service_->runtime().loop().nowMs() + limitMs : 0);
    job->tag = static_cast<std::uint8_t>(event);
    jobs_.pushBack(*job);
    if (event == Event::Connection) {
        updateWork();
    } else {
        connection_->beginWork();
    }
    Callable& handler = service_->handler(event);
    job->run(handler, siteOf(handler.zv()),
             config.fiber ? HandlerJob::Style::Fiber : HandlerJob::Style::Plain, count, arguments);
}

// What belongs to the end of a connection is no error of its handlers.
bool TcpPeer::isQuiet(zend_object* error) const {
    if (isCancellation(error)) {
        return isStopping_ || !connection_;
    }
    zval storage;
    return !isOpen() && instanceof_function(error->ce, zend_ce_exception) &&
           zval_get_long(zend_read_property(zend_ce_exception, error, ZEND_STRL("code"), true, &storage)) ==
               kConnectionEnded;
}

void TcpPeer::onJobDone(HandlerJob& job, zend_object* error) {
    Ref<TcpPeer> keep(*this);
    jobEnded(job);
    if (error && service_ && !isQuiet(error)) {
        reportUnhandled(error, describe());
        zend_object* connection = object();
        service_->tellError(error, connection);
        OBJ_RELEASE(connection);
    }
    if (connection_ && error) {
        connection_->closeFor(Error{Errc::Closed, "A handler failed"});
    } else if (connection_ && job.tag == static_cast<std::uint8_t>(Event::Connection)) {
        connection_->close();
    }
    finishIfDone();
}

void TcpPeer::jobEnded(HandlerJob& job) {
    const std::uint64_t nowNs = net::Loop::nowNs();
    switch (static_cast<Event>(job.tag)) {
    case Event::Connection:
        if (connection_ && workSinceNs_) {
            connection_->endWork(nowNs - workSinceNs_);
        }
        workSinceNs_ = 0;
        isLooping_ = false;
        isReady_ = false; // nobody takes packages any more
        return;
    case Event::Receive: --running_; break;
    default: isReady_ = true; break;
    }
    if (connection_) {
        connection_->endWork(nowNs - job.startedNs());
        wake();
    }
}

void TcpPeer::onJobFatal(HandlerJob&) {
    logLine("aha: fatal error in " + describe() + ": its process ends", LOG_ERR);
}

// In a loop of one handler the connection is idle while that waits for a package.
void TcpPeer::updateWork() {
    if (!connection_ || !isLooping_) {
        return;
    }
    const bool works = readers_.empty();
    if (works && workSinceNs_ == 0) {
        workSinceNs_ = net::Loop::nowNs();
        connection_->beginWork();
    } else if (!works && workSinceNs_ != 0) {
        connection_->endWork(net::Loop::nowNs() - std::exchange(workSinceNs_, 0));
    }
}

std::string TcpPeer::takePackage() {
    std::string package = std::move(inbox_.front());
    inbox_.pop_front();
    connection_->packageTaken(package.size());
    return package;
}

void TcpPeer::giveReaders() {
    while (connection_ && !inbox_.empty()) {
        Queued* first = readers_.takeFirst();
        if (!first) {
            return;
        }
        std::string package = takePackage();
        zval value;
        ZVAL_STRINGL(&value, package.data(), package.size());
        first->fulfill(&value);
    }
    if (isEof_ && inbox_.empty()) {
        endReaders();
    }
}

// ---- what the connection tells

void TcpPeer::onPackage(std::string_view package) {
    inbox_.emplace_back(package);
    wake();
}

// Here and now: a handler that is told is at work, and the connection waits for it.
void TcpPeer::onEof() {
    isEof_ = true;
    if (inbox_.empty()) {
        endReaders();
    }
}

void TcpPeer::onDrained() { settleWrites(nullptr); }

static bool isOrderly(const Error& why) {
    return why.code == Errc::Closed || why.code == Errc::TimedOut || why.code == Errc::Cancelled;
}

void TcpPeer::endReaders() {
    while (Queued* first = readers_.takeFirst()) {
        if (isOrderly(why_)) {
            first->fulfillNull();
        } else {
            if (!first->hasWaiters()) {
                first->markObserved();
            }
            first->reject(makeException(why_, kConnectionEnded));
        }
    }
}

void TcpPeer::settleWrites(const Error* why) {
    for (zend_object* write : std::exchange(writes_, {})) {
        Future& future = Future::from(write);
        if (!why) {
            zval value;
            ZVAL_TRUE(&value);
            future.fulfill(&value);
        } else if (!future.isSettled()) {
            if (!future.hasWaiters()) {
                future.markObserved(); // the peer's leaving is no error of who did not wait for it
            }
            future.reject(makeException(exceptions.connect, "The connection has ended: " + why->message,
                                        nullptr, kConnectionEnded));
        }
        OBJ_RELEASE(write);
    }
}

void TcpPeer::onClose(const Error& why) {
    Ref<TcpPeer> keep(*this);
    refreshFacts();
    facts_.isOpen = false;
    facts_.queued = 0;
    facts_.endedBy = why.message;
    why_ = why;
    connection_ = nullptr;
    workSinceNs_ = 0;
    inbox_.clear();
    if (service_->runtime().isFatal()) {
        return;
    }
    // Who waits for a package or for room hears of it there, and may clean up in peace.
    const bool isTold = isLooping_ && (!readers_.empty() || !writes_.empty());
    endReaders();
    settleWrites(&why);
    for (HandlerJob* job = jobs_.front(); job;) {
        HandlerJob* next = jobs_.next(*job);
        if (isTold) {
            job->cancelAllButMain("The connection has ended");
        } else {
            job->cancel("The connection has ended");
        }
        job = next;
    }
    finishIfDone();
}

void TcpPeer::finishIfDone() {
    if (connection_ || !jobs_.empty() || isThrough_ || !service_) {
        return;
    }
    isThrough_ = true;
    static_cast<Link<net::ReadyTag>&>(*this).unlink();
    static_cast<Link<TcpPeerTag>&>(*this).unlink();
    Callable& handler = service_->handler(Event::Close);
    if (isBegun_ && handler.isSet() && !service_->runtime().isFatal()) {
        zval arguments[3];
        ZVAL_OBJ(&arguments[0], Class<ServerObject>::objectOf(service_->server()));
        ZVAL_LONG(&arguments[1], static_cast<zend_long>(id()));
        ZVAL_LONG(&arguments[2], static_cast<zend_long>(service_->workerId()));
        startInBackground(service_->runtime(), handler, 3, arguments, "the handler of close",
                          service_->listener().style());
    }
    service_ = nullptr;
    self_.reset();
}

void TcpPeer::cancel(const char* why) {
    isStopping_ = true;
    for (HandlerJob* job = jobs_.front(); job;) {
        HandlerJob* next = jobs_.next(*job);
        job->cancel(why);
        job = next;
    }
}

void TcpPeer::abandon() {
    if (connection_) {
        connection_->closeFor(Error{Errc::Closed, "The process of the server has failed"});
    }
}

void TcpPeer::forgetService() {
    Ref<TcpPeer> keep(*this);
    static_cast<Link<TcpPeerTag>&>(*this).unlink();
    static_cast<Link<net::ReadyTag>&>(*this).unlink();
    const bool isFatal = service_->runtime().isFatal();
    if (connection_) {
        refreshFacts();
        facts_.isOpen = false;
        facts_.endedBy = "The server has stopped";
        connection_->peer = nullptr;
        connection_ = nullptr;
    }
    inbox_.clear();
    service_ = nullptr;
    while (HandlerJob* job = jobs_.popFront()) {
        job->forgetOwner();
    }
    if (!isFatal) {
        const Error why{Errc::Closed, "The server has stopped"};
        endReaders();
        settleWrites(&why);
    }
    self_.reset();
}

} // namespace aha::php
