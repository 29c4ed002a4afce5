// A constant reply over TLS: bare libuv, OpenSSL with memory BIOs, and llhttp. CERTIFICATE and KEY name PEM
// files. With BULK each reply has a body of so many bytes, encrypted as fast as the socket takes it.
#include "http_limit.h"

#include <openssl/ssl.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace {

SSL_CTX* makeContext() {
    SSL_CTX* context = SSL_CTX_new(TLS_server_method());
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
    if (SSL_CTX_use_certificate_chain_file(context, limit::setting("CERTIFICATE", "").c_str()) != 1 ||
        SSL_CTX_use_PrivateKey_file(context, limit::setting("KEY", "").c_str(), SSL_FILETYPE_PEM) != 1) {
        return nullptr;
    }
    return context;
}

SSL_CTX* tlsContext;
const std::uint64_t bulkBytes = std::strtoull(limit::setting("BULK", "0").c_str(), nullptr, 10);

class Tls final : public limit::Connection {
public:
    explicit Tls(uv_loop_t* loop) : Connection(loop), ssl_(SSL_new(tlsContext)) {
        incoming_ = BIO_new(BIO_s_mem());
        outgoing_ = BIO_new(BIO_s_mem());
        SSL_set_bio(ssl_, incoming_, outgoing_);
        SSL_set_accept_state(ssl_);
    }
    ~Tls() override { SSL_free(ssl_); }

private:
    void onBytes(const char* data, std::size_t size) override {
        BIO_write(incoming_, data, static_cast<int>(size));
        char plain[16 * 1024];
        int read = 0;
        while ((read = SSL_read(ssl_, plain, sizeof plain)) > 0) {
            parse(plain, static_cast<std::size_t>(read));
        }
        const int reason = SSL_get_error(ssl_, read);
        if (const unsigned count = takeComplete(); count > 0) {
            answer(count);
        }
        flush();
        if (reason != SSL_ERROR_WANT_READ && reason != SSL_ERROR_WANT_WRITE) {
            close();
        }
    }

    void answer(unsigned count) override {
        if (bulkBytes > 0) {
            const std::string head =
                "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(bulkBytes) + "\r\n\r\n";
            SSL_write(ssl_, head.data(), static_cast<int>(head.size()));
            left_ = bulkBytes;
            if (flush()) {
                onSent();
            }
            return;
        }
        static const std::string one = reply("text/html; charset=utf-8", "Hello World!");
        std::string all;
        for (unsigned i = 0; i < count; i++) {
            all += one;
        }
        SSL_write(ssl_, all.data(), static_cast<int>(all.size()));
    }

    // The next pieces of a bulk reply, until the socket is full.
    void onSent() override {
        static const std::string piece(64 * 1024, 'x');
        bool goesOn = true;
        while (goesOn && left_ > 0) {
            const std::size_t size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, piece.size()));
            SSL_write(ssl_, piece.data(), static_cast<int>(size));
            left_ -= size;
            goesOn = flush();
        }
    }

    // False: the socket is full.
    bool flush() {
        char* bytes = nullptr;
        bool wasTaken = true;
        if (const long size = BIO_get_mem_data(outgoing_, &bytes); size > 0) {
            wasTaken = send(bytes, static_cast<std::size_t>(size));
            (void)BIO_reset(outgoing_);
        }
        return wasTaken;
    }

    SSL* ssl_;
    BIO* incoming_; // owned by ssl_
    BIO* outgoing_; // owned by ssl_
    std::uint64_t left_ = 0;
};

} // namespace

int main() {
    tlsContext = makeContext();
    if (tlsContext == nullptr) {
        std::fprintf(stderr, "cannot load CERTIFICATE and KEY\n");
        return 1;
    }
    return limit::serve([](uv_loop_t* loop) -> limit::Connection* { return new Tls(loop); });
}
