#include "core/net/tls_context.h"

#include "support/raw_socket.h"
#include "support/tls_fixture.h"

#include <gtest/gtest.h>

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace aha::net {
namespace {

using test::authority;
using test::clientOptions;
using test::makeClient;
using test::makeServer;
using test::MemoryPeer;
using test::serverFiles;
using test::serverOptions;
using test::StreamRecorder;
using test::tls;
using test::TlsAuthority;
using test::TlsFiles;
using Pair = test::TlsPair;
class TlsCertificates : public test::TlsTest {};

TEST_F(TlsCertificates, ChoosesTheCertificateByName) {
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

TEST_F(TlsCertificates, ClientsCheckNameChainAndDate) {
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

TEST_F(TlsCertificates, AsksForClientCertificates) {
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

TEST_F(TlsCertificates, NegotiatesTheApplicationProtocol) {
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

// ---- resumption and reload

class TlsResume : public TlsCertificates {
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

TEST_F(TlsCertificates, ReloadTakesNewFilesAndKeepsTheOldOnesOnFailure) {
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

} // namespace
} // namespace aha::net
