// A constant reply over TLS: bare libuv, OpenSSL with memory BIOs, and llhttp. CERTIFICATE and KEY name PEM
// files.
#include "http_limit.h"

#include <openssl/ssl.h>

#include <cstdio>

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
        static const std::string one = reply("text/html; charset=utf-8", "Hello World!");
        std::string all;
        for (unsigned i = 0; i < count; i++) {
            all += one;
        }
        SSL_write(ssl_, all.data(), static_cast<int>(all.size()));
    }

    void flush() {
        char* bytes = nullptr;
        if (const long size = BIO_get_mem_data(outgoing_, &bytes); size > 0) {
            send(bytes, static_cast<std::size_t>(size));
            (void)BIO_reset(outgoing_);
        }
    }

    SSL* ssl_;
    BIO* incoming_; // owned by ssl_
    BIO* outgoing_; // owned by ssl_
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
