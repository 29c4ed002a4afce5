#include "core/net/tls.h"

#include "core/net/tcp.h"
#include "support/loop_fixture.h"
#include "support/memory_stream.h"
#include "support/raw_socket.h"
#include "support/stream_recorder.h"
#include "support/tls_material.h"

#include <gtest/gtest.h>

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <malloc.h>

#include <filesystem>
#include <fstream>
#include <random>

namespace aha::net {
namespace {

using test::MemoryPeer;
using test::StreamRecorder;
using test::TlsAuthority;
using test::TlsFiles;

TlsAuthority& authority() {
    static TlsAuthority made("Aha Test CA");
    return made;
}

TlsFiles& serverFiles() {
    static TlsFiles files =
        authority().issue({"server.test", {"DNS:server.test", "IP:127.0.0.1"}, 30, "", ""});
    return files;
}

TlsServerOptions serverOptions() {
    TlsServerOptions options;
    options.certificate = {serverFiles().certificate, serverFiles().key, ""};
    return options;
}

TlsClientOptions clientOptions() {
    TlsClientOptions options;
    options.caFile = authority().caFile();
    return options;
}

std::unique_ptr<TlsContext> makeServer(TlsServerOptions options = serverOptions()) {
    auto made = TlsContext::server(std::move(options));
    EXPECT_TRUE(made.ok()) << (made ? "" : made.error().message);
    return made.take();
}

std::unique_ptr<TlsContext> makeClient(TlsClientOptions options = clientOptions()) {
    auto made = TlsContext::client(std::move(options));
    EXPECT_TRUE(made.ok()) << (made ? "" : made.error().message);
    return made.take();
}

const TlsStream& tls(const StreamRecorder& recorder) { return *TlsStream::of(*recorder.stream); }

// Two TLS streams with the test in between: it carries the bytes, and can cut, count or lose them.
struct Pair {
    explicit Pair(Loop& owner) : loop(owner) {}
    void open(TlsContext& serverSide, TlsContext& clientSide, const std::string& name = "server.test") {
        server.start(serverSide.accept(loop, serverWire.open()));
        client.start(clientSide.connect(loop, clientWire.open(), name));
    }
    // Carries bytes in both directions until none are left.
    void carry(std::size_t piece = 1 << 20) {
        bool moved = true;
        while (moved) {
            test::settle(loop);
            moved = move(clientWire, serverWire, piece) | move(serverWire, clientWire, piece);
        }
    }
    static bool move(MemoryPeer& from, MemoryPeer& to, std::size_t piece) {
        std::string bytes = from.takeReceived();
        to.sendInPieces(bytes, piece);
        return !bytes.empty();
    }

