#include "core/client/mysql/mysql_handshake.h"

#ifdef HAVE_MARIADB

#include "core/base/assert.h"

#include <mysql.h>

#include <ma_pvio.h>

#include <fcntl.h>
#include <ucontext.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>
#include <vector>

// Part of the library's interface for plugins, exported by it; no installed header declares it.
extern "C" int ma_pvio_register_callback(my_bool isNew,
                                         void (*callback)(int, MYSQL*, const unsigned char*, size_t));

namespace aha::client {

static constexpr std::size_t kStackBytes = 128 * 1024; // the library has another one for itself
static constexpr size_t kTlsRequestBytes = 36;         // of its packet, to which the handshake is the answer

struct MysqlHandshake::Impl {
    static thread_local Impl* entered; // whose call runs: the library's functions know the connection only

    ucontext_t loop{};   // who has entered
    ucontext_t inside{}; // the call
    std::vector<char> stack;
    std::string serverName;
    std::function<int()> call;
    int waits = 0;
    bool isWithin = false;
    bool isAborted = false;
    bool isPlain = false; // the library was about to log in without TLS

    static void body();
    static void onBytes(int mode, MYSQL* mysql, const unsigned char* bytes, size_t size);
    static PVIO_METHODS* methods(const PVIO_METHODS* library);
    static int wait(MARIADB_PVIO* pvio, my_bool isRead, int timeout);
    static ssize_t write(MARIADB_PVIO* pvio, const uchar* bytes, size_t size);
};

// As swapcontext(), which address sanitizers report each time they see it.
static void switchContext(ucontext_t& from, const ucontext_t& to) {
    volatile bool isBack = false;
    getcontext(&from); // returns once more, when somebody switches to `from`
    if (!isBack) {
        isBack = true;
        setcontext(&to);
    }
}

thread_local MysqlHandshake::Impl* MysqlHandshake::Impl::entered = nullptr;

// The library's own functions for sockets, as they are.
static const PVIO_METHODS* socketMethods(const PVIO_METHODS* library) {
    static const PVIO_METHODS* const original = library;
    return original;
}

// The same with two of them replaced.
PVIO_METHODS* MysqlHandshake::Impl::methods(const PVIO_METHODS* library) {
    static PVIO_METHODS ours = [library] {
        PVIO_METHODS changed = *socketMethods(library);
        changed.wait_io_or_timeout = &Impl::wait;
        changed.async_write = &Impl::write;
        return changed;
    }();
    return &ours;
}

// Called by the library with all that a connection has read (mode 0) or written.
void MysqlHandshake::Impl::onBytes(int mode, MYSQL* mysql, const unsigned char*, size_t) {
    if (entered && mode == 0 && mysql->net.pvio) {
        mysql->net.pvio->methods = methods(mysql->net.pvio->methods);
    }
}

// What the library says first, after the server's greeting, is that it wants TLS.
ssize_t MysqlHandshake::Impl::write(MARIADB_PVIO* pvio, const uchar* bytes, size_t size) {
    if (entered && !pvio->ctls) {
        if (size != kTlsRequestBytes) { // the login itself: the server has no TLS
            entered->isPlain = true;
            errno = EPROTO;
            return -1;
        }
        const int fd = static_cast<int>(mysql_get_socket(pvio->mysql));
        if (const int flags = ::fcntl(fd, F_GETFL); flags >= 0) {
            ::fcntl(fd, F_SETFL, flags | O_NONBLOCK); // it has made it blocking
        }
        if (!entered->serverName.empty()) {
            std::free(pvio->mysql->host);
            pvio->mysql->host = ::strdup(entered->serverName.c_str());
        }
    }
    return socketMethods(nullptr)->async_write(pvio, bytes, size);
}

int MysqlHandshake::Impl::wait(MARIADB_PVIO* pvio, my_bool isRead, int timeout) {
    Impl* self = entered;
    if (!self) {
        return socketMethods(nullptr)->wait_io_or_timeout(pvio, isRead, timeout);
    }
    if (!self->isAborted) {
        self->waits = isRead ? MYSQL_WAIT_READ : MYSQL_WAIT_WRITE;
        self->isWithin = true;
        switchContext(self->inside, self->loop);
        self->isWithin = false;
    }
    if (self->isAborted) {
        errno = ETIMEDOUT;
        return 0;
    }
    return 1;
}

void MysqlHandshake::Impl::body() {
    Impl* self = entered;
    for (;;) { // entered again for each call
        self->waits = self->call();
        switchContext(self->inside, self->loop);
    }
}

MysqlHandshake::MysqlHandshake(std::string serverName) : impl_(std::make_unique<Impl>()) {
    static const int registered = ma_pvio_register_callback(1, &Impl::onBytes); // once in a process
    AHA_ASSERT(registered == 0);
    impl_->serverName = std::move(serverName);
    impl_->stack.resize(kStackBytes);
    getcontext(&impl_->inside);
    impl_->inside.uc_stack.ss_sp = impl_->stack.data();
    impl_->inside.uc_stack.ss_size = impl_->stack.size();
    impl_->inside.uc_link = nullptr;
    makecontext(&impl_->inside, &Impl::body, 0);
}

MysqlHandshake::~MysqlHandshake() { AHA_ASSERT(!impl_->isWithin); }

int MysqlHandshake::enter(const std::function<int()>& call) {
    if (!impl_->isWithin) {
        impl_->call = call; // lives until it returns, which may be later
    }
    Impl* before = std::exchange(Impl::entered, impl_.get());
    switchContext(impl_->loop, impl_->inside);
    Impl::entered = before;
    return impl_->waits;
}

bool MysqlHandshake::isWithin() const { return impl_->isWithin; }
bool MysqlHandshake::wasRefused() const { return impl_->isPlain; }
void MysqlHandshake::abort() { impl_->isAborted = true; }

} // namespace aha::client

#endif
