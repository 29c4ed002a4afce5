#pragma once

#include "core/net/tls.h"
#include "support/loop_fixture.h"
#include "support/memory_stream.h"
#include "support/stream_recorder.h"
#include "support/tls_material.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

namespace aha::test {

inline TlsAuthority& authority() {
    static TlsAuthority made("Aha Test CA");
    return made;
}

inline TlsFiles& serverFiles() {
    static TlsFiles files =
        authority().issue({"server.test", {"DNS:server.test", "IP:127.0.0.1"}, 30, "", ""});
    return files;
}

inline net::TlsServerOptions serverOptions() {
    net::TlsServerOptions options;
    options.certificate = {serverFiles().certificate, serverFiles().key, ""};
    return options;
}

inline net::TlsClientOptions clientOptions() {
    net::TlsClientOptions options;
    options.caFile = authority().caFile();
    return options;
}

inline std::unique_ptr<net::TlsContext> makeServer(net::TlsServerOptions options = serverOptions()) {
    auto made = net::TlsContext::server(std::move(options));
    EXPECT_TRUE(made.ok()) << (made ? "" : made.error().message);
    return made.take();
}

inline std::unique_ptr<net::TlsContext> makeClient(net::TlsClientOptions options = clientOptions()) {
    auto made = net::TlsContext::client(std::move(options));
    EXPECT_TRUE(made.ok()) << (made ? "" : made.error().message);
    return made.take();
}

inline const net::TlsStream& tls(const StreamRecorder& recorder) {
    return *net::TlsStream::of(*recorder.stream);
}

// Two TLS streams with the test in between: it carries the bytes, and can cut, count or lose them.
struct TlsPair {
    explicit TlsPair(net::Loop& owner) : loop(owner) {}
    void open(net::TlsContext& serverSide, net::TlsContext& clientSide,
              const std::string& name = "server.test") {
        server.start(serverSide.accept(loop, serverWire.open()));
        client.start(clientSide.connect(loop, clientWire.open(), name));
    }
    // Carries bytes in both directions until none are left.
    void carry(std::size_t piece = 1 << 20) {
        bool moved = true;
        while (moved) {
            test::settle(loop);
            bool there = move(clientWire, serverWire, piece);
            bool back = move(serverWire, clientWire, piece);
            moved = there || back;
        }
    }
    static bool move(MemoryPeer& from, MemoryPeer& to, std::size_t piece) {
        std::string bytes = from.takeReceived();
        to.sendInPieces(bytes, piece);
        return !bytes.empty();
    }

    net::Loop& loop;
    MemoryPeer serverWire{loop}, clientWire{loop};
    StreamRecorder server, client;
};

class TlsTest : public LoopTest {
protected:
    // The errors of a handshake between these two.
    std::pair<std::string, std::string> handshakeErrors(net::TlsContext& serverSide,
                                                        net::TlsContext& clientSide,
                                                        const std::string& name = "server.test") {
        TlsPair pair(loop);
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

} // namespace aha::test
