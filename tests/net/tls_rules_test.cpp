#include "core/net/tls.h"

#include "support/tls_fixture.h"

#include <gtest/gtest.h>

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>

namespace aha::net {
namespace {

using test::makeClient;
using test::makeServer;
using test::MemoryPeer;
using test::serverOptions;
using test::StreamRecorder;
using test::tls;
using Pair = test::TlsPair;
class TlsWire : public test::TlsTest {};

class OldClient { // what today's library refuses to speak by itself
public:
    explicit OldClient(int version) : context_(SSL_CTX_new(TLS_client_method())), ssl_(nullptr) {
        SSL_CTX_set_security_level(context_, 0);
        SSL_CTX_set_min_proto_version(context_, version);
        SSL_CTX_set_max_proto_version(context_, version);
        ssl_ = SSL_new(context_);
        SSL_set_bio(ssl_, BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
        BIO_set_mem_eof_return(SSL_get_rbio(ssl_), -1);
        SSL_set_connect_state(ssl_);
    }
    ~OldClient() {
        SSL_free(ssl_);
        SSL_CTX_free(context_);
    }
    std::string exchange(const std::string& input) {
        BIO_write(SSL_get_rbio(ssl_), input.data(), int(input.size()));
        ERR_clear_error();
        char byte;
        isDone = SSL_do_handshake(ssl_) == 1;
        if (isDone) {
            SSL_read(ssl_, &byte, 1);
        }
        ERR_clear_error();
        return output();
    }
    std::string output() {
        std::string bytes(100'000, '\0');
        int size = BIO_read(SSL_get_wbio(ssl_), bytes.data(), int(bytes.size()));
        bytes.resize(std::size_t(std::max(size, 0)));
        return bytes;
    }
    SSL* ssl() { return ssl_; }
    bool isDone = false;

private:
    SSL_CTX* context_;
    SSL* ssl_;
};

class TlsRules : public TlsWire {
protected:
    void talk(OldClient& client) {
        server.start(context->accept(loop, wire.open()));
        std::string input;
        for (int round = 0; round < 6; ++round) {
            wire.send(client.exchange(input));
            settle();
            input = wire.takeReceived();
        }
    }
    std::unique_ptr<TlsContext> context = makeServer();
    MemoryPeer wire{loop};
    StreamRecorder server;
};

TEST_F(TlsRules, RefusesTls11) {
    OldClient client(TLS1_1_VERSION);
    talk(client);
    ASSERT_EQ(server.errors.size(), 1U);
    EXPECT_EQ(server.errors[0].message,
              "TLS handshake: the peer offers no version of TLS that is allowed here");
    EXPECT_TRUE(wire.sawEof()); // after the alert
}

TEST_F(TlsRules, SpeaksTls12ButNotWhenOnly13IsAllowed) {
    {
        OldClient client(TLS1_2_VERSION);
        talk(client);
        EXPECT_EQ(server.opens, 1);
        EXPECT_EQ(tls(server).protocol(), "TLSv1.2");
    }
    TlsServerOptions options = serverOptions();
    options.minimum = TlsVersion::Tls13;
    auto strict = makeServer(options);
    MemoryPeer other(loop);
    StreamRecorder refused(strict->accept(loop, other.open()));
    OldClient client(TLS1_2_VERSION);
    other.send(client.exchange(""));
    settle();
    EXPECT_EQ(refused.errors.size(), 1U);
}

TEST_F(TlsRules, SaysThatNoCipherIsShared) {
    TlsServerOptions options = serverOptions();
    options.ciphers = "ECDHE-RSA-AES128-GCM-SHA256"; // of no use with this key
    context = makeServer(options);
    OldClient client(TLS1_2_VERSION);
    talk(client);
    ASSERT_EQ(server.errors.size(), 1U);
    EXPECT_EQ(server.errors[0].message, "TLS handshake: no cipher in common");
}

TEST_F(TlsRules, EndsAConnectionThatAsksForRenegotiation) {
    OldClient client(TLS1_2_VERSION);
    talk(client);
    ASSERT_EQ(server.opens, 1);
    SSL_renegotiate(client.ssl());
    SSL_do_handshake(client.ssl());
    wire.send(client.output());
    settle();
    ASSERT_EQ(server.errors.size(), 1U);
    EXPECT_EQ(server.errors[0].message, "TLS: the peer asks for renegotiation");
}

TEST_F(TlsRules, RecognisesPlainHttpAndOtherNoise) {
    auto errorFor = [&](const std::string& bytes) {
        MemoryPeer noise(loop);
        StreamRecorder victim(context->accept(loop, noise.open()));
        noise.send(bytes);
        settle();
        return victim.errors.size() == 1 ? victim.errors[0].message : "no error";
    };
    EXPECT_EQ(errorFor("GET / HTTP/1.1\r\nHost: a\r\n\r\n"), "TLS handshake: the peer speaks plain HTTP");
    EXPECT_EQ(errorFor("SSH-2.0-OpenSSH_9.2\r\n"), "TLS handshake: the peer does not speak TLS");
    EXPECT_NE(errorFor(std::string("\x16\x03\x01\xff\xff", 5) + std::string(70'000, 'x')), "no error");
    EXPECT_NE(errorFor(std::string(100, '\0')), "no error");
}

TEST_F(TlsRules, ACutAtEveryByteOfTheHandshakeEndsInOneError) {
    auto client = makeClient();
    // What a client sends in a whole handshake.
    std::string flight;
    {
        Pair pair(loop);
        pair.open(*context, *client);
        bool moved = true;
        while (moved) {
            settle();
            std::string bytes = pair.clientWire.takeReceived();
            flight += bytes;
            pair.serverWire.send(bytes);
            moved = Pair::move(pair.serverWire, pair.clientWire, 1 << 20) || !bytes.empty();
        }
        ASSERT_EQ(pair.server.opens, 1);
    }
    ASSERT_GT(flight.size(), 200U);
    for (std::size_t cut = 0; cut < flight.size(); ++cut) {
        Pair pair(loop);
        pair.open(*context, *client);
        std::size_t left = cut;
        bool moved = true;
        while (moved && pair.server.errors.empty()) {
            settle();
            std::string bytes = pair.clientWire.takeReceived().substr(0, left);
            left -= bytes.size();
            pair.serverWire.send(bytes);
            moved = Pair::move(pair.serverWire, pair.clientWire, 1 << 20) || !bytes.empty();
        }
        pair.serverWire.sendEof();
        settle();
        ASSERT_EQ(pair.server.opens, 0) << cut;
        ASSERT_EQ(pair.server.errors.size(), 1U) << cut;
        EXPECT_EQ(pair.server.errors[0].code, Errc::Closed);
        EXPECT_EQ(pair.server.errors[0].message, "the peer closed the connection during the TLS handshake");
        ASSERT_EQ(pair.server.eofs, 0);
    }
}

TEST_F(TlsRules, AFlippedBitInARecordIsAnError) {
    auto client = makeClient();
    Pair pair(loop);
    pair.open(*context, *client);
    pair.carry();
    pair.client->write("good");
    std::string bytes = pair.clientWire.takeReceived();
    pair.client->write("bad");
    std::string bad = pair.clientWire.takeReceived();
    bad[7] = char(bad[7] ^ 1);
    pair.serverWire.send(bytes + bad);
    settle();
    EXPECT_EQ(pair.server.data, "good"); // what came before counts
    ASSERT_EQ(pair.server.errors.size(), 1U);
    EXPECT_EQ(pair.server.errors[0].code, Errc::Tls);
    pair.carry();
    ASSERT_EQ(pair.client.errors.size(), 1U); // the alert arrived
}

} // namespace
} // namespace aha::net
