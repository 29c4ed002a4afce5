#include "php/server/udp_service.h"

#include "core/base/json_text.h"
#include "php/coroutine/deadlock.h"
#include "php/error.h"
#include "php/network/serving_service.h"
#include "php/process/crash_report.h"

#include <syslog.h>

#include <utility>

namespace aha::php {

UdpService::UdpService(Runtime& runtime, ServerObject& server, Listener& listener, const UdpConfig& config)
    : runtime_(runtime), owner_(server), listener_(listener), config_(config) {}

UdpService::~UdpService() {
    static_cast<Link<net::ReadyTag>&>(*this).unlink();
    while (HandlerJob* job = jobs_.popFront()) {
        job->forgetOwner();
    }
}

Result<void> UdpService::open(const ListenSocket& socket, const EndpointPlace& place) {
    place_ = place;
    auto created = server::UdpServer::create(runtime_.loop(), *this, config_.core, place.stats);
    if (!created) {
        return created.error();
    }
    server_ = created.take();
    return socket.fd < 0 ? server_->bind(socket.host, socket.port) : server_->bindFd(socket.fd);
}

// Once: what a stop adds to a reload is that nobody else would read what waits in the kernel, but then the
// other processes have drained, or are about to.
void UdpService::drain(const server::DrainOptions& options, std::function<void()> done) {
    if (std::exchange(isDraining_, true)) {
        return;
    }
    server::DrainOptions own;
    own.acceptWaiting = options.acceptWaiting || !place_.isWorker;
    own.graceMs = own.acceptWaiting ? options.graceMs : 0; // a successor has the socket: it reads from now on
    server_->drain(own, std::move(done));
}

void UdpService::wake() {
    if (!static_cast<Link<net::ReadyTag>&>(*this).isLinked()) {
        runtime_.loop().enqueue(*this);
    }
}

void UdpService::onPacket(std::string_view packet, const net::SocketAddress& from, std::size_t) {
    if (runtime_.isFatal()) {
        server_->packetTaken(packet.size());
        return;
    }
    owner_.serving->countRequest();
    inbox_.push_back({std::string(packet), from});
    if (running_ < config_.concurrency) {
        wake();
    }
}

// At most one line a second: a flood of bad packets shall not fill the disk.
void UdpService::onPacketError(const Error& error, std::size_t) {
    const std::uint64_t nowMs = runtime_.loop().nowMs();
    if (nowMs < quietUntilMs_) {
        ++unreported_;
        return;
    }
    quietUntilMs_ = nowMs + kErrorQuietMs;
    std::string text = "aha: a packet was lost: " + error.message;
    if (std::uint64_t more = std::exchange(unreported_, 0)) {
        text += " (and " + std::to_string(more) + " more since the last such line)";
    }
    logLine(text, LOG_WARNING);
}

void UdpService::run() {
    for (unsigned budget = kPacketsPerRun; !inbox_.empty() && running_ < config_.concurrency; --budget) {
        if (runtime_.isFatal()) {
            return;
        }
        if (budget == 0) {
            wake();
            return;
        }
        handOut();
    }
}

// ($server, $data, $clientInfo)
void UdpService::handOut() {
    Packet packet = std::move(inbox_.front());
    inbox_.pop_front();
    server_->beginWork();
    server_->packetTaken(packet.bytes.size());
    ++running_;
    const std::string address = packet.from.isUnix()
                                    ? (packet.from.path().empty() ? "" : "unix:" + packet.from.path())
                                    : packet.from.host();
    zval arguments[3];
    ZVAL_OBJ_COPY(&arguments[0], Class<ServerObject>::objectOf(owner_));
    ZVAL_STRINGL(&arguments[1], packet.bytes.data(), packet.bytes.size());
    array_init(&arguments[2]);
    add_assoc_stringl(&arguments[2], "address", address.data(), address.size());
    add_assoc_long(&arguments[2], "port", static_cast<zend_long>(packet.from.port()));
    add_assoc_long(&arguments[2], "server_socket", static_cast<zend_long>(place_.index));
    add_assoc_long(&arguments[2], "server_port", static_cast<zend_long>(listener_.port));
    const std::uint64_t limitMs = config_.requestTimeoutMs;
    Ref<HandlerJob> job = HandlerJob::make(*this, limitMs ? runtime_.loop().nowMs() + limitMs : 0);
    jobs_.pushBack(*job);
    Callable& handler = owner_.handlerFor(listener_, Event::Packet);
    job->run(handler, siteOf(handler.zv()),
             config_.fiber ? HandlerJob::Style::Fiber : HandlerJob::Style::Plain, 3, arguments);
}

void UdpService::onJobDone(HandlerJob& job, zend_object* error) {
    --running_;
    server_->endWork(net::Loop::nowNs() - job.startedNs());
    if (error && !(isStopping_ && isCancellation(error))) {
        reportUnhandled(error, "a packet to " + listener_.address());
        owner_.serving->tellError(listener_, error, nullptr);
    }
    if (!inbox_.empty()) {
        wake();
    }
}

void UdpService::onJobFatal(HandlerJob&) {
    logLine("aha: fatal error in a packet to " + listener_.address() + ": its process ends", LOG_ERR);
    --running_;
    server_->endWork(0);
}

void UdpService::cancelWork(const char* why) {
    isStopping_ = true;
    for (HandlerJob* job = jobs_.front(); job;) {
        HandlerJob* next = jobs_.next(*job);
        job->cancel(why);
        job = next;
    }
}

// Nothing of it can be answered any more.
void UdpService::abandonWork() { server_->close(); }

void UdpService::reportWork(const char* why) {
    for (HandlerJob* job = jobs_.front(); job; job = jobs_.next(*job)) {
        logLine("aha: " + std::string(why) + ": a packet to " + listener_.address() +
                    (job->scope() ? describeWaits(*job->scope()) : std::string()),
                LOG_WARNING);
    }
}

void UdpService::describeTasks(JsonWriter& json) {
    for (HandlerJob* job = jobs_.front(); job; job = jobs_.next(*job)) {
        json.beginObject().field("what", "a packet to " + listener_.address());
        json.field("waits", job->scope() ? describeWaits(*job->scope()) : std::string()).endObject();
    }
}

void UdpService::writeCrashLines() noexcept {
    if (running_ > 0) {
        CrashLine line;
        line.add("  packets at work: ").add(running_).write();
    }
}

} // namespace aha::php
