#pragma once

#include "support/raw_socket.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aha::test {

// Packets of the MySQL protocol, as a server says them.
struct MysqlWire {
    static std::string packet(std::string_view body, unsigned sequence) {
        std::string text;
        text += char(body.size() & 0xff);
        text += char(body.size() >> 8 & 0xff);
        text += char(body.size() >> 16 & 0xff);
        text += char(sequence);
        return text.append(body);
    }
    static std::string lengthed(std::string_view text) { return char(text.size()) + std::string(text); }

    static std::string greeting(std::string_view plugin = "mysql_native_password",
                                unsigned capabilities = 0x802ff79fu) {
        std::string body = "\x0a"
                           "5.5.5-10.11.6-MariaDB";
        body += '\0';
        body += std::string("\1\0\0\0", 4) + "abcdefgh" + '\0';
        body += char(capabilities & 0xff);
        body += char(capabilities >> 8 & 0xff);
        body += std::string("\x2d\2\0", 3); // utf8mb4, autocommit
        body += char(capabilities >> 16 & 0x2f);
        body += '\0';
        body += '\x15' + std::string(10, '\0') + "ijklmnopqrst" + '\0';
        body += plugin;
        body += '\0';
        return packet(body, 0);
    }
    static std::string ok(unsigned sequence) { return packet(std::string("\0\0\0\2\0\0\0", 7), sequence); }
    static std::string end(unsigned sequence) { return packet(std::string("\xfe\0\0\2\0", 5), sequence); }
    static std::string column(std::string_view name, unsigned char type, unsigned sequence) {
        std::string body =
            lengthed("def") + lengthed("s") + lengthed("t") + lengthed("t") + lengthed(name) + lengthed(name);
        body += '\x0c';
        body += std::string("\x2d\0\xff\0\0\0", 6) + char(type) + std::string("\0\0\0\0\0", 5);
        return packet(body, sequence);
    }
    // One row of a number and a text, to a query in the text protocol.
    static std::string rows() {
        return packet("\2", 1) + column("n", 3, 2) + column("s", 253, 3) + end(4) +
               packet(lengthed("42") + lengthed("text"), 5) + packet(lengthed("43") + "\xfb", 6) + end(7);
    }
    static std::string prepared() {
        return packet(std::string("\0\1\0\0\0\2\0\0\0\0\0\0", 12), 1) + column("n", 3, 2) +
               column("s", 253, 3) + end(4);
    }
    static std::string binaryRows() {
        return packet("\2", 1) + column("n", 3, 2) + column("s", 253, 3) + end(4) +
               packet(std::string("\0\0\x2a\0\0\0", 6) + lengthed("text"), 5) +
               packet(std::string("\0\x08\x2b\0\0\0", 6), 6) + end(7);
    }
};

// A server that answers each packet of its first client with the next of its replies, however wrong they are.
// Driven by pump(); other clients find it closed.
class FakeMysql {
public:
    static constexpr std::size_t kNever = ~std::size_t{0};

    explicit FakeMysql(std::vector<std::string> replies) : replies_(std::move(replies)) {
        listener_ = RawSocket(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(listener_.fd(), reinterpret_cast<sockaddr*>(&address), size);
        ::listen(listener_.fd(), 64);
        ::getsockname(listener_.fd(), reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
    }
    unsigned port() const { return port_; }
    std::size_t cutAt = kNever;   // closes after so many bytes
    std::size_t stallAt = kNever; // says no more after so many
    std::size_t atOnce = kNever;  // bytes at a time

    void pump() {
        RawSocket next(::accept4(listener_.fd(), nullptr, nullptr, SOCK_NONBLOCK));
        if (next.fd() >= 0 && !isTaken_) {
            isTaken_ = true;
            client_ = std::move(next);
            takeReply();
        }
        if (client_.fd() < 0) {
            return;
        }
        received += client_.receive(1 << 20);
        unread_.append(received, seen_, std::string::npos);
        seen_ = received.size();
        while (unread_.size() >= 4) {
            const std::size_t size =
                (static_cast<unsigned char>(unread_[0]) | static_cast<unsigned char>(unread_[1]) << 8 |
                 static_cast<unsigned char>(unread_[2]) << 16) +
                std::size_t{4};
            if (unread_.size() < size) {
                break;
            }
            unread_.erase(0, size);
            takeReply();
        }
        say();
    }
    void say(std::string_view more) { pending_.append(more); }
    void close() { client_.close(); }
    bool hasSaidAll() const { return isTaken_ && pending_.empty() && reply_ == replies_.size(); }
    bool isTaken() const { return isTaken_; }

    std::string received;

private:
    void takeReply() {
        if (reply_ < replies_.size()) {
            pending_ += replies_[reply_++];
        }
    }
    void say() {
        const std::size_t limit = std::min(cutAt, stallAt);
        const std::size_t size = std::min({pending_.size(), atOnce, limit - said_});
        if (size > 0 && client_.send(pending_.substr(0, size))) {
            pending_.erase(0, size);
            said_ += size;
        }
        if (said_ == cutAt) {
            client_.close();
        }
    }

    RawSocket listener_, client_;
    std::vector<std::string> replies_;
    std::string pending_, unread_;
    std::size_t reply_ = 0, said_ = 0, seen_ = 0;
    unsigned port_ = 0;
    bool isTaken_ = false;
};

} // namespace aha::test
