#include "php/server/udp_config.h"

#include "php/options.h"
#include "php/process/process_config.h"
#include "php/server/option_bounds.h"

namespace aha::php {

static constexpr const char* kUdpOwner = "Aha\\Server\\Udp";

bool UdpConfig::read(HashTable* array, ProcessConfig* process) {
    OptionReader options(array, kUdpOwner);
    net::UdpOptions& socket = core.socket;
    options.size("receive_queue_length", core.maxPendingPackets, 1, 1'000'000);
    options.size("receive_queue_bytes", core.maxPendingBytes, 1, 1 << 30);
    options.size("send_queue_length", socket.maxQueued, 1, 1'000'000);
    options.size("send_queue_bytes", socket.maxQueuedBytes, 1, 1 << 30);
    options.seconds("send_timeout", socket.maxWaitMs, 0.001, 3600);
    options.size("socket_receive_buffer", socket.receiveBufferBytes, 0, 1 << 30);
    options.size("socket_buffer_size", socket.sendBufferBytes, 0, 1 << 30);
    options.boolean("enable_broadcast", socket.broadcast);
    options.boolean("enable_reuse_address", socket.reuseAddress);
    options.boolean("ipv6_only", socket.ipv6Only);
    options.size("max_concurrency", concurrency, 1, 10'000'000);
    options.seconds("request_timeout", requestTimeoutMs, 0, kMaxOptionSeconds);
    options.boolean("fiber", fiber);
    if (process) {
        process->read(options);
    }
    return options.finish() && (!process || process->consistent(kUdpOwner));
}

} // namespace aha::php