    Loop& loop;
    MemoryPeer serverWire{loop}, clientWire{loop};
    StreamRecorder server, client;
};

class Tls : public test::LoopTest {
protected:
    // The errors of a handshake between these two.
    std::pair<std::string, std::string> handshakeErrors(TlsContext& serverSide, TlsContext& clientSide,
                                                        const std::string& name = "server.test") {
        Pair pair(loop);
        pair.open(serverSide, clientSide, name);
        pair.carry();
        for (StreamRecorder* side : {&pair.server, &pair.client}) {
            for (const Error& error : side->errors) {
                EXPECT_EQ(error.code, Errc::Tls) << error.message;
            }
            EXPECT_LE(side->errors.size(), 1U);
        }
        return {pair.server.errors.empty() ? "" : pair.server.errors[0].message,
                pair.client.errors.empty() ? "" : pair.client.errors[0].message};
    }
};

TEST_F(Tls, ShakesHandsAndCarriesBothWays) {
    auto server = makeServer();
    auto client = makeClient();
    Pair pair(loop);
    pair.open(*server, *client);
    EXPECT_EQ(pair.server.opens, 0);
    pair.carry();
    ASSERT_EQ(pair.server.opens, 1);
    ASSERT_EQ(pair.client.opens, 1);
    EXPECT_EQ(tls(pair.server).protocol(), "TLSv1.3");
    EXPECT_EQ(tls(pair.client).cipher(), tls(pair.server).cipher());
    EXPECT_EQ(tls(pair.server).serverName(), "server.test");
    EXPECT_EQ(tls(pair.client).peerCertificateSubject(), "CN=server.test");
    EXPECT_EQ(tls(pair.server).peerCertificateSubject(), "");
    EXPECT_TRUE(pair.server->isEncrypted());
    EXPECT_EQ(pair.server->peerAddress(), "192.0.2.1");
    EXPECT_EQ(pair.server->peerPort(), 54321U);
    EXPECT_EQ(pair.server->localAddress(), "192.0.2.80");
    EXPECT_EQ(pair.server->localPort(), 80U);
    EXPECT_EQ(pair.server->rawFd(), -1);
    pair.client->write("GET / HTTP/1.1\r\n", OwnedBytes::fromString("\r\n"));
    pair.carry();
    EXPECT_EQ(pair.server.data, "GET / HTTP/1.1\r\n\r\n");
    pair.server->write("HTTP/1.1 200 OK\r\n\r\n", OwnedBytes::fromString("body"));
    pair.carry();
    EXPECT_EQ(pair.client.data, "HTTP/1.1 200 OK\r\n\r\nbody");
    EXPECT_EQ(pair.client.reads, 1);
}

TEST_F(Tls, SmallHeadAndBodyShareOneRecordAndOneWrite) {
    auto server = makeServer();
    auto client = makeClient();
    Pair pair(loop);
    pair.open(*server, *client);
    pair.carry();
    std::size_t writes = pair.serverWire.writes();
    pair.server->write("head", OwnedBytes::fromString("body"));
    EXPECT_EQ(pair.serverWire.writes(), writes + 1);
    EXPECT_EQ(pair.serverWire.received().size(), 5U + 8U + 1U + 16U); // header, text, type, tag
}

class TlsSizes : public Tls, public testing::WithParamInterface<std::size_t> {};

TEST_P(TlsSizes, CarriesMessagesWhereverTheyAreCut) {
    auto server = makeServer();
    auto client = makeClient();
    Pair pair(loop);
    pair.open(*server, *client);
    pair.carry(GetParam());
    ASSERT_EQ(pair.server.opens, 1);
    std::mt19937 random(7);
    std::string sent;
    std::size_t limit = GetParam() == 1 ? 3'000 : 200'000;
    for (int i = 0; i < 20; ++i) {
        std::string head(random() % 300, char('a' + i)), body(random() % limit, char('A' + i));
        sent += head + body;
        pair.client->write(head, OwnedBytes::fromString(body));
    }
    pair.carry(GetParam());
    EXPECT_TRUE(pair.server.data == sent);
    EXPECT_TRUE(pair.server.errors.empty());
}

INSTANTIATE_TEST_SUITE_P(Pieces, TlsSizes, testing::Values(1, 5, 1371, 16'384, 100'000));

TEST_F(Tls, RecordBoundariesOfHeadAndBodyAreCarried) {
    auto server = makeServer();
    auto client = makeClient();
    Pair pair(loop);
    pair.open(*server, *client);
    pair.carry();
    for (std::size_t head : {0, 1, 16'383, 16'384, 16'385, 70'000}) {
        for (std::size_t body : {0, 1, 16'383, 16'384, 65'536, 65'537}) {
            pair.client.data.clear();
            pair.server->write(std::string(head, 'h'), OwnedBytes::fromString(std::string(body, 'b')));
            pair.carry();
            EXPECT_TRUE(pair.client.data == std::string(head, 'h') + std::string(body, 'b'))
                << head << " " << body;
        }
    }
}

TEST_F(Tls, WritesBeforeTheHandshakeWaitForIt) {
    auto server = makeServer();
    auto client = makeClient();
    Pair pair(loop);
    pair.open(*server, *client);
    pair.client->write("early ");
    pair.client->write("bird", OwnedBytes::fromString("!"));
    EXPECT_GE(pair.client->queuedBytes(), 11U);
    pair.client->shutdown();
    pair.client->write("late");
    pair.carry();
    EXPECT_EQ(pair.server.data, "early bird!");
    EXPECT_EQ(pair.server.eofs, 1);
    EXPECT_EQ(pair.client->queuedBytes(), 0U);
}

// ---- ending

TEST_F(Tls, ShutdownEndsOneHalfWithCloseNotify) {
    auto server = makeServer();
    auto client = makeClient();
    Pair pair(loop);
    pair.open(*server, *client);
    pair.carry();
    pair.client->write("request");
    pair.client->shutdown();
    EXPECT_TRUE(pair.clientWire.sawEof());
    pair.carry();
    EXPECT_EQ(pair.server.data, "request");
    EXPECT_EQ(pair.server.eofs, 1);
    pair.serverWire.sendEof();
    pair.carry();
    EXPECT_EQ(pair.server.eofs, 1); // said once
    pair.server->write("answer");
    pair.carry();
    EXPECT_EQ(pair.client.data, "answer");
    pair.server->close();
    pair.carry();
    EXPECT_EQ(pair.client.eofs, 1); // close() says goodbye as well
    EXPECT_EQ(pair.server.closes, 1);
    EXPECT_TRUE(pair.server.errors.empty() && pair.client.errors.empty());
    EXPECT_TRUE(pair.serverWire.isClosed());
    EXPECT_EQ(tls(pair.server).protocol(), "");
    EXPECT_EQ(pair.server->alpn(), "");
}

TEST_F(Tls, ALostGoodbyeIsAnEndForServersAndAnErrorForClients) {
    auto server = makeServer();
    auto client = makeClient();
    Pair pair(loop);
    pair.open(*server, *client);
    pair.carry();
    pair.serverWire.sendEof();
    pair.clientWire.sendEof();
    settle();
    EXPECT_EQ(pair.server.eofs, 1);
    EXPECT_TRUE(pair.server.errors.empty());
    ASSERT_EQ(pair.client.errors.size(), 1U);
    EXPECT_EQ(pair.client.errors[0].code, Errc::Tls);
    EXPECT_EQ(pair.client.eofs, 0);
}

TEST_F(Tls, PassesOnErrorsAndDeathOfTheLowerStream) {
    auto server = makeServer();
    auto client = makeClient();
    Pair pair(loop);
    pair.open(*server, *client);
    pair.carry();
    EXPECT_FALSE(pair.server->peerIsGone());
    pair.serverWire.setGone(true);
    EXPECT_TRUE(pair.server->peerIsGone());
    pair.serverWire.fail({Errc::Reset, "read: gone"});
    settle();
    ASSERT_EQ(pair.server.errors.size(), 1U);
    EXPECT_EQ(pair.server.errors[0].message, "read: gone");
    pair.server->write("nothing");
    EXPECT_EQ(pair.server->queuedBytes(), 0U);
    pair.client->reset();
    pair.client->reset();
    settle();
    EXPECT_TRUE(pair.clientWire.wasReset());
    EXPECT_EQ(pair.client.closes, 1);
}

TEST_F(Tls, LettingGoAtAnyPointOfTheHandshakeFreesEverything) {
    auto server = makeServer();
    auto client = makeClient();
    std::size_t stop = 0;
    for (bool isComplete = false; !isComplete; ++stop) {
        Pair pair(loop);
        pair.open(*server, *client);
        for (std::size_t step = 0; step < stop && !isComplete; ++step) {
            settle();
            isComplete = !(Pair::move(pair.clientWire, pair.serverWire, 700) |
                           Pair::move(pair.serverWire, pair.clientWire, 700));
        }
        pair.server.stream.reset();
        pair.client.stream.reset();
        settle();
        EXPECT_EQ(pair.server.closes + pair.client.closes, 0);
        EXPECT_TRUE(pair.serverWire.isClosed() && pair.clientWire.isClosed());
    }
    EXPECT_GE(stop, 3U);
}

TEST_F(Tls, LettingGoBeforeStartOrFromWithinDataFreesEverything) {
    auto server = makeServer();
    auto client = makeClient();
    {
        MemoryPeer wire(loop);
        server->accept(loop, wire.open()).reset();
        settle();
        EXPECT_TRUE(wire.isClosed());
    }
    Pair pair(loop);
    pair.server.onDataAction = [&] { pair.server.stream.reset(); };
    pair.open(*server, *client);
    pair.carry();
    pair.client->write(std::string(100'000, 'x'));
    pair.carry();
    EXPECT_EQ(pair.server.closes, 0);
    EXPECT_EQ(pair.server.reads, 1);
}

TEST_F(Tls, StreamsOutliveTheirContext) {
    auto server = makeServer();
    auto client = makeClient();
    Pair pair(loop);
    pair.open(*server, *client);
    pair.carry(100);
    server.reset();
    client.reset();
    pair.client->write("still here");
    pair.carry();
    EXPECT_EQ(pair.server.data, "still here");
}

// ---- backpressure

TEST_F(Tls, QueuedBytesAreThoseOfTheLowerStream) {
    auto server = makeServer();
    auto client = makeClient();
    Pair pair(loop);
    pair.open(*server, *client);
    pair.carry();
    pair.serverWire.setRoom(1'000);
    pair.server->write("head", OwnedBytes::fromString(std::string(300'000, 'x')));
    EXPECT_GT(pair.server->queuedBytes(), 299'000U);
    EXPECT_EQ(pair.server.drains, 0);
    pair.serverWire.makeRoom(200'000);
    settle();
    EXPECT_EQ(pair.server.drains, 0);
    pair.serverWire.makeRoom(1'000'000);
    settle();
    EXPECT_EQ(pair.server.drains, 1);
    EXPECT_EQ(pair.server->queuedBytes(), 0U);
    pair.carry();
    EXPECT_EQ(pair.client.data.size(), 300'004U);
}

class TlsPauses : public Tls, public testing::WithParamInterface<std::size_t> {};
INSTANTIATE_TEST_SUITE_P(Pieces, TlsPauses, testing::Values(1'371, 70'000, 1'000'000));

TEST_P(TlsPauses, HoldBackAndLoseNothing) {
    auto server = makeServer();
    auto client = makeClient();
    Pair pair(loop);
    pair.server.onDataAction = [&] { pair.server->pauseReading(); };
    pair.open(*server, *client);
    pair.carry();
    std::string sent;
    for (int i = 0; i < 40; ++i) {
        sent += std::string(10'000, char('a' + i % 26));
    }
    pair.client->write(sent);
    pair.client->shutdown();
    pair.client->shutdown();
    pair.carry(GetParam());
    EXPECT_EQ(pair.server.reads, 1);
    EXPECT_TRUE(pair.serverWire.isPaused());
    int rounds = 0;
    while (pair.server.eofs == 0 && ++rounds < 1'000) {
        int before = pair.server.reads;
        pair.server->resumeReading();
        EXPECT_EQ(pair.server.reads, before); // never from within the call
        settle();
        EXPECT_LE(pair.server.reads, before + 1);
    }
    EXPECT_GT(rounds, 3);
    EXPECT_TRUE(pair.server.data == sent);
}

TEST_F(Tls, TheHandshakeGoesOnWhileReadingIsPaused) {
    auto server = makeServer();
    auto client = makeClient();
    Pair pair(loop);
    pair.open(*server, *client);
    pair.server->pauseReading();
    pair.client->write("early");
    pair.carry();
    EXPECT_EQ(pair.server.opens, 1);
    EXPECT_EQ(pair.server.data, "");
    EXPECT_TRUE(pair.serverWire.isPaused());
    pair.serverWire.sendEof();
    settle();
    EXPECT_EQ(pair.server.eofs, 0);
    pair.server->resumeReading();
    settle();
    EXPECT_EQ(pair.server.data, "early");
    EXPECT_EQ(pair.server.eofs, 1);
    EXPECT_EQ(pair.server.events.back(), "eof");
}

// ---- certificates and names

TEST_F(Tls, ChoosesTheCertificateByName) {
    TlsServerOptions options = serverOptions();
    auto host = [&](const std::string& pattern, const std::string& name) {
        TlsFiles files = authority().issue({name, {"DNS:" + pattern}, 30, "", name});
        options.hosts.push_back({pattern, {files.certificate, files.key, ""}});
    };
    host("example.org", "plain");
    host("*.example.org", "wildcard");
    host("www.example.org", "www");
    host("UPPER.example.com", "upper");
    auto server = makeServer(options);
    TlsClientOptions lax = clientOptions();
    lax.verifyPeer = false;
    auto client = makeClient(lax);
    auto subjectFor = [&](const std::string& name) {
        Pair pair(loop);
        pair.open(*server, *client, name);
        pair.carry();
        EXPECT_EQ(pair.client.opens, 1) << name;
        return tls(pair.client).peerCertificateSubject();
    };
    EXPECT_EQ(subjectFor("example.org"), "CN=plain");
    EXPECT_EQ(subjectFor("EXAMPLE.org"), "CN=plain");
    EXPECT_EQ(subjectFor("www.example.org"), "CN=www");
    EXPECT_EQ(subjectFor("api.example.org"), "CN=wildcard");
    EXPECT_EQ(subjectFor("a.b.example.org"), "CN=server.test"); // one label only
    EXPECT_EQ(subjectFor("upper.EXAMPLE.com"), "CN=upper");
    EXPECT_EQ(subjectFor("other.test"), "CN=server.test");
    EXPECT_EQ(subjectFor(""), "CN=server.test");
    EXPECT_EQ(subjectFor("127.0.0.1"), "CN=server.test");
}

TEST_F(Tls, ClientsCheckNameChainAndDate) {
    auto server = makeServer();
    auto client = makeClient();
    EXPECT_EQ(handshakeErrors(*server, *client).second, "");
    EXPECT_EQ(handshakeErrors(*server, *client, "127.0.0.1").second, "");
    EXPECT_EQ(handshakeErrors(*server, *client, "other.test").second,
              "TLS handshake: the certificate of the peer is not accepted: hostname mismatch");
    EXPECT_EQ(handshakeErrors(*server, *client, "127.0.0.2").second,
              "TLS handshake: the certificate of the peer is not accepted: IP address mismatch");
    TlsAuthority other("Other CA");
    TlsClientOptions options;
    options.caFile = other.caFile();
    auto [atServer, atClient] = handshakeErrors(*server, *makeClient(options));
    EXPECT_EQ(atClient,
              "TLS handshake: the certificate of the peer is not accepted: unable to get local issuer "
              "certificate");
    EXPECT_NE(atServer.find("unknown ca"), std::string::npos) << atServer;
    options.caFile = "";
    EXPECT_NE(handshakeErrors(*server, *makeClient(options)).second, "");
    options.verifyPeer = false;
    EXPECT_EQ(handshakeErrors(*server, *makeClient(options)).second, "");
    TlsFiles old = authority().issue({"old", {"DNS:server.test"}, -1, "", ""});
    TlsServerOptions expired = serverOptions();
    expired.certificate = {old.certificate, old.key, ""};
    EXPECT_EQ(handshakeErrors(*makeServer(expired), *client).second,
              "TLS handshake: the certificate of the peer is not accepted: certificate has expired");
}

TEST_F(Tls, AsksForClientCertificates) {
    TlsFiles mine = authority().issue({"alice", {}, 30, "", ""});
    TlsAuthority stranger("Stranger CA");
    TlsFiles theirs = stranger.issue({"mallory", {}, 30, "", ""});
    TlsServerOptions options = serverOptions();
    options.clientCaFile = authority().caFile();
    TlsClientOptions with = clientOptions();
    with.certificate = {mine.certificate, mine.key, ""};
    TlsClientOptions wrong = clientOptions();
    wrong.certificate = {theirs.certificate, theirs.key, ""};

    options.clientCertificates = ClientCertificates::Required;
    auto required = makeServer(options);
    EXPECT_EQ(handshakeErrors(*required, *makeClient()).first,
              "TLS handshake: the peer shows no certificate");
    EXPECT_NE(handshakeErrors(*required, *makeClient(wrong)).first, "");
    auto client = makeClient(with);
    Pair pair(loop);
    pair.open(*required, *client);
    pair.carry();
    ASSERT_EQ(pair.server.opens, 1);
    EXPECT_EQ(tls(pair.server).peerCertificateSubject(), "CN=alice");

    options.clientCertificates = ClientCertificates::Optional;
    auto optional = makeServer(options);
    EXPECT_EQ(handshakeErrors(*optional, *makeClient()).first, "");
    EXPECT_NE(handshakeErrors(*optional, *makeClient(wrong)).first, "");

    options.clientCertificates = ClientCertificates::Off;
    EXPECT_EQ(handshakeErrors(*makeServer(options), *makeClient(wrong)).first, "");
}

TEST_F(Tls, NegotiatesTheApplicationProtocol) {
    TlsServerOptions options = serverOptions();
    options.alpn = {"h2", "http/1.1"};
    auto server = makeServer(options);
    auto agreed = [&](std::vector<std::string> offered) {
        TlsClientOptions clientSide = clientOptions();
        clientSide.alpn = std::move(offered);
        auto client = makeClient(clientSide);
        Pair pair(loop);
        pair.open(*server, *client);
        pair.carry();
        if (pair.server.opens == 0) {
            return pair.server.errors.at(0).message;
        }
        EXPECT_EQ(pair.server->alpn(), pair.client->alpn());
        return std::string(pair.server->alpn());
    };
    EXPECT_EQ(agreed({"http/1.1"}), "http/1.1");
    EXPECT_EQ(agreed({"http/1.1", "h2"}), "h2"); // the server's preference
    EXPECT_EQ(agreed({}), "");
    EXPECT_EQ(agreed({"smtp"}), "TLS handshake: no application protocol in common");
}

// ---- rules

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

class TlsRules : public Tls {
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

// ---- resumption and reload

class TlsResume : public Tls {
protected:
    // Offers the session of the connection before; a bare client, as ours does not resume.
    bool connectAgain(TlsContext& context) {
        SSL_CTX* clientSide = SSL_CTX_new(TLS_client_method());
        SSL_CTX_set_session_cache_mode(clientSide, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
        SSL* ssl = SSL_new(clientSide);
        SSL_set_bio(ssl, BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
        BIO_set_mem_eof_return(SSL_get_rbio(ssl), -1);
        SSL_set_connect_state(ssl);
        if (session_) {
            SSL_set_session(ssl, session_);
        }
        MemoryPeer wire(loop);
        StreamRecorder server(context.accept(loop, wire.open()));
        for (int round = 0; round < 6; ++round) {
            if (SSL_do_handshake(ssl) == 1) {
                char byte;
                SSL_read(ssl, &byte, 1); // the tickets
            }
            std::string bytes(100'000, '\0');
            int size = BIO_read(SSL_get_wbio(ssl), bytes.data(), int(bytes.size()));
            wire.send(bytes.substr(0, std::size_t(std::max(size, 0))));
            settle();
            std::string answer = wire.takeReceived();
            BIO_write(SSL_get_rbio(ssl), answer.data(), int(answer.size()));
        }
        ERR_clear_error();
        EXPECT_EQ(server.opens, 1);
        bool resumed = SSL_session_reused(ssl) == 1;
        EXPECT_EQ(tls(server).isResumed(), resumed);
        SSL_SESSION_free(session_);
        session_ = SSL_get1_session(ssl);
        SSL_shutdown(ssl);
        SSL_free(ssl);
        SSL_CTX_free(clientSide);
        return resumed;
    }
    ~TlsResume() override { SSL_SESSION_free(session_); }
    SSL_SESSION* session_ = nullptr;
};

TEST_F(TlsResume, ResumesSessionsAlsoAfterAReloadAndInAnotherWorker) {
    auto server = makeServer();
    EXPECT_FALSE(connectAgain(*server));
    EXPECT_TRUE(connectAgain(*server));
    ASSERT_TRUE(server->reload().ok());
    EXPECT_TRUE(connectAgain(*server));
    TlsServerOptions shared = serverOptions();
    shared.ticketKey = std::string(80, 'k');
    auto one = makeServer(shared), two = makeServer(shared);
    EXPECT_FALSE(connectAgain(*one));
    EXPECT_TRUE(connectAgain(*two));
    shared.sessionTickets = false;
    auto without = makeServer(shared);
    EXPECT_FALSE(connectAgain(*without));
    EXPECT_FALSE(connectAgain(*without));
}

TEST_F(Tls, ReloadTakesNewFilesAndKeepsTheOldOnesOnFailure) {
    TlsFiles files = authority().issue({"first", {"DNS:server.test"}, 30, "", "reloaded"});
    TlsServerOptions options = serverOptions();
    options.certificate = {files.certificate, files.key, ""};
    auto server = makeServer(options);
    auto client = makeClient();
    Pair before(loop);
    before.open(*server, *client);
    before.carry();
    EXPECT_EQ(tls(before.client).peerCertificateSubject(), "CN=first");
    authority().issue({"second", {"DNS:server.test"}, 30, "", "reloaded"});
    ASSERT_TRUE(server->reload().ok());
    Pair after(loop);
    after.open(*server, *client);
    after.carry();
    EXPECT_EQ(tls(after.client).peerCertificateSubject(), "CN=second");
    before.client->write("goes on");
    before.carry();
    EXPECT_EQ(before.server.data, "goes on");
    std::ofstream(files.certificate) << "rubbish\n";
    auto failed = server->reload();
    ASSERT_FALSE(failed.ok());
    EXPECT_EQ(failed.error().code, Errc::Tls);
    EXPECT_NE(failed.error().message.find(files.certificate), std::string::npos) << failed.error().message;
    Pair still(loop);
    still.open(*server, *client);
    still.carry();
    EXPECT_EQ(tls(still.client).peerCertificateSubject(), "CN=second");
}

// ---- what can be wrong with the files

TEST(TlsFilesTest, ErrorsNameTheFileAndTheReason) {
    TlsFiles good = serverFiles();
    TlsFiles other = authority().issue({"another", {}, 30, "", ""});
    TlsFiles locked = authority().issue({"locked", {}, 30, "secret", ""});
    std::string rubbish = test::temporaryPath("rubbish.pem"), empty = test::temporaryPath("empty.pem");
    std::ofstream(rubbish) << "not PEM\n";
    std::ofstream{empty};
    auto errorOf = [](TlsServerOptions options) {
        auto made = TlsContext::server(std::move(options));
        return made ? std::string("no error") : made.error().message;
    };
    auto with = [&](const std::string& certificate, const std::string& key,
                    const std::string& passphrase = "") {
        TlsServerOptions options = serverOptions();
        options.certificate = {certificate, key, passphrase};
        return errorOf(options);
    };
    EXPECT_EQ(with(good.certificate, good.key), "no error");
    EXPECT_EQ(with("/nonexistent.pem", good.key), "certificate /nonexistent.pem: No such file or directory");
    EXPECT_EQ(with(good.certificate, "/nonexistent.key"),
              "private key /nonexistent.key: No such file or directory");
    EXPECT_EQ(with("", good.key), "certificate: no file is given");
    EXPECT_EQ(with(empty, good.key), "certificate " + empty + ": the file is empty");
    EXPECT_EQ(with(rubbish, good.key), "certificate " + rubbish + ": no start line");
    EXPECT_EQ(with(good.certificate, rubbish).find("private key " + rubbish + ": "), 0U);
    EXPECT_EQ(with(good.certificate, other.key),
              "private key " + other.key + " does not belong to certificate " + good.certificate);
    EXPECT_EQ(with(locked.certificate, locked.key, "secret"), "no error");
    EXPECT_EQ(with(locked.certificate, locked.key, "wrong").find("private key " + locked.key + ": "), 0U);
    EXPECT_NE(with(locked.certificate, locked.key).find("needs a passphrase"), std::string::npos);
    EXPECT_EQ(with(locked.certificate, locked.key, std::string(5'000, 'x')).find("private key "), 0U);
    EXPECT_EQ(with(std::filesystem::temp_directory_path().string(), good.key).find("certificate "), 0U);

    TlsServerOptions options = serverOptions();
    options.clientCertificates = ClientCertificates::Optional;
    EXPECT_EQ(errorOf(options), "CA file for client certificates: no file is given");
    options.clientCaFile = rubbish;
    EXPECT_EQ(errorOf(options).find("CA file for client certificates " + rubbish + ": "), 0U);

    for (const char* name : {"", "*", "*.", "a.*.b", "*example.org"}) {
        options = serverOptions();
        options.hosts.push_back({name, options.certificate});
        EXPECT_NE(errorOf(options), "no error") << name;
    }
    options = serverOptions();
    options.hosts.push_back({"a.test", {"/nonexistent.pem", good.key, ""}});
    EXPECT_EQ(errorOf(options), "certificate /nonexistent.pem: No such file or directory");
    options = serverOptions();
    options.ciphers = "NOSUCHCIPHER";
    EXPECT_EQ(errorOf(options), "the cipher list \"NOSUCHCIPHER\" names no known cipher");
    options.ciphers = "ECDHE-ECDSA-AES128-GCM-SHA256";
    EXPECT_EQ(errorOf(options), "no error");
    options.ticketKey = std::string(79, 'k');
    EXPECT_EQ(errorOf(options), "a ticket key has 80 bytes");
    options.ticketKey.clear();
    for (std::size_t size : {0, 256}) {
        options.alpn = {std::string(size, 'x')};
        EXPECT_NE(errorOf(options), "no error");
    }
    options.alpn = {std::string(255, 'x')};
    EXPECT_EQ(errorOf(options), "no error");

    TlsClientOptions client;
    client.caFile = rubbish;
    EXPECT_EQ(TlsContext::client(client).error().message.find("CA file " + rubbish + ": "), 0U);
    client.caFile = "/nonexistent.pem";
    EXPECT_EQ(TlsContext::client(client).error().code, Errc::NotFound);
    client = clientOptions();
    client.certificate = {good.certificate, other.key, ""};
    EXPECT_FALSE(TlsContext::client(client).ok());
    client = clientOptions();
    client.alpn = {""};
    EXPECT_FALSE(TlsContext::client(client).ok());
}

// ---- over real sockets

TEST_F(Tls, WorksOverTcp) {
    auto server = makeServer();
    auto client = makeClient();
    auto [far, near] = test::tcpPair();
    StreamRecorder one(server->accept(loop, TcpStream::adopt(loop, near.release()).take()));
    StreamRecorder two(client->connect(loop, TcpStream::adopt(loop, far.release()).take(), "server.test"));
    std::string big(20'000'000, 'x');
    one->write("head", OwnedBytes::fromString(big));
    EXPECT_TRUE(runUntil([&] { return two.data.size() == big.size() + 4; }, 20'000));
    EXPECT_EQ(one->queuedBytes(), 0U);
    two->write("thanks");
    two->shutdown();
    EXPECT_TRUE(runUntil([&] { return one.eofs == 1; }));
    EXPECT_EQ(one.data, "thanks");
    one->close();
    EXPECT_TRUE(runUntil([&] { return one.closes == 1 && two.eofs == 1; }));
    EXPECT_TRUE(one.errors.empty() && two.errors.empty());
}

TEST(TlsLoop, ClosesWithTheLoop) {
    auto server = makeServer();
    auto [far, near] = test::tcpPair();
    StreamRecorder recorder;
    {
        Loop loop;
        recorder.start(server->accept(loop, TcpStream::adopt(loop, near.release()).take()));
    }
    EXPECT_EQ(recorder.closes, 1);
}

#if !defined(__SANITIZE_ADDRESS__)
TEST_F(Tls, AnIdleConnectionStaysSmall) {
    auto server = makeServer();
    auto client = makeClient();
    constexpr int kPairs = 50;
    std::vector<std::unique_ptr<Pair>> pairs;
    auto talk = [&] {
        Pair& pair = *pairs.emplace_back(std::make_unique<Pair>(loop));
        pair.open(*server, *client);
        pair.carry();
        pair.client->write(std::string(30'000, 'x'));
        pair.carry();
        pair.server->write(std::string(100'000, 'x'));
        pair.carry();
        for (StreamRecorder* side : {&pair.server, &pair.client}) {
            EXPECT_GT(side->data.size(), 0U);
            side->data.clear();
            side->data.shrink_to_fit();
        }
    };
    talk(); // what is made once
    std::size_t before = mallinfo2().uordblks;
    for (int i = 0; i < kPairs; ++i) {
        talk();
    }
    std::size_t perSide = (mallinfo2().uordblks - before) / kPairs / 2;
    RecordProperty("bytes", int(perSide));
    EXPECT_LT(perSide, 40U * 1024);
}
#endif

} // namespace
} // namespace aha::net
