#pragma once

#include "core/base/ref.h"
#include "core/client/tcp_client.h"
#include "core/client/udp_client.h"
#include "php/value.h"

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace aha::php {

class PackagePool;
struct TicketTag {};

enum class PackageKind : std::uint8_t { Tcp, Udp };

// Of one client object: where to, how, how long.
struct PackageSettings {
    // Throws: false.
    bool parse(PackageKind kind, zend_string* host, zend_long port, HashTable* options);
    // Aha's shape: seconds, packages that end with "\r\n\r\n".
    bool setTimes(double timeout, double connectTimeout);
    std::string key() const; // equal for clients that share connections
    client::PackageClientOptions& pool() { return kind == PackageKind::Tcp ? tcp.pool : udp.pool; }
    bool framesByEof() const { return kind == PackageKind::Tcp && tcp.framing.kind == frame::Kind::Eof; }

    PackageKind kind = PackageKind::Tcp;
    client::TcpClientOptions tcp;
    client::UdpClientOptions udp;
    std::uint64_t timeoutMs = 1000;
    Callable lengthFunction;     // package_length_func
    Callable hook;               // on_trace
    std::uint64_t privateId = 0; // of a pool that is not shared: its length function is of one client object

private:
    void reset();
    void readFraming(class OptionReader& reader);
    void readTls(class OptionReader& reader);
};

// The right to one of a pool's connections, from Pool::get…Client() to the end of the request.
// Owned by its client object; destroying it gives it back.
class Ticket : public Link<TicketTag> {
public:
    Ticket(PackagePool& pool, std::string place);
    ~Ticket();

private:
    friend class PackagePool;
    Ref<PackagePool> pool_;
    std::string place_;
    std::uint64_t sinceMs_;
};

// The connections to one peer with the same options, shared by all clients that want such ones.
// Owned by PackagePools and by the client objects that use it; closed with the runtime.
class PackagePool final : public RefCounted<PackagePool> {
public:
    static void destroy(PackagePool* pool) noexcept { delete pool; }
    client::PackageClient* requests(); // null: the runtime has ended
    // Null: exhausted, PoolException is thrown.
    std::unique_ptr<Ticket> takeTicket(std::size_t max, std::string place);
    void describe(zval* figures); // for stats()
    bool isQuiet() { return tickets_.empty() && requests() && requests()->isQuiet(); }

private:
    friend class Ticket;
    friend class PackagePools;
    IntrusiveList<Ticket, TicketTag> tickets_;
    std::size_t ticketCount_ = 0;
    std::unique_ptr<client::TcpClient> tcp_;
    std::unique_ptr<client::UdpClient> udp_;
};

// All pools of TCP and UDP clients of one runtime. Owned by it.
class PackagePools {
public:
    explicit PackagePools(net::Loop& loop) : host_(loop), resolver_(loop) {}
    ~PackagePools(); // closes them
    static PackagePools& get();

    // Null: the options do not fit together; ConfigException is thrown.
    Ref<PackagePool> open(const PackageSettings& settings);
    void close(const PackageSettings& settings); // a private one
    net::Resolver& resolver() { return resolver_; }
    void describe(zval* table); // for Pool::stats(): name => figures

private:
    // Beyond it, pools without connections are forgotten: a program may talk to ever more peers.
    static constexpr std::size_t kMaxPools = 1024;
    void forgetQuiet();

    client::LoopPoolHost host_;
    net::Resolver resolver_;
    std::map<std::string, Ref<PackagePool>> pools_;
};

} // namespace aha::php
