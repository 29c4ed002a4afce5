#include "core/process/control_server.h"

#include "core/base/json_text.h"
#include "core/net/tcp_listener.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <utility>

namespace aha::process {

struct ListTag {};

static std::string failure(std::string_view message) {
    std::string json = R"({"ok":false,"error":)";
    appendJsonString(json, message);
    return json + "}";
}

static std::string answerLine(std::string json) {
    if (json.size() > ControlServer::kMaxAnswerBytes) {
        json = failure("The answer has " + std::to_string(json.size()) + " bytes, at most " +
                       std::to_string(ControlServer::kMaxAnswerBytes) + " are possible");
    }
    std::replace_if(
        json.begin(), json.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    json += '\n';
    return json;
}

static std::optional<uid_t> userOfPeer(int fd) {
#ifdef SO_PEERCRED
    ucred peer{};
    socklen_t size = sizeof peer;
    if (::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0) {
        return peer.uid;
    }
#else
    uid_t user = 0;
    gid_t group = 0;
    if (::getpeereid(fd, &user, &group) == 0) {
        return user;
    }
#endif
    return std::nullopt;
}

// Between a request and the client that waits for its answer; either may go first.
struct ControlRequest::Ticket {
    ~Ticket();
    ControlServer::Client* client = nullptr; // null once the client or the server is gone
};

struct ControlServer::Impl final : net::AcceptHandler {
    Impl(net::Loop& masterLoop, std::string where, ControlHandler& commands, const ControlLimits& limits_)
        : loop(masterLoop), path(std::move(where)), handler(commands), limits(limits_) {}
    ~Impl() { close(); }

    void onAccept(net::StreamPtr stream) override;
    void onAcceptError(const Error& error) override {
        handler.onControlError({error.code, "control socket " + path + ": " + error.message});
    }
    void close();
    void removeFile();

    net::Loop& loop;
    const std::string path;
    ControlHandler& handler;
    const ControlLimits limits;
    net::TcpListenerPtr listener;
    IntrusiveList<Client, ListTag> clients;
    std::size_t clientCount = 0;
    // Of the socket file, so that closing does not remove that of a successor; and who may remove it.
    dev_t device = 0;
    ino_t inode = 0;
    pid_t owner = 0;
};

// One connection: gathers lines, hands out one command at a time, from the ready queue.
// Owned by the list of the server; deletes itself when the connection ends.
// Calls ControlHandler, from run() only.
class ControlServer::Client final : public net::StreamListener, public net::ReadyItem, public Link<ListTag> {
public:
    Client(Impl& server, net::StreamPtr stream) : server_(server), stream_(std::move(stream)), idle_(*this) {}
    ~Client();

    void begin();
    void answer(std::string json);

    void onData(std::string_view bytes) override;
    void onEof() override;
    void onDrained() override { proceed(); }
    void onError(const Error&) override { delete this; }
    void onClosed() override { delete this; } // the loop closes
    void run() override;

private:
    struct IdleTimer : WheelTimer {
        explicit IdleTimer(Client& owner)
            : WheelTimer([](WheelTimer& timer) { delete &static_cast<IdleTimer&>(timer).client; }),
              client(owner) {}
        Client& client;
    };

    bool hasLine() const { return lineEnd_ != std::string::npos; }
    void proceed();

    Impl& server_;
    net::StreamPtr stream_;
    IdleTimer idle_;
    std::string input_;
    std::size_t lineEnd_ = std::string::npos;   // of the first line of the input
    ControlRequest::Ticket* waiting_ = nullptr; // for the answer of the command under way
    bool isEnded_ = false;                      // the client sends no more
};

ControlRequest::Ticket::~Ticket() {
    if (client) {
        std::exchange(client, nullptr)->answer(failure("The command was given up without an answer"));
    }
}

ControlRequest::ControlRequest() = default;
ControlRequest::ControlRequest(std::string command, std::string argument, std::unique_ptr<Ticket> ticket)
    : command_(std::move(command)), argument_(std::move(argument)), ticket_(std::move(ticket)) {}
ControlRequest::ControlRequest(ControlRequest&&) noexcept = default;
ControlRequest& ControlRequest::operator=(ControlRequest&&) noexcept = default;
ControlRequest::~ControlRequest() = default;

bool ControlRequest::isPending() const { return ticket_ && ticket_->client; }

void ControlRequest::answer(std::string json) {
    if (isPending()) {
        std::exchange(ticket_->client, nullptr)->answer(std::move(json));
    }
}

void ControlRequest::answerError(std::string_view message) { answer(failure(message)); }

// ---- the client

ControlServer::Client::~Client() {
    server_.loop.cancel(idle_);
    ReadyItem::unlink();
    Link<ListTag>::unlink();
    --server_.clientCount;
    if (waiting_) {
        waiting_->client = nullptr;
    }
}

void ControlServer::Client::begin() {
    server_.clients.pushBack(*this);
    ++server_.clientCount;
    server_.loop.arm(idle_, server_.limits.idleMs);
    stream_->start(*this);
}

void ControlServer::Client::onData(std::string_view bytes) {
    std::size_t scanned = input_.size();
    input_.append(bytes);
    if (!hasLine()) {
        lineEnd_ = input_.find('\n', scanned);
    }
    std::size_t lineBytes = hasLine() ? lineEnd_ + 1 : input_.size();
    if (lineBytes > kMaxLineBytes || (!hasLine() && lineBytes == kMaxLineBytes)) {
        delete this;
        return;
    }
    if (input_.size() > kMaxLineBytes) {
        stream_->pauseReading(); // enough commands for now
    }
    proceed();
}

// A client that has shut down its half only still gets its answers; one that is gone cannot be told apart
// until something is written.
void ControlServer::Client::onEof() {
    isEnded_ = true;
    if (!waiting_ && !hasLine() && stream_->queuedBytes() == 0) {
        delete this;
    }
}

// The next command waits for the answer to the last one, and for the client to read that.
void ControlServer::Client::proceed() {
    if (waiting_ || stream_->queuedBytes() > 0) {
        return;
    }
    if (hasLine()) {
        if (!ReadyItem::isLinked()) {
            server_.loop.enqueue(*this);
        }
    } else if (isEnded_) {
        delete this;
    } else {
        stream_->resumeReading();
    }
}

void ControlServer::Client::run() {
    std::string line = input_.substr(0, lineEnd_);
    input_.erase(0, lineEnd_ + 1);
    lineEnd_ = input_.find('\n');
    if (!line.empty() && line.back() == '\r') {
        line.pop_back();
    }
    std::size_t space = line.find(' ');
    std::string argument = space == std::string::npos ? std::string() : line.substr(space + 1);
    line.resize(std::min(space, line.size()));
    auto ticket = std::make_unique<ControlRequest::Ticket>();
    ticket->client = this;
    waiting_ = ticket.get();
    server_.loop.cancel(idle_);
    server_.handler.onCommand(ControlRequest(std::move(line), std::move(argument), std::move(ticket)));
    // Nothing here: the handler may have closed the server.
}

// Called by users, from anywhere: what follows comes from the loop.
void ControlServer::Client::answer(std::string json) {
    waiting_ = nullptr;
    server_.loop.arm(idle_, server_.limits.idleMs);
    stream_->write({}, net::OwnedBytes::fromString(answerLine(std::move(json))));
    if (stream_->queuedBytes() > 0) {
        return; // onDrained() goes on
    }
    if (hasLine()) {
        server_.loop.enqueue(*this);
    } else if (isEnded_) {
        server_.loop.arm(idle_, 0);
    } else {
        stream_->resumeReading();
    }
}

// ---- the server

void ControlServer::Impl::onAccept(net::StreamPtr stream) {
    auto user = userOfPeer(stream->rawFd());
    if (!user || (*user != 0 && *user != ::geteuid())) {
        stream->write(answerLine(failure("Only the user of the server and root may do that")));
        return;
    }
    if (clientCount >= limits.maxClients) {
        stream->write(answerLine(failure("Too many clients: at most " + std::to_string(limits.maxClients) +
                                         " at once are possible")));
        return;
    }
    (new Client(*this, std::move(stream)))->begin();
}

void ControlServer::Impl::close() {
    if (!listener) {
        return;
    }
    removeFile();
    listener.reset();
    while (Client* client = clients.front()) {
        delete client;
    }
}

void ControlServer::Impl::removeFile() {
    struct stat info {};
    if (owner == ::getpid() && ::lstat(path.c_str(), &info) == 0 && info.st_dev == device &&
        info.st_ino == inode) {
        ::unlink(path.c_str());
    }
}

ControlServer::ControlServer() = default;
ControlServer::~ControlServer() = default;

Result<std::unique_ptr<ControlServer>> ControlServer::open(net::Loop& loop, const std::string& path,
                                                           ControlHandler& handler,
                                                           const ControlLimits& limits) {
    const std::string what = "control socket " + path;
    net::ListenOptions options;
    options.backlog = int(limits.maxClients);
    auto fd = net::openListenSocket("unix:" + path, 0, options);
    if (!fd) {
        return Error{fd.error().code, what + ": " + fd.error().message};
    }
    std::unique_ptr<ControlServer> server(new ControlServer);
    server->impl_ = std::make_unique<Impl>(loop, path, handler, limits);
    Impl& impl = *server->impl_;
    struct stat info {};
    // Until here the credentials of the peers alone keep others out.
    if (::lstat(path.c_str(), &info) != 0 || ::chmod(path.c_str(), 0600) != 0) {
        Error error = errorFromErrno(errno, what);
        ::close(fd.value());
        return error;
    }
    impl.device = info.st_dev;
    impl.inode = info.st_ino;
    impl.owner = ::getpid();
    auto listener = net::TcpListener::adopt(loop, fd.value(), options, impl);
    if (!listener) {
        impl.removeFile();
        return Error{listener.error().code, what + ": " + listener.error().message};
    }
    impl.listener = listener.take();
    return server;
}

void ControlServer::close() { impl_->close(); }

void ControlServer::forget() {
    impl_->owner = 0;
    impl_->close();
}

std::size_t ControlServer::clientCount() const { return impl_->clientCount; }
const std::string& ControlServer::path() const { return impl_->path; }

} // namespace aha::process
